package import MeritModel
package import MeritPolicy

/// What a check says of a sound policy file.
package struct PolicySummary: Sendable {
  package let file: String
  package let id: String
  package let version: String
  package let effectiveFrom: CalendarDay
  package let effectiveTo: CalendarDay
  /// The number of input tables.
  package let inputs: Int
  /// The number of definitions by name; one of several grains counts once.
  package let definitions: Int
  package let plans: Int
  /// What is known of each claim, in the order of the file.
  package let claims: [ClaimVerdict]

  /// Sums up a compiled file.
  package init(_ compiled: CompiledFile) {
    let policy = compiled.policy
    file = compiled.file
    id = policy.header.id
    version = "\(policy.header.version)"
    effectiveFrom = policy.header.effectiveFrom
    effectiveTo = policy.header.effectiveTo
    inputs = policy.inputs.count
    definitions = Set(policy.rules.filter { !$0.isRanking }.map(\.name)).count
    plans = policy.plans.count
    claims = policy.verdicts
  }

  /// One line for people, and one for each claim.
  package var text: String {
    "\(file): \(id) \(version), \(effectiveFrom) to \(effectiveTo), "
      + "\(counted(inputs, "input")), \(counted(definitions, "definition")), "
      + "\(counted(plans, "plan"))\n"
      + claims.map { "  claim \($0.text)\n" }.joined()
  }

  private func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// The same for scripts.
  package var json: JSONValue {
    .object([
      ("file", .text(file)), ("policy", .text(id)), ("version", .text(version)),
      ("effective_from", .text(effectiveFrom.description)),
      ("effective_to", .text(effectiveTo.description)), ("inputs", .whole(inputs)),
      ("definitions", .whole(definitions)), ("plans", .whole(plans)),
      ("claims", .array(claims.map(\.json))),
    ])
  }
}

extension ClaimVerdict {
  fileprivate var json: JSONValue {
    .object([
      ("claim", .text(claim)), ("status", .text(status.rawValue)), ("reason", .text(reason)),
    ])
  }
}

extension InputSurvey {
  /// A table for people: file, input, form, rows.
  package var text: String {
    var table = TextTable(
      header: ["file", "input", "form", "rows", "rejected"], numbers: [3, 4])
    for file in files {
      table.append([
        file.file, file.table, file.dialect, "\(file.rowsRead)", "\(file.rowsRejected)",
      ])
    }
    let rest = unread.isEmpty ? "" : "not read for a month: \(unread.joined(separator: ", "))\n"
    return table.text + rest
  }

  /// The same for scripts.
  package var json: JSONValue {
    .array(
      files.map { file in
        .object([
          ("file", .text(file.file)), ("input", .text(file.table)),
          ("form", .text(file.dialect)), ("rows", .whole(file.rowsRead)),
          ("rejected", .whole(file.rowsRejected)),
        ])
      })
  }
}

extension Rule {
  /// Whether it orders people and defines no value of theirs.
  fileprivate var isRanking: Bool {
    if case .ranking = body { true } else { false }
  }
}
