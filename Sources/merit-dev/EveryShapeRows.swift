import Foundation
import TestSupport

/// The rows of the book that has every shape of the language, but for the calls.
///
/// Ten thousand people as the bench's calls know them: teams of twelve, departments of twenty teams,
/// joiners, leavers, people whose contract changes inside March.
struct EveryShapeRows {
  private static let people = 10_000
  private static let months = ["2025-01", "2025-02", "2025-03"]
  private var random = SplitMix64(seed: 1)

  /// The texts of the files by name.
  mutating func files() -> [String: String] {
    [
      "roster.csv": roster(), "sales.csv": sales(), "clients.csv": clients(),
      "targets.csv": targets(), "surveys.csv": surveys(), "ballots.csv": ballots(),
      "extras.csv": extras(), "outages.csv": outages(), "leave.csv": leave(),
    ]
  }

  private func text(_ header: String, _ rows: [String]) -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }

  private func employee(_ person: Int) -> String { numbered("E", person + 1, 5) }
  private func client(_ number: Int) -> String { numbered("K", number + 1, 6) }

  private func numbered(_ letter: String, _ number: Int, _ digits: Int) -> String {
    let text = "\(number)"
    return letter + String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private func isLead(_ person: Int) -> Bool { person % 12 == 0 }
  private func isManager(_ person: Int) -> Bool { person % 240 == 0 }

  private mutating func day(of month: Int) -> String {
    let day = 1 + random.below(28)
    return "\(Self.months[month])-\(day < 10 ? "0" : "")\(day)"
  }

  private func roster() -> String {
    var rows: [String] = []
    for person in 0..<Self.people {
      let role = isManager(person) ? "manager" : isLead(person) ? "lead" : "agent"
      let head = isLead(person) ? person / 240 * 240 : person / 12 * 12
      let manager = head == person ? "" : employee(head)
      let hired = person % 50 == 9 ? "2025-03-05" : "20\(10 + person % 14)-0\(1 + person % 9)-15"
      let facts = "T\(person / 12),D\(person / 240),\(manager),\(hired)"
      let base = 3000 + person % 40 * 50
      let contract = person % 10 == 3 ? "trial" : "fixed"
      let end = person % 50 == 7 ? "2025-03-20" : ""
      let id = employee(person)
      if role == "agent", person % 20 == 5, end.isEmpty {
        rows.append("\(id),\(role),\(facts),trial,\(base),\(hired),2025-03-15")
        rows.append("\(id),\(role),\(facts),fixed,\(base),2025-03-16,")
      } else {
        rows.append("\(id),\(role),\(facts),\(contract),\(base),\(hired),\(end)")
      }
    }
    return text(
      "employee_id,role,team_id,department_id,manager_id,hired_on,contract,base,valid_from,valid_to",
      rows)
  }

  private mutating func sales() -> String {
    var rows: [String] = []
    for person in 0..<Self.people {
      for number in 0..<21 {
        let id = "S\(person)-\(number)"
        let closer = random.below(10) < 6 ? "" : employee(random.below(Self.people))
        // The last sale of some people takes back their first.
        let isRefund = number == 20 && person % 5 == 0
        let amount = isRefund ? 100 : 100 + random.below(290_000) / 100
        let cents = isRefund ? 0 : random.below(100)
        let sum = "\(amount).\(cents < 10 ? "0" : "")\(cents)"
        let client = client(2 * person + random.below(2))
        rows.append(
          "\(id),\(employee(person)),\(closer),\(client),\(day(of: number / 7)),\(sum),"
            + "\(amount * (35 + random.below(60)) / 100),\(1 + random.below(6)),"
            + (isRefund ? "S\(person)-0" : ""))
      }
    }
    return text(
      "sale_id,agent_id,closer_id,client_id,sold_on,amount,cost,term,refund_of", rows)
  }

  private mutating func clients() -> String {
    text(
      "client_id,owner_id,leader_id",
      (0..<2 * Self.people).map { number in
        let leader = random.below(10) == 0 ? "" : employee(number / 24 * 12)
        return "\(client(number)),\(employee(number / 2)),\(leader)"
      })
  }

  private mutating func targets() -> String {
    var rows: [String] = []
    for month in Self.months {
      for person in 0..<Self.people where random.below(100) > 0 {
        rows.append(
          "\(employee(person)),\(month),\(4000 + random.below(14) * 500),21,\(17 + random.below(5))"
        )
      }
    }
    return text("employee_id,month,sales_target,scheduled_days,worked_days", rows)
  }

  private mutating func surveys() -> String {
    var rows: [String] = []
    for person in 0..<Self.people {
      for number in 0..<(3 + random.below(9)) {
        rows.append(
          "V\(person)-\(number),\(employee(person)),\(day(of: random.below(3))),"
            + "\(1 + random.below(5)),\(random.below(6) == 0)")
      }
    }
    return text("survey_id,agent_id,answered_on,score,complaint", rows)
  }

  private mutating func ballots() -> String {
    var rows: [String] = []
    for person in 0..<Self.people {
      let team = person / 12 * 12
      for mate in team..<min(team + 12, Self.people) where mate != person {
        guard random.below(3) > 0 || mate == team else { continue }
        let kind = mate == team ? "boss" : "peer"
        rows.append(
          "B\(person)-\(mate),\(employee(mate)),\(employee(person)),\(day(of: 2)),\(kind),"
            + "\(50 + random.below(51))")
      }
    }
    return text("ballot_id,rater_id,ratee_id,rated_on,kind,score", rows)
  }

  private mutating func extras() -> String {
    text(
      "extra_id,employee_id,given_on,amount,reason,approved_by",
      stride(from: 0, to: Self.people, by: 5).map { person in
        "X\(person),\(employee(person)),\(day(of: 2)),\(random.below(400)),helped,\(employee(0))"
      })
  }

  private mutating func outages() -> String {
    text(
      "outage_id,team_id,starts_on,ends_on,reason",
      (0..<50).map { "O\($0),T\(random.below(800)),2025-03-10,2025-03-11,line down" })
  }

  private mutating func leave() -> String {
    text(
      "leave_id,employee_id,starts_on,ends_on,reason",
      (0..<200).map { number in
        "L\(number),\(employee(number * 50)),2025-03-03,\(number % 9 == 0 ? "" : "2025-03-07"),ill"
      })
  }
}
