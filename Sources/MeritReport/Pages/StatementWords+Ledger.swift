import MeritEngine
import MeritModel
import MeritPolicy

extension StatementWords {
  /// The place among those who take part, and why there is no prize.
  static func prize(_ part: Derivation.PrizePart, _ policy: CompiledPolicy) -> String {
    guard let place = part.place else { return "Without a place in the order." }
    let tied = part.tied > 1 ? ", where \(part.tied) are equal," : ""
    let group = Markdown.escaped(part.group)
    let keys = part.keys.map { labelled($0.name, $0.value, .number, in: policy) }
    let start =
      "Place \(place)\(tied) of \(part.size) in \(group): \(keys.joined(separator: ", "))."
    guard let condition = part.condition, let holds = part.holds else { return start }
    let words = Markdown.escaped(RuleWords.plain(condition, in: policy))
    return holds == .present(.flag(true))
      ? "\(start) The condition \(words) holds."
      : "\(start) The condition \(words) does not hold, so there is no prize."
  }

  /// The rank by its keys.
  static func rank(
    _ within: RankScope, _ keys: [(name: String, value: Value)], _ policy: CompiledPolicy
  ) -> String {
    let values = keys.map { labelled($0.name, $0.value, .number, in: policy) }
    return "Within \(RuleWords.words(within)): \(values.joined(separator: ", "))."
  }

  /// How many rated the person; a statement is for that person, so it names no rater.
  static func rating(_ parts: [Derivation.RatingPart]) -> String {
    if parts.isEmpty { return "too few raters" }
    return parts.map { part in
      let count = part.given.count { !$0.isTrimmed }
      let scores = count == 1 ? "1 score" : "\(count) scores"
      let trimmed = part.given.count - count
      let left = trimmed == 0 ? "" : ", \(trimmed) left out"
      let few = part.isEnough ? "" : ", which are too few"
      let group =
        part.group.map { "\(Shown.percent($0.weight)) \(Markdown.escaped($0.id)): " } ?? ""
      return group + scores + left + few
    }.joined(separator: "; ")
  }

  /// The ceilings on a grade.
  static func ceiling(_ part: Derivation.CeilingPart) -> String {
    let seats = part.seats.map { "\($0.count) × \(Markdown.escaped($0.name))" }
    let group = part.group.isEmpty ? "" : " in \(Markdown.escaped(part.group))"
    return
      "Earned was \(Markdown.escaped(part.earned.name)). Of \(part.size) who are graded\(group) "
      + "at most \(seats.joined(separator: ", ")) may be given."
  }
}

extension StatementPage {
  /// A ledger of the period.
  mutating func writeBalance(_ explanation: Explanation) {
    let rule = explanation.rule
    page.heading(2, "\(Markdown.escaped(rule.label)): \(Shown.text(explanation.value, rule.kind))")
    guard case .balance(let entries, let closing, let releases)? = explanation.derivation else {
      page.paragraph(StatementWords.absence(explanation, read))
      return
    }
    page.table(
      [("Entry", false), ("Amount", true)],
      entries.filter { $0.part == .opening || !$0.amount.isZero }.map { entry in
        [entry.part.title, Shown.text(entry.part.signed(.number(entry.amount)), rule.kind)]
      } + [["Closing", Shown.text(closing, rule.kind)]])
    guard !releases.isEmpty else { return }
    page.table(
      [("Released", false), ("Added then", true), ("Amount", true)],
      releases.map { part in
        [
          "Of \(part.period)", Shown.text(part.added, rule.kind),
          Shown.text(part.amount, rule.kind),
        ]
      })
  }

  /// What a plan pays that was held on a day of the period and does not decide it.
  mutating func writeOtherPay(_ pay: OtherPay) {
    let rule = calculation.policy[pay.bonus]
    let plan = calculation.policy.plans[pay.plan].id
    let amount = Shown.text(pay.value, .money)
    page.heading(2, "\(Markdown.escaped(rule.label)): \(amount)")
    page.paragraph("For the days of the period under the plan \(Markdown.code(plan)).")
  }
}
