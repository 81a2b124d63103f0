import MeritEngine
import MeritModel
import MeritPolicy

extension StatementPage {
  /// The grade, how it came about, and what holds it where a limit does.
  mutating func writeGrade(_ explanation: Explanation) {
    page.heading(2, "\(Markdown.escaped(explanation.rule.label)): \(shown(explanation))")
    guard explanation.value.isPresent else {
      page.paragraph(StatementWords.absence(explanation, read))
      return
    }
    switch explanation.derivation {
    case .grade(_, let value, let rows, let hit, let exceptions)?:
      page.paragraph(StatementWords.band(value, .points, rows, hit))
      let earned = hit.flatMap { rows[safe: $0]?.value }
      writeExceptions(exceptions, earned, explanation)
      if let ceiling = explanation.ceiling { page.paragraph(StatementWords.ceiling(ceiling)) }
      // While a limit holds, more points alone give no better grade.
      if !exceptions.contains(where: \.applies), explanation.value == earned.map(Value.present),
        let next = StatementWords.nextBand(value, .points, rows, hit)
      {
        page.paragraph(next)
      }
    case .quota(_, _, let seat?, let exceptions)?:
      page.paragraph(StatementWords.quota(seat))
      writeExceptions(exceptions, .grade(seat.earned), explanation)
      if !exceptions.contains(where: \.applies),
        calculation.binding(of: person)?.grade == explanation.rule.id,
        let next = calculation.nextGrade(of: person)
      {
        page.paragraph(StatementWords.nextSeat(next))
      }
    default: page.paragraph(StatementWords.state(explanation.value))
    }
  }

  /// Each limit that holds: why, what it allows, and the grade without it.
  private mutating func writeExceptions(
    _ exceptions: [(id: String, applies: Bool)], _ earned: Scalar?, _ explanation: Explanation
  ) {
    guard case .grade(let rule) = explanation.rule.body, case .grade(let earned)? = earned else {
      return
    }
    let ids = Set(exceptions.filter(\.applies).map(\.id))
    let holding = rule.exceptions.filter { ids.contains($0.id) }
    for exception in holding {
      let others = holding.filter { $0.id != exception.id }
      let without = rule.settled(earned, others).name
      let otherwise =
        explanation.value.grade?.name == without
        ? "" : "; without it \(Markdown.escaped(without))"
      page.paragraph("Because of \(because(exception)): \(limit(exception))\(otherwise).")
    }
  }

  /// The condition of an exception, with what its names stand for.
  private func because(_ exception: GradeException) -> String {
    let reader = FigureReader(calculation: calculation)
    let values = exception.when.root.names.compactMap { name -> String? in
      guard case .figure(let id) = name else { return nil }
      let rule = policy[id]
      let value = Markdown.escaped(Shown.text(reader.value(id, of: person), rule.kind))
      return "\(Markdown.escaped(RuleWords.name(rule))) is \(value)"
    }
    let condition = Markdown.escaped(RuleWords.name(exception.when, in: policy))
    return values.isEmpty ? condition : "\(condition) (\(values.joined(separator: ", ")))"
  }

  private func limit(_ exception: GradeException) -> String {
    let grades = abs(exception.shift) == 1 ? "one grade" : "\(abs(exception.shift)) grades"
    return [
      exception.shift == 0 ? nil : "\(grades) \(exception.shift < 0 ? "worse" : "better")",
      exception.atMost.map { "at most \(Markdown.escaped($0.name))" },
      exception.atLeast.map { "at least \(Markdown.escaped($0.name))" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
