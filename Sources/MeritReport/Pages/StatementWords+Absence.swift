import MeritEngine
import MeritModel
import MeritPolicy

extension StatementWords {
  /// Says why there is no value, by the absent values that the rule read.
  static func absence(_ explanation: Explanation, _ read: ReadValues? = nil) -> String {
    let note = explanation.rule.note.map { " \(Markdown.escaped($0))" } ?? ""
    return reason(explanation, read) + note
  }

  private static func reason(_ explanation: Explanation, _ read: ReadValues?) -> String {
    switch explanation.derivation {
    case .notApplying(let condition, .present)?:
      let words = Markdown.escaped(RuleWords.plain(condition, in: explanation.policy))
      return "It does not apply: it would if \(words)\(values(of: explanation))."
    case .leaver(let plan)?:
      return "The plan \(Markdown.code(plan)) pays nothing to people who leave in the period."
    default: break
    }
    if let own = ownReason(explanation) { return "There is no value: \(own)." }
    let causes = lacking(explanation, read)
    return causes.isEmpty
      ? state(explanation.value) : "There is no value: \(causes.joined(separator: ", "))."
  }

  /// The reason that lies in the rule itself, not in what it read.
  private static func ownReason(_ explanation: Explanation) -> String? {
    switch explanation.derivation {
    case .attainment(_, .present(.number(let target)), _, _, _)? where target <= .zero:
      return "the target is \(target.isZero ? "0" : "below 0")"
    case .ratio(_, .present(.number(.zero)))?:
      guard case .ratio(_, let to, _)? = explanation.rule.measure?.shape else { return nil }
      return "\(Markdown.escaped(RuleWords.name(to, in: explanation.policy))) is 0"
    case .rows(let count, _)?: return rows(count, explanation)
    case .rating(let parts)?: return rating(parts)
    default: return nil
    }
  }

  /// The same behind the name of what was read.
  private static func inner(_ rule: RuleID?, _ read: ReadValues?) -> String {
    guard let rule, let explanation = read?.explanation(of: rule), !explanation.value.isPresent,
      let reason = ownReason(explanation)
    else { return "" }
    return " (\(reason))"
  }

  /// How many rows there are of those that are needed.
  static func rows(_ count: Int, _ explanation: Explanation) -> String {
    guard case .rows(let rows)? = explanation.rule.measure?.shape else { return "" }
    let table = Markdown.code(explanation.policy.inputs[rows.table].name)
    if count == 0 { return "no row of \(table) counts" }
    return count < rows.needsRows
      ? "\(count) of the \(rows.needsRows) rows of \(table) that are needed"
      : "no value in \(count == 1 ? "1 row" : "\(count) rows") of \(table)"
  }

  /// What the names of the condition stood for.
  static func values(of explanation: Explanation) -> String {
    let names = explanation.rule.appliesWhen?.root.names ?? []
    let uses = explanation.uses.filter { use in
      use.period == explanation.period && names.contains(.figure(use.rule))
    }
    let shown = uses.map { use in
      let kind = explanation.policy[use.rule].kind
      return "\(Markdown.escaped(use.label)) is \(Markdown.escaped(Shown.text(use.value, kind)))"
    }
    return shown.isEmpty ? "" : "; \(shown.joined(separator: ", "))"
  }

  /// The absent values that the rule read; of a score its parts.
  private static func lacking(_ explanation: Explanation, _ read: ReadValues?) -> [String] {
    guard case .weights(let lines, _)? = explanation.derivation else {
      return absentUses(explanation, read)
    }
    let absent = lines.filter { !$0.value.isPresent }
    // Parts whose weight goes to the others are no reason, as long as others are left.
    let deciding = absent.filter { !$0.isReweighted }
    let needs = explanation.rule.needsPeriods
    return (deciding.isEmpty ? absent : deciding).map { line in
      let rule = explanation.policy.rule(named: line.of, grain: explanation.period.grain)
      let name = Markdown.escaped(
        rule?.label ?? RuleWords.plain(line.of, in: explanation.policy))
      let needed = needs[line.of].map { ", for which \($0) periods with a value are needed" } ?? ""
      return "\(name) is \(line.value == .missing ? "missing" : "not applicable")\(needed)"
        + inner(rule?.id, read)
    }
  }

  private static func absentUses(_ explanation: Explanation, _ read: ReadValues?) -> [String] {
    explanation.uses.filter { !$0.value.isPresent }.map { use in
      let state = use.value == .missing ? "missing" : "not applicable"
      let when = use.period == explanation.period ? "" : " in \(use.period.name)"
      return "\(Markdown.escaped(use.label)) is \(state)\(when)"
        + (when.isEmpty ? inner(use.rule, read) : "")
    }
  }
}

extension Rule {
  /// Of how many periods the lines of a score need a value, by the texts of the lines.
  fileprivate var needsPeriods: [String: Int] {
    guard case .score(let score) = body else { return [:] }
    let lines = score.lines.filter { $0.needsPeriods > 1 }.map { ($0.of.text, $0.needsPeriods) }
    return Dictionary(lines) { first, _ in first }
  }
}
