import Reference
import TestSupport

/// Makes the rows of a random policy's inputs, with every edge that hurts.
struct RowMaker {
  var random: SplitMix64
  let time: Timetable
  let roles: [String]
  let teamMayBeEmpty: Bool
  let mayRefund: Bool
  let mayStop: Bool
  let features: InputFeatures
  let holidays: [String]
  private var serial = 0
  var people: [String] = []

  init(seed: UInt64, policy: PolicyMaker) {
    random = SplitMix64(seed: seed)
    time = policy.time
    roles = policy.roles
    teamMayBeEmpty = policy.teamMayBeEmpty
    mayRefund = policy.mayRefund
    mayStop = policy.mayStop
    features = policy.inputFeatures
    holidays = policy.holidays
  }

  var run: Period { time.run }

  func day(_ number: Int) -> String { Day(number: number).text }

  /// Some day of a period.
  mutating func dayIn(_ period: Period) -> String {
    day(random.number(period.start.number...period.end.number))
  }

  /// Mostly a day of the run, sometimes an edge, a neighbour, or long before.
  mutating func anyDay() -> String {
    let part = random.pick(time.months)
    switch random.number(0...13) {
    case 0: return run.start.text
    case 1: return run.end.text
    case 2: return day(run.start.number - 1)
    case 3: return day(run.end.number + 1)
    case 4: return part.start.text
    case 5: return part.end.text
    case 6, 7, 8: return dayIn(random.pick(time.monthsOfData))
    default: return dayIn(run)
    }
  }

  /// Mostly somebody of the roster.
  mutating func anybody() -> String {
    random.chance(6) || people.isEmpty ? "E404" : random.pick(people)
  }

  mutating func next(_ letter: String) -> String {
    serial += 1
    return "\(letter)\(serial)"
  }

  func money(_ cents: Int) -> String {
    let (size, sign) = (abs(cents), cents < 0 ? "-" : "")
    let rest = size % 100
    return "\(sign)\(size / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  mutating func tables() -> [String: [[String: String]]] {
    let roster = roster()
    var tables = [
      "roster": roster, "calls": calls(), "sales": sales(), "targets": targets(),
      "attendance": attendance(), "surveys": surveys(), "costs": costs(), "skills": skills(),
    ]
    if features.leaderOn != nil { tables["clients"] = clients() }
    if features.hasCustomers { tables["customers"] = customers() }
    if features.hasOutages { tables["outages"] = outages() }
    if features.hasBallots { tables["ballots"] = ballots() }
    if features.hasAdjustments { tables["extras"] = extras() }
    return tables
  }

  /// How many rows a list has, the more the longer the run is.
  mutating func count(_ most: Int) -> Int {
    random.number(0...most) * min(time.months.count + 1, 5) / 2
  }

  private mutating func calls() -> [[String: String]] {
    let times = ["08:59:59", "09:00:00", "12:30:00", "17:59:59", "18:00:00", "00:00:00"]
    return (0..<count(35)).map { _ in
      [
        "call_id": next("C"), "agent_id": anybody(),
        "started_at": "\(anyDay()) \(random.pick(times))",
        "connected": random.pick(["true", "true", "false"]),
        "talk": String(random.pick([0, 29, 30, 31, 59, 60, 61, 120, 601])),
      ]
    }
  }

  private mutating func targets() -> [[String: String]] {
    people.flatMap { person in
      time.monthsOfData.filter { _ in random.chance(88) }.map { month in
        [
          "employee_id": person, "month": month.name,
          "target": random.chance(6)
            ? "" : random.pick(["100", "1000", "250.50", "800", "1999.99"]),
          "deals_target": String(random.number(1...4)),
        ]
      }
    }
  }

  private mutating func attendance() -> [[String: String]] {
    people.flatMap { person -> [[String: String]] in
      time.monthsOfData.filter { _ in random.chance(90) }.flatMap { month -> [[String: String]] in
        let parts = mayStop && random.chance(12) ? ["1", "2"] : ["1"]
        return parts.map { part in
          let scheduled = random.pick([0, 1, 20, 21, 22, 22, 21])
          let worked = random.chance(3) ? scheduled + 1 : random.number(0...scheduled)
          return [
            "employee_id": person, "month": month.name, "part": part,
            "scheduled_days": String(scheduled), "worked_days": String(worked),
          ]
        }
      }
    }
  }

  private mutating func surveys() -> [[String: String]] {
    (0..<count(20)).map { _ in
      [
        "survey_id": next("Q"), "agent_id": anybody(), "answered_on": anyDay(),
        "score": random.pick(["1", "2", "3", "4", "4.5", "5", ""]),
      ]
    }
  }

  private mutating func costs() -> [[String: String]] {
    (0..<count(4)).map { _ in
      ["cost_id": next("X"), "booked_on": anyDay(), "amount": money(random.number(0...90_000))]
    }
  }

  private mutating func skills() -> [[String: String]] {
    people.filter { _ in random.chance(80) }.map { person in
      [
        "employee_id": person, "mark": random.pick(["0", "59.99", "60", "80", "92.5", "100"]),
        "share": random.pick(["", "0", "0.05", "0.25", "0.875", "1"]),
      ]
    }
  }
}
