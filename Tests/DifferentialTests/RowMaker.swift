/// Makes the rows of a random policy's inputs, with every edge that hurts.
struct RowMaker {
  var random: SplitMix64
  let month: Int
  let roles: [String]
  let teamMayBeEmpty: Bool
  let mayRefund: Bool
  private var serial = 0
  private var people: [String] = []

  init(seed: UInt64, policy: PolicyMaker) {
    random = SplitMix64(seed: seed)
    month = policy.month
    roles = policy.roles
    teamMayBeEmpty = policy.teamMayBeEmpty
    mayRefund = policy.mayRefund
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private var length: Int {
    [4, 6, 9, 11].contains(month) ? 30 : (month == 2 ? 28 : 31)
  }

  private func day(_ day: Int) -> String { "2026-\(two(month))-\(two(day))" }

  private var dayBefore: String {
    guard month > 1 else { return "2025-12-31" }
    let last = [4, 6, 9, 11].contains(month - 1) ? 30 : (month - 1 == 2 ? 28 : 31)
    return "2026-\(two(month - 1))-\(last)"
  }

  private var dayAfter: String {
    month == 12 ? "2027-01-01" : "2026-\(two(month + 1))-01"
  }

  private var monthBefore: String { String(dayBefore.prefix(7)) }

  /// Mostly a day of the month, sometimes its edges or a neighbour.
  private mutating func anyDay() -> String {
    switch random.number(0...11) {
    case 0: return day(1)
    case 1: return day(length)
    case 2: return dayBefore
    case 3: return dayAfter
    default: return day(random.number(1...length))
    }
  }

  /// Mostly somebody of the roster.
  private mutating func anybody() -> String {
    random.chance(6) || people.isEmpty ? "E404" : random.pick(people)
  }

  private mutating func next(_ letter: String) -> String {
    serial += 1
    return "\(letter)\(serial)"
  }

  mutating func tables() -> [String: [[String: String]]] {
    let roster = roster()
    return [
      "roster": roster, "calls": calls(), "sales": sales(), "targets": targets(),
      "attendance": attendance(), "surveys": surveys(), "costs": costs(), "skills": skills(),
    ]
  }

  private mutating func roster() -> [[String: String]] {
    let ids = ["E1", "E10", "E2", "007", "E3", "Ann", "E21", "E5", "zed", "E9"]
    let count = random.pick([1, 2, 3, 5, 7, 10])
    var rows: [[String: String]] = []
    for (index, id) in ids.prefix(count).enumerated() {
      let manager = index == 0 || random.chance(35) ? "" : ids[random.number(0...index - 1)]
      people.append(id)
      rows += spans().map { span in
        row(id, from: span.0, to: span.1, manager: random.chance(5) ? "M99" : manager)
      }
    }
    return rows
  }

  /// One person's valid days: whole, joining, leaving, changing, with a gap, outside.
  private mutating func spans() -> [(String, String)] {
    let middle = random.number(2...length - 3)
    switch random.number(0...11) {
    case 0: return [(day(middle), "")]
    case 1: return [("2025-03-01", day(middle))]
    case 2: return [("2025-03-01", day(middle)), (day(middle + 1), "")]
    case 3: return [("2025-03-01", day(middle)), (day(middle + 3), day(length))]
    case 4: return [(day(1), day(1))]
    case 5: return [(day(length), "")]
    case 6: return random.chance(50) ? [("2025-03-01", dayBefore)] : [(dayAfter, "")]
    case 7: return [("2025-03-01", dayBefore), (day(1), day(length)), (dayAfter, "")]
    case 8: return [("2025-03-01", day(1)), (day(2), day(middle))]
    default: return [("2025-03-01", "")]
    }
  }

  private mutating func row(
    _ id: String, from: String, to: String, manager: String
  ) -> [String: String] {
    let groups = teamMayBeEmpty ? ["T1", "T2", "T10", ""] : ["T1", "T2", "T10"]
    return [
      "employee_id": id, "name": random.pick(["Lin", "O'Neil, Pat", "王伟"]),
      "role": random.pick(roles), "team_id": random.pick(groups),
      "department_id": random.pick(teamMayBeEmpty ? ["D1", "D2", ""] : ["D1", "D2"]),
      "manager_id": manager,
      "hired_on": random.pick(["2024-02-29", "2025-03-01", "2025-01-31", dayBefore, day(1)]),
      "valid_from": from, "valid_to": to,
    ]
  }

  private mutating func calls() -> [[String: String]] {
    let times = ["08:59:59", "09:00:00", "12:30:00", "17:59:59", "18:00:00", "00:00:00"]
    return (0..<random.number(0...40)).map { _ in
      [
        "call_id": next("C"), "agent_id": anybody(),
        "started_at": "\(anyDay()) \(random.pick(times))",
        "connected": random.pick(["true", "true", "false"]),
        "talk": String(random.pick([0, 29, 30, 31, 59, 60, 61, 120, 601])),
      ]
    }
  }

  private func money(_ cents: Int) -> String {
    let size = abs(cents)
    return "\(cents < 0 ? "-" : "")\(size / 100).\(two(size % 100))"
  }

  /// Sales whose sums lie on an edge or one cent beside it, and some more.
  private mutating func sales() -> [[String: String]] {
    var rows: [[String: String]] = []
    for person in people where random.chance(80) {
      let edge = random.pick([0, 10_000, 25_050, 50_000, 100_000, 200_000, 87_500, 120_000])
      var left = edge + random.pick([-1, 0, 0, 1])
      for _ in 0..<random.number(0...3) {
        let part = random.pick([5_000, 10_000, 9_999, 1, 50, 33_333])
        guard part < left else { continue }
        rows.append(sale(person, cents: part, on: day(random.number(1...length)), "won"))
        left -= part
      }
      if left > 0 { rows.append(sale(person, cents: left, on: day(length), "won")) }
    }
    for _ in 0..<random.number(0...10) {
      let cents = random.pick([0, 1, 4_999, 5_001, 10_000, mayRefund ? -5_050 : 50])
      let day = random.chance(8) ? "" : anyDay()
      let status = random.pick(["won", "open", "lost"])
      rows.append(sale(anybody(), cents: cents, on: day, status))
    }
    if let row = rows.first, random.chance(20) { rows.append(row) }
    return rows
  }

  private mutating func sale(
    _ person: String, cents: Int, on day: String, _ status: String
  ) -> [String: String] {
    [
      "sale_id": next("S"), "agent_id": person,
      "customer_id": random.pick(["K1", "K2", "K3", "K4", ""]), "closed_on": day,
      "amount": money(cents),
      "cost": random.pick(["", "0", "5.25", "19.99", "20", "40.1"]),
      "status": status, "product": random.pick(["gold", "plain", ""]),
    ]
  }

  private mutating func targets() -> [[String: String]] {
    people.flatMap { person -> [[String: String]] in
      let months = [day(1), dayBefore].map { String($0.prefix(7)) }.filter { _ in random.chance(88)
      }
      return months.map { month in
        [
          "employee_id": person, "month": month,
          "target": random.chance(6)
            ? "" : random.pick(["100", "1000", "250.50", "800", "1999.99"]),
          "deals_target": String(random.number(1...4)),
        ]
      }
    }
  }

  private mutating func attendance() -> [[String: String]] {
    people.flatMap { person -> [[String: String]] in
      guard random.chance(90) else { return [] }
      let parts = random.chance(4) ? ["1", "2"] : ["1"]
      return parts.map { part in
        let scheduled = random.pick([0, 1, 20, 21, 22, 22, 21])
        let worked = random.chance(3) ? scheduled + 1 : random.number(0...scheduled)
        return [
          "employee_id": person,
          "month": random.chance(95) ? String(day(1).prefix(7)) : monthBefore,
          "part": part, "scheduled_days": String(scheduled), "worked_days": String(worked),
        ]
      }
    }
  }

  private mutating func surveys() -> [[String: String]] {
    (0..<random.number(0...20)).map { _ in
      [
        "survey_id": next("Q"), "agent_id": anybody(), "answered_on": anyDay(),
        "score": random.pick(["1", "2", "3", "4", "4.5", "5", ""]),
      ]
    }
  }

  private mutating func costs() -> [[String: String]] {
    (0..<random.number(0...4)).map { _ in
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
