/// The rows of one month of the specialist E1024 under the example policy.
struct ExampleMonth {
  /// The cents sold; spread over 37 won sales.
  var soldCents = 4_625_000
  var surveys = ["4", "4", "4", "5"]
  var hasSeriousViolation = false

  private static func money(_ cents: Int) -> String {
    "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }

  var tables: [String: [[String: String]]] {
    [
      "roster": [
        [
          "employee_id": "E1024", "name": "Lin", "role": "specialist", "team_id": "T1",
          "department_id": "D1", "hired_on": "2024-05-06", "valid_from": "2024-05-06",
          "valid_to": "",
        ]
      ],
      "sales": sales, "calls": calls, "surveys": answers, "complaints": complaints,
      "targets": [["employee_id": "E1024", "month": "2026-03", "sales_target": "40000"]],
      "attendance": [
        [
          "employee_id": "E1024", "month": "2026-03", "scheduled_days": "21", "worked_days": "20",
        ]
      ],
    ]
  }

  private var sales: [[String: String]] {
    let won = (1...37).map { number in
      let cents = number == 37 ? soldCents - 36 * 100_000 : 100_000
      return sale("S\(number)", "2026-03-31", cents: cents, "won")
    }
    let others = (1...4).map { sale("X\($0)", "2026-03-15", cents: 99_900, "cancelled") }
    return won + others + [
      sale("F1", "2026-02-28", cents: 99_900, "won"),
      sale("F2", "2026-04-01", cents: 99_900, "won"),
    ]
  }

  private func sale(_ id: String, _ day: String, cents: Int, _ status: String) -> [String: String] {
    [
      "sale_id": id, "agent_id": "E1024", "closed_on": day, "amount": ExampleMonth.money(cents),
      "status": status,
    ]
  }

  /// 412 connected calls, and 5 that nobody took, outside the office hours.
  private var calls: [[String: String]] {
    (1...417).map { number in
      [
        "call_id": "C\(number)", "agent_id": "E1024",
        "started_at": number <= 412 ? "2026-03-02 09:00:00" : "2026-03-02 18:00:00",
        "connected": number <= 412 ? "true" : "false",
      ]
    }
  }

  private var answers: [[String: String]] {
    surveys.enumerated().map { index, score in
      [
        "survey_id": "Q\(index)", "agent_id": "E1024", "answered_on": "2026-03-20", "score": score,
      ]
    }
  }

  private var complaints: [[String: String]] {
    let minor = complaint("K1", "2026-03-09", "minor", upheld: "true")
    let dismissed = complaint("K2", "2026-03-10", "serious", upheld: "false")
    let serious = complaint("K3", "2026-03-20", "serious", upheld: "true")
    return [minor, dismissed] + (hasSeriousViolation ? [serious] : [])
  }

  private func complaint(
    _ id: String, _ day: String, _ severity: String, upheld: String
  ) -> [String: String] {
    [
      "complaint_id": id, "agent_id": "E1024", "received_on": day, "severity": severity,
      "upheld": upheld,
    ]
  }
}
