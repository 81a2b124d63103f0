extension PolicyMaker {
  private func input(
    key: [String], owner: String?, date: String?, columns: [(String, Node)],
    more: [(String, Node)] = []
  ) -> Node {
    var members: [(String, Node)] = [("key", .texts(key))]
    if let owner { members.append(("owner", .text(owner))) }
    if let date { members.append(("date", .text(date))) }
    return .object(members + [("columns", .object(columns))] + more)
  }

  /// The contracts, which the rows of ``RowMaker`` keep.
  func inputs() -> Node {
    .object([
      ("roster", roster), ("calls", calls), ("sales", sales), ("targets", targets),
      ("attendance", attendance), ("surveys", surveys), ("costs", costs), ("skills", skills),
    ])
  }

  private var roster: Node {
    let group: Node = teamMayBeEmpty ? "id?" : "id"
    return .object([
      ("key", .texts(["employee_id", "valid_from"])),
      (
        "columns",
        .object([
          ("employee_id", "id"), ("name", "text"), ("role", .texts(roles)), ("team_id", group),
          ("department_id", group), ("manager_id", "id?"), ("hired_on", "date"),
          ("valid_from", "date"), ("valid_to", "date?"),
        ])
      ),
    ])
  }

  private var calls: Node {
    input(
      key: ["call_id"], owner: "agent_id", date: "started_at",
      columns: [
        ("call_id", "id"), ("agent_id", "id"), ("started_at", "datetime"), ("connected", "flag"),
        ("talk", "seconds 0.."),
      ])
  }

  private var sales: Node {
    input(
      key: ["sale_id"], owner: "agent_id", date: "closed_on",
      columns: [
        ("sale_id", "id"), ("agent_id", "id"), ("customer_id", "id?"), ("closed_on", "date?"),
        ("amount", mayRefund ? "money -5000.." : "money 0.."), ("cost", "money? 0.."),
        ("status", .texts(["won", "open", "lost"])), ("product", .texts(["gold", "plain", "?"])),
      ],
      more: [
        ("derived", .object([("profit", .object([("kind", "money"), ("is", "amount - cost")]))]))
      ])
  }

  private var targets: Node {
    input(
      key: ["employee_id", "month"], owner: "employee_id", date: "month",
      columns: [
        ("employee_id", "id"), ("month", "month"), ("target", "money? 100.."),
        ("deals_target", "count 1.."),
      ])
  }

  private var attendance: Node {
    input(
      key: ["employee_id", "month", "part"], owner: "employee_id", date: "month",
      columns: [
        ("employee_id", "id"), ("month", "month"), ("part", "id"),
        ("scheduled_days", "days 0..31"), ("worked_days", "days 0..31"),
      ],
      more: [("rowCheck", "worked_days <= scheduled_days")])
  }

  private var surveys: Node {
    input(
      key: ["survey_id"], owner: "agent_id", date: "answered_on",
      columns: [
        ("survey_id", "id"), ("agent_id", "id"), ("answered_on", "date"),
        ("score", "number? 1..5"),
      ])
  }

  private var costs: Node {
    input(
      key: ["cost_id"], owner: nil, date: "booked_on",
      columns: [("cost_id", "id"), ("booked_on", "date"), ("amount", "money 0..")])
  }

  private var skills: Node {
    input(
      key: ["employee_id"], owner: "employee_id", date: nil,
      columns: [
        ("employee_id", "id"), ("mark", "points 0..100"), ("share", "percent? 0%..100%"),
      ])
  }
}
