/// A slow and simple evaluator of the policy language, against which the engine is compared.
///
/// It is written from the language's description alone and shares nothing with the engine.
package struct ReferenceEvaluator: Sendable {
  private let policies: [String]
  private let files: [String: String]

  /// The text of one policy file.
  package init(policyJSON: String) {
    self.init(policies: [policyJSON])
  }

  /// The texts of a book's policy files, and those of other files that they name by path.
  package init(policies: [String], files: [String: String] = [:]) {
    self.policies = policies
    self.files = files
  }

  /// The exact text of `figures.csv` for a period such as `2026-03` or `2026-Q1`.
  ///
  /// `tables` gives each input's rows as cell texts by contract column; an empty text is an empty
  /// cell. Throws ``ReferenceStop`` where a run has to stop.
  package func figures(
    period name: String, tables: [String: [[String: String]]]
  ) throws -> String {
    let texts = try policies.map { try PolicyText(json: JSONReader.read($0), files: files) }
    guard let (own, period) = ReferenceEvaluator.own(texts, name) else {
      throw ReferenceStop("no policy holds \(name)")
    }
    let first = try Version(policy: own, data: tables, roster: nil)
    let versions = try texts.map { text in
      text.from == own.from
        ? first : try Version(policy: text, data: tables, roster: first.roster)
    }
    let evaluation = try Evaluation(versions: versions, run: period)
    try evaluation.refuseUnplanned(in: period)
    let lines = try FigureCollector(evaluation: evaluation, period: period).lines()
    try evaluation.check(in: period)
    let header = ["scope", "id", "period", "figure", "kind", "state", "value"]
    return ([header] + lines.sorted(by: ReferenceEvaluator.comesBefore)).map { row in
      row.map(\.quotedWhereNeeded).joined(separator: ",") + "\n"
    }.joined()
  }

  /// The policy that holds the last day of a period, and the period by that policy's calendar.
  private static func own(_ texts: [PolicyText], _ name: String) -> (PolicyText, Period)? {
    for text in texts {
      guard let period = text.calendar.period(named: name), period.name == name else { continue }
      if text.from <= period.end, text.to.map({ period.end <= $0 }) ?? true {
        return (text, period)
      }
    }
    return nil
  }

  private static func comesBefore(_ left: [String], _ right: [String]) -> Bool {
    for (a, b) in zip(left, right) where a != b { return a.comesBefore(b) }
    return false
  }
}

extension String {
  /// The text as a field of RFC 4180.
  package var quotedWhereNeeded: String {
    let needed = unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needed else { return self }
    return "\"" + map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
