import Reference

/// A small policy with a few rows, for figures that are worked out by hand.
struct SmallBook {
  /// Members of `policy` besides the usual ones.
  var header = ""
  /// Inputs besides the roster and the sales.
  var inputs = ""
  /// Members of the input `sales` besides the usual ones.
  var sales = #""owner": "agent_id""#
  /// The sections behind the inputs, plans included.
  var sections: String
  var from = "2026-01-01"
  var to = "2026-12-31"
  /// The policies that were in force before, with their last day.
  var former: [(sections: String, from: String, to: String)] = []
  /// Each table as lines of cells with a header, blanks between cells, `-` for an empty one.
  var tables: [String: String]
  var files: [String: String] = [:]

  private func policy(_ sections: String, _ from: String, _ to: String) -> String {
    """
    { "policyFormat": 1,
      "policy": { "id": "small", "version": "\(from)", "title": "Small",
        "effective": { "from": "\(from)", "to": "\(to)" }, "currency": "CNY",
        "timeZone": "Asia/Shanghai" \(header) },
      "gradeSets": { "abcd": ["A", "B", "C", "D"] },
      "inputs": {
        "roster": { "key": ["employee_id", "valid_from"], "columns": {
          "employee_id": "id", "role": ["agent", "lead"], "team_id": "id?",
          "department_id": "id?", "contract": ["fixed", "trial", "?"], "valid_from": "date",
          "valid_to": "date?" } },
        "sales": { "key": ["sale_id"], "date": "sold_on", \(self.sales), "columns": {
          "sale_id": "id", "agent_id": "id", "closer_id": "id?", "customer_id": "id?",
          "refund_of": "id?", "sold_on": "date", "amount": "money" } }
        \(inputs) },
      \(sections) }
    """
  }

  /// The figures of a period; throws where the run has to stop.
  func figures(_ period: String) throws -> FigureList {
    let earlier = former.map { policy($0.sections, $0.from, $0.to) }
    let rows = tables.mapValues(SmallBook.rows)
    return FigureList(
      try ReferenceEvaluator(policies: earlier + [policy(sections, from, to)], files: files)
        .figures(period: period, tables: rows))
  }

  private static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: " ").map { $0 == "-" ? "" : String($0) }
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// A roster of people who are there all the time, as `E1 agent T1 D1`.
  static func roster(_ people: String...) -> String {
    "employee_id role team_id department_id valid_from\n"
      + people.map { $0 + " 2020-01-01" }.joined(separator: "\n")
  }

  /// Sales as `E1 2026-03-04 100`.
  static func sold(_ sales: String...) -> String {
    "sale_id agent_id sold_on amount\n"
      + sales.enumerated().map { "S\($0.offset) \($0.element)" }.joined(separator: "\n")
  }
}
