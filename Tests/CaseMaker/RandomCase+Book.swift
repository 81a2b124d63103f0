package import Foundation
import Reference
import TestSupport

extension RandomCase {
  /// The columns of every table, so that one without rows has a header too.
  private static let columns: [String: [String]] = [
    "roster": [
      "employee_id", "name", "role", "team_id", "department_id", "manager_id", "hired_on",
      "contract", "valid_from", "valid_to",
    ],
    "calls": ["call_id", "agent_id", "started_at", "connected", "talk"],
    "sales": [
      "sale_id", "agent_id", "customer_id", "closed_on", "amount", "cost", "status", "product",
      "closer_id", "refund_of", "term",
    ],
    "targets": ["employee_id", "month", "target", "deals_target"],
    "attendance": ["employee_id", "month", "part", "scheduled_days", "worked_days"],
    "surveys": ["survey_id", "agent_id", "answered_on", "score"],
    "costs": ["cost_id", "booked_on", "amount"],
    "skills": ["employee_id", "mark", "share"],
    "clients": ["customer_id", "agent_id", "valid_from", "valid_to", "leader_id"],
    "customers": ["customer_id", "owner_id"],
    "outages": ["outage_id", "who_id", "starts_on", "ends_on", "reason"],
    "ballots": ["ballot_id", "rater_id", "ratee_id", "rated_on", "group", "score"],
    "extras": ["extra_id", "employee_id", "given_on", "amount", "reason", "approved_by"],
  ]

  /// The files of a book by their path, the rows and columns in an order of the seed's choice.
  package func csvFiles(order: UInt64 = 0) -> [String: String] {
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

  /// The text of `merit.json` for a book that holds the policies and the files.
  private var meritJSON: String {
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

  /// Writes the book of the case: `merit.json`, the policies and the files.
  package func writeBook(in folder: URL) throws {
    var texts = csvFiles().merging(files) { first, _ in first }
    texts["merit.json"] = meritJSON
    for (index, policy) in policies.enumerated() {
      texts["policies/random-\(index + 1).policy.json"] = policy
    }
    for (path, text) in texts {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
