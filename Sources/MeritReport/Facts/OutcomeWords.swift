package import MeritEngine
package import MeritModel
package import MeritPolicy

/// What follows from a review besides money, by its labels.
package enum OutcomeWords {
  /// What somebody gets, in words: what is assigned by its labels, else the value; nil where nothing
  /// follows, and for a checklist that is not met.
  package static func standing(
    of rule: Rule, for person: Int, in calculation: Calculation
  ) -> String? {
    guard calculation.binding(of: person)?.outcomes.contains(rule.id) ?? false,
      let text = calculation.value(rule.id, of: person).text, !text.isEmpty
    else { return nil }
    return text == "not-eligible" ? nil : shown(text, rule)
  }

  /// The value of an outcome with labels in the place of ids.
  package static func shown(_ text: String, _ rule: Rule) -> String {
    guard case .outcome(.assign(let lines)) = rule.body else { return text }
    let labels = Dictionary(lines.map { ($0.id, $0.label ?? $0.id) }) { first, _ in first }
    return text.split(separator: ";").map { labels[String($0)] ?? String($0) }
      .joined(separator: ", ")
  }

  /// The labels of the lines of a checklist that somebody does not meet.
  static func lacking(_ rule: Rule, of person: Int, in calculation: Calculation) -> [String] {
    lacking(rule, calculation.requirements[rule.id]?[safe: person] ?? [])
  }

  /// The same for the results of the checklist's lines.
  package static func lacking(_ rule: Rule, _ results: some Collection<Value>) -> [String] {
    guard case .outcome(.requires(let lines, let anyOf)) = rule.body else { return [] }
    let failed = zip(lines + anyOf, results).map { ($0.label ?? $0.id, $1.text == "fail") }
    let all = failed.prefix(lines.count).filter(\.1).map(\.0)
    let any = failed.dropFirst(lines.count)
    guard !any.isEmpty, any.allSatisfy(\.1) else { return all }
    return all + ["one of " + any.map(\.0).joined(separator: ", ")]
  }

  /// What somebody gets, with what a checklist lacks: `not-eligible; not met: Sales`.
  package static func sentence(_ text: String, _ rule: Rule, lacking: [String]) -> String {
    let shown = shown(text, rule)
    return text == "not-eligible" && !lacking.isEmpty
      ? "\(shown); not met: \(lacking.joined(separator: ", "))" : shown
  }

  /// How a line of an outcome is named: its label with its id.
  static func name(_ id: String, in rule: Rule) -> String {
    label(id, in: rule).map { "\(Markdown.escaped($0)) (\(Markdown.code(id)))" }
      ?? Markdown.code(id)
  }

  /// The label of a line of an outcome; nil where it has none.
  package static func label(_ id: String, in rule: Rule) -> String? {
    switch rule.body {
    case .outcome(.assign(let lines)): lines.first { $0.id == id }?.label
    case .outcome(.requires(let lines, let anyOf)):
      (lines + anyOf).first { $0.id == id }?.label
    default: nil
    }
  }
}
