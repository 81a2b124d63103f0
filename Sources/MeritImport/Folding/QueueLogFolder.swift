/// Folds the events of a queue log into calls:
/// `epoch|callid|queue|agent|EVENT|p1|p2|p3|p4|p5`.
struct QueueLogFolder: Sendable {
  /// The columns of the rows that it gives, divided by bars.
  static let columns = [
    "entry_id", "call_id", "queue", "agent", "entered_at", "connected_at", "ended_at", "wait_s",
    "talk_s", "outcome", "ended_by", "rings",
  ]

  private struct Call: Sendable {
    var entered = ""
    var connected = ""
    var agent = ""
    var wait = ""
    var rings = 0
  }

  private var open: [String: Call] = [:]
  private(set) var rows = 0

  /// The calls that began and have not ended yet.
  var openCalls: Int { open.count }

  /// The row that a line completes; empty where it completes none.
  mutating func row(_ line: [UInt8]) -> [UInt8] {
    let fields = String(decoding: line, as: UTF8.self)
      .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 5, fields[1] != "NONE" else { return [] }
    let event = Event(fields)
    switch event.name {
    case "ENTERQUEUE": open[event.call] = Call(entered: event.time)
    case "CONNECT":
      var call = open[event.call] ?? Call()
      (call.connected, call.agent, call.wait) = (event.time, event.agent, event.part(1))
      open[event.call] = call
    case "RINGNOANSWER": open[event.call]?.rings += 1
    case "COMPLETEAGENT": return answered(event, wait: 1, talk: 2, by: "agent")
    case "COMPLETECALLER": return answered(event, wait: 1, talk: 2, by: "caller")
    case "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER":
      // A transfer that links two bridges names both ends of the link, others one place.
      let first = event.part(1) == "LINK" ? 4 : 3
      return answered(event, wait: first, talk: first + 1, by: "transfer")
    case "ABANDON": return left(event, "abandoned", wait: 3)
    case "EXITEMPTY": return left(event, "empty", wait: 3)
    case "EXITWITHTIMEOUT": return left(event, "timeout", wait: 3)
    case "EXITWITHKEY": return left(event, "key", wait: 4)
    default: break
    }
    return []
  }

  /// A line taken apart.
  private struct Event {
    let time: String
    let call: String
    let queue: String
    let agent: String
    let name: String
    private let parts: [String]

    init(_ fields: [String]) {
      (time, call, queue, name) = (fields[0], fields[1], fields[2], fields[4])
      agent = fields[3] == "NONE" ? "" : fields[3]
      parts = Array(fields.dropFirst(5))
    }

    /// A part from 1; empty where the line is shorter.
    func part(_ number: Int) -> String { number <= parts.count ? parts[number - 1] : "" }
  }

  private mutating func answered(
    _ event: Event, wait: Int, talk: Int, by: String
  ) -> [UInt8] {
    let call = open.removeValue(forKey: event.call) ?? Call()
    let agent = call.agent.isEmpty ? event.agent : call.agent
    let waited = call.wait.isEmpty ? event.part(wait) : call.wait
    let outcome = by == "transfer" ? "transferred" : "answered"
    return row(
      event, call, agent: agent, wait: waited, talk: event.part(talk), outcome, by: by)
  }

  private mutating func left(_ event: Event, _ outcome: String, wait: Int) -> [UInt8] {
    let call = open.removeValue(forKey: event.call) ?? Call()
    return row(event, call, agent: "", wait: event.part(wait), talk: "", outcome, by: "caller")
  }

  private mutating func row(
    _ event: Event, _ call: Call, agent: String, wait: String, talk: String, _ outcome: String,
    by: String
  ) -> [UInt8] {
    rows += 1
    // One call may enter several queues, one after the other.
    let entry = "\(event.call)-\(call.entered.isEmpty ? event.time : call.entered)"
    let cells = [
      entry, event.call, event.queue, agent, call.entered, call.connected, event.time, wait, talk,
      outcome, by, "\(call.rings)",
    ]
    return Array(cells.joined(separator: "|").utf8)
  }
}
