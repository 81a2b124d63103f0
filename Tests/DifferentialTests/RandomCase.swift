import Reference

/// One seeded policy with its rows.
struct RandomCase: Sendable, CustomStringConvertible {
  let seed: UInt64
  let policyJSON: String
  let tables: [String: [[String: String]]]
  let period: String
  /// What the policy is made of, for the account of what was covered.
  let shapes: Set<String>

  init(seed: UInt64) {
    var policy = PolicyMaker(seed: seed)
    policyJSON = policy.whole().written() + "\n"
    var rows = RowMaker(seed: seed ^ 0x5EED, policy: policy)
    self.seed = seed
    tables = rows.tables()
    period = policy.period
    shapes = policy.shapes
  }

  var description: String { "seed \(seed)" }

  /// The figures that the reference finds.
  func referenceFigures() throws -> String {
    try ReferenceEvaluator(policyJSON: policyJSON).figures(period: period, tables: tables)
  }

  /// A header for every table, also for those without rows.
  private static let columns: [String: [String]] = [
    "roster": [
      "employee_id", "name", "role", "team_id", "department_id", "manager_id", "hired_on",
      "valid_from", "valid_to",
    ],
    "calls": ["call_id", "agent_id", "started_at", "connected", "talk"],
    "sales": [
      "sale_id", "agent_id", "customer_id", "closed_on", "amount", "cost", "status", "product",
    ],
    "targets": ["employee_id", "month", "target", "deals_target"],
    "attendance": ["employee_id", "month", "part", "scheduled_days", "worked_days"],
    "surveys": ["survey_id", "agent_id", "answered_on", "score"],
    "costs": ["cost_id", "booked_on", "amount"],
    "skills": ["employee_id", "mark", "share"],
  ]

  /// The files of a book by their path, the rows and columns in an order of the seed's choice.
  func csvFiles(order: UInt64 = 0) -> [String: String] {
    var random = SplitMix64(seed: seed &+ order &* 7919)
    var files: [String: String] = [:]
    for name in tables.keys.sorted() {
      let columns = random.shuffled(RandomCase.columns[name] ?? [])
      let rows = random.shuffled(tables[name] ?? [])
      let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
      files["data/\(name).csv"] = lines.map { line in
        line.map(\.quotedWhereNeeded).joined(separator: ",") + "\n"
      }.joined()
    }
    return files
  }

  /// The text of `merit.json` for a book that holds the policy and the files.
  var meritJSON: String {
    let inputs = tables.keys.sorted().map { name in
      (name, Node.object([("files", .texts(["data/\(name).csv"]))]))
    }
    return Node.object([
      ("meritFormat", 1), ("policies", .texts(["policies/*.policy.json"])),
      ("ledger", "ledger.sqlite"), ("output", "out"), ("language", "en"),
      ("inputs", .object(inputs)),
      (
        "reports",
        .object([
          ("workbook", false), ("markdown", false), ("statements", false), ("payroll", .null),
        ])
      ),
    ]).written() + "\n"
  }
}
