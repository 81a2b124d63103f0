import MeritImport
import MeritModel
import Testing

/// A quarter of an hour of a queue: two answered calls, one given up, one that leaves for another
/// queue, one that goes on, and what is no call.
private let queueLog = """
  1774908000|NONE|NONE|NONE|QUEUESTART|
  1774908010|NONE|NONE|Agent/1001|AGENTLOGIN|SIP/1001
  1774908100|1774908099.1|sales|NONE|ENTERQUEUE||15550001|1
  1774908105|1774908099.1|sales|SIP/1002|RINGNOANSWER|5000
  1774908112|1774908099.1|sales|Agent/1001|CONNECT|12|1774908107.2|5
  1774908130|1774908129.3|sales|NONE|ENTERQUEUE||15550002|1
  1774908150|NONE|sales|Agent/1001|PAUSE|
  1774908195|1774908099.1|sales|Agent/1001|COMPLETECALLER|12|83|1
  1774908200|1774908129.3|sales|NONE|ABANDON|1|1|70
  1774908300|1774908299.4|sales|NONE|ENTERQUEUE||15550003|1
  1774908330|1774908299.4|sales|NONE|EXITWITHTIMEOUT|1|1|30
  1774908330|1774908299.4|service|NONE|ENTERQUEUE||15550003|1
  1774908340|1774908299.4|service|Agent/1003|CONNECT|10|1774908335.5|5
  1774908400|1774908299.4|service|Agent/1003|BLINDTRANSFER|600|out|10|60|1
  1774908500|1774908499.6|sales|NONE|ENTERQUEUE||15550004|1

  """

/// The ways in which a call leaves an agent for somebody else, old and new, after 10 s in the queue
/// and 60 s with the agent.
private let transfers = [
  "TRANSFER|600|out|10|60", "BLINDTRANSFER|600|out|10|60|1", "ATTENDEDTRANSFER|600|out|10|60|1",
  "ATTENDEDTRANSFER|BRIDGE|b-1|10|60|1", "ATTENDEDTRANSFER|APP|VoiceMail|10|60|1",
  "ATTENDEDTRANSFER|LINK|Local/a-1|Local/a-2|10|60|1",
]

private let calls = TableContract(
  name: "calls",
  columns: [
    "entry_id", "queue", "agent", "wait_s", "talk_s", "outcome", "ended_by", "rings",
  ].map { ContractColumn(name: $0, kind: .text, isOptional: true) }
    + [ContractColumn(name: "ended_at", kind: .datetime)])

private func fold(
  _ text: String, _ form: ProfileForm, _ contract: TableContract, chunk: Int = 1 << 20
)
  throws -> Reading
{
  var source = TableSource(files: [SourceFile(name: "a.csv", bytes: Array(text.utf8))])
  source.profile = ProfileUse(forms: [form], words: ColumnWords([:]))
  return try read(contract, source, ScanSettings(chunk: chunk))
}

private let queue = ProfileForm(
  table: "calls", looks: .cells(fields: 5...10, values: [:]),
  dialect: DialectSettings(
    delimiter: UInt8(ascii: "|"), quote: CSVDialect.noQuote, header: false),
  fold: .queueLog,
  columns: ["ended_at": [ColumnSource(.named("ended_at"), format: "epoch-seconds")]])

private func legForm(_ key: String, last: Set<String>) -> ProfileForm {
  ProfileForm(
    table: "calls", looks: .header([key]), fold: .legs(LegRule(key: key, last: last)))
}

@Test(
  "The events of a queue become calls, each with the line that ends it", arguments: [64, 1 << 20])
func queueEvents(chunk: Int) throws {
  let reading = try fold(queueLog, queue, calls, chunk: chunk)
  #expect(reading.diagnostics.isEmpty)
  #expect(
    reading.values == [
      [
        "1774908099.1-1774908100", "sales", "Agent/1001", "12", "83", "answered", "caller", "1",
        "2026-03-31T06:03:15",
      ],
      [
        "1774908129.3-1774908130", "sales", "", "70", "", "abandoned", "caller", "0",
        "2026-03-31T06:03:20",
      ],
      [
        "1774908299.4-1774908300", "sales", "", "30", "", "timeout", "caller", "0",
        "2026-03-31T06:05:30",
      ],
      [
        "1774908299.4-1774908330", "service", "Agent/1003", "10", "60", "transferred", "transfer",
        "0", "2026-03-31T06:06:40",
      ],
    ])
  #expect(reading.rows.map(\.line) == [8, 9, 11, 14])
  #expect(reading.account?.rowsRead == 4)
  #expect(reading.problems.first?.message == "15 lines became 4 rows; one call has no end")
}

@Test("Every kind of transfer tells how long the agent talked", arguments: transfers)
func transferred(event: String) throws {
  let text = """
    1774908330|c.1|sales|NONE|ENTERQUEUE||15550003|1
    1774908340|c.1|sales|Agent/7|CONNECT|10|c.2|5
    1774908400|c.1|sales|Agent/7|\(event)

    """
  let row = try #require(try fold(text, queue, calls).values.first)
  #expect(row[2...5] == ["Agent/7", "10", "60", "transferred"])
}

@Test("A log longer than a piece folds alike in any cuts")
func longLog() throws {
  var text = ""
  for call in 0..<6000 {
    let start = 1_774_900_000 + call
    text += "\(start)|c\(call)|q|NONE|ENTERQUEUE||1|1\n"
    if call >= 40 {
      text += "\(start)|c\(call - 40)|q|Agent/\(call % 7)|CONNECT|40|x|1\n"
      text += "\(start + 9)|c\(call - 40)|q|Agent/\(call % 7)|COMPLETEAGENT|40|9|1\n"
    }
  }
  let whole = try fold(text, queue, calls)
  #expect(whole.rows.count == 5960)
  #expect(whole.rows.last?.line == 40 + 5960 * 3)
  #expect(try fold(text, queue, calls, chunk: 1000).rows == whole.rows)
}

@Test("The legs of a call become one row, with the line of the last leg", arguments: [64, 1 << 20])
func legs(chunk: Int) throws {
  let text = """
    historyid,to-no,time-answered,time-end,final
    1,queue,,10:00:05,
    1,101,10:00:05,10:01:00,"x, y"
    2,103,10:03:00,10:04:00,z
    1,102,10:01:00,10:02:30,

    3,104,,10:05:00,
    3,,,,
    ,105,,10:06:00,no call
    too,short

    """
  let contract = texts("historyid", "to-no", "time-answered", "time-end", "final")
  let reading = try fold(
    text, legForm("historyid", last: ["to-no", "time-end"]), contract, chunk: chunk)
  #expect(
    reading.values == [
      ["2", "103", "10:03:00", "10:04:00", "z"], ["1", "102", "10:00:05", "10:02:30", "x, y"],
      ["3", "104", "", "10:05:00", ""], ["", "105", "", "10:06:00", "no call"],
    ])
  #expect(reading.rows.map(\.line) == [4, 5, 8, 9])
  #expect(reading.problems.map(\.code).contains(.wrongFieldCount))
  #expect(reading.problems.map(\.message).contains("8 lines became 5 rows"))
}

@Test("Legs of many calls among each other fold alike in any cuts")
func manyLegs() throws {
  var text = "id,a,b\n"
  for leg in 0..<3 {
    for call in 0..<5000 { text += "call \(call),\(leg),\(leg == 1 ? "x" : "")\n" }
  }
  let form = legForm("id", last: ["a"])
  let whole = try fold(text, form, texts("id", "a", "b"))
  #expect(whole.rows.count == 5000)
  #expect(whole.values.first == ["call 0", "2", "x"] && whole.rows.first?.line == 10_002)
  #expect(whole.values.last == ["call 4999", "2", "x"] && whole.rows.last?.line == 15_001)
  #expect(try fold(text, form, texts("id", "a", "b"), chunk: 1000).rows == whole.rows)
}
