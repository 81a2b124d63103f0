package import MeritEngine
import MeritModel
package import MeritPolicy

extension OutputFile {
  /// Writes a statement for everybody with a plan: each amount as a sentence with its rule.
  ///
  /// `explain` gives the way to the value of a rule for a person.
  package static func statements(
    of facts: ReviewFacts, explain: (RuleID, Int) -> Explanation
  ) -> [OutputFile] {
    let calculation = facts.calculation
    let people = calculation.cohort.members.filter { calculation.plan(of: $0) != nil }
    let names = StatementName.names(for: people.map { calculation.cohort.roster.people[$0] })
    return zip(people, names).map { person, name in
      var page = StatementPage(calculation: calculation, person: person)
      page.corrections = facts.corrections
      page.write(explain)
      return OutputFile(path: "statements/\(name).md", text: page.page.text)
    }
  }
}

/// One person's page.
struct StatementPage {
  let calculation: Calculation
  let person: Int
  var page = Markdown()
  /// The closed periods that the run corrects, for everybody.
  var corrections: [CorrectedPeriod] = []

  private var policy: CompiledPolicy { calculation.policy }
  private var currency: String { policy.header.currency }

  init(calculation: Calculation, person: Int) {
    self.calculation = calculation
    self.person = person
  }

  /// Writes all parts: the result first, then what led to it, then what would change it.
  mutating func write(_ explain: (RuleID, Int) -> Explanation) {
    writeHead()
    writeTotal()
    writeCorrections()
    guard let binding = calculation.binding(of: person) else {
      page.paragraph("The plan gives no results in a period of this length.")
      for pay in calculation.unboundPay(of: person) { writeOtherPay(pay) }
      return
    }
    let read = ReadValues(for: person, binding, in: calculation, explain)
    for id in binding.bonuses { writeBonus(read[id]) }
    for pay in calculation.unboundPay(of: person) { writeOtherPay(pay) }
    for one in read.own({ $0.isPayment }) where !binding.bonuses.contains(one.rule.id) {
      writeBonus(one, goesInto: read.readers(of: one.rule.id))
    }
    for one in read.own({ $0.isBalance }) { writeBalance(one) }
    if let id = binding.grade { writeGrade(read[id]) }
    for one in read.own({ $0.isGrade }) where one.rule.id != binding.grade { writeGrade(one) }
    if let id = binding.score { writeScore(read[id]) }
    for one in read.own({ $0.isScore }) where one.rule.id != binding.score { writeScore(one) }
    writeIndicators(read)
    for id in binding.outcomes { writeOutcome(read[id]) }
    writeMeasures(read)
  }

  private mutating func writeHead() {
    let id = calculation.cohort.roster.people[person]
    let period = calculation.cohort.period
    let name = calculation.name(of: person)
    page.heading(
      1, "Statement for \(Markdown.escaped(name.isEmpty ? id : "\(name), \(id)")): \(period.name)")
    let role = calculation.rosterText("role", of: person) ?? ""
    let team = calculation.rosterText("team_id", of: person).map { " of team \($0)" } ?? ""
    let plan = calculation.plan(of: person)?.id ?? ""
    page.paragraph(
      "\(Markdown.escaped("As \(role)\(team)")), under plan \(Markdown.code(plan)) of policy "
        + "\(Markdown.code(policy.header.id)) version \(Markdown.escaped(policy.header.version)). "
        + "From \(period.start) to \(period.end). Confidential.")
  }

  /// What is paid or taken back for closed periods: how it comes about, and why.
  private mutating func writeCorrections() {
    let id = calculation.cohort.roster.people[person]
    for corrected in corrections {
      for line in corrected.lines where line.employee == id {
        let label = policy.rules.first { $0.name == line.payCode }?.label ?? line.payCode
        page.heading(
          2,
          "Correction of \(corrected.period), \(Markdown.escaped(label)): "
            + "\(Shown.text(line.difference, .money)) \(currency)")
        page.paragraph(
          "Paid so far: \(Shown.text(line.before, .money)). With what is known now it is "
            + "\(Shown.text(line.now, .money)), so the difference is "
            + "\(Shown.text(line.difference, .money)). Cause: \(Markdown.escaped(line.cause)).")
      }
    }
  }

  private mutating func writeBonus(_ explanation: Explanation, goesInto readers: [String]? = nil) {
    let rule = explanation.rule
    // What is not paid by itself and did not come about is of no interest.
    if readers != nil, !explanation.value.isPresent { return }
    guard explanation.value.isPresent else {
      page.heading(2, "\(Markdown.escaped(rule.label)): none")
      page.paragraph(StatementWords.absence(explanation))
      return
    }
    let amount = Shown.text(explanation.value, .money)
    page.heading(2, "\(Markdown.escaped(rule.label)): \(amount) \(currency)")
    if let readers {
      let into = readers.isEmpty ? "" : "; it goes into \(readers.joined(separator: " and "))"
      page.paragraph("This amount is not paid by itself\(into).")
    }
    guard case .bonus(let steps)? = explanation.derivation, case .bonus(let bonus) = rule.body
    else {
      let way = StatementWords.derivation(explanation, in: policy)
      page.paragraph(way.isEmpty ? StatementWords.state(explanation.value) : way)
      return
    }
    var before: Value?
    for (index, part) in steps.enumerated() {
      let source = bonus.steps[safe: index]?.source
      page.numbered(
        index + 1,
        StatementWords.step(
          part, before: before, action: bonus.steps[safe: index]?.action,
          in: calculation)
          + (source.map { " (\(Markdown.escaped($0)))" } ?? ""),
        details: StatementWords.slices(part))
      before = part.after
    }
    page.add("\n")
    if let rest = StatementWords.distanceToCap(steps) { page.paragraph(rest) }
    if let payDay = bonus.payDay {
      page.paragraph("Paid on \(payDay.date(after: calculation.cohort.period)).")
    }
  }

  private mutating func writeGrade(_ explanation: Explanation) {
    page.heading(2, "\(Markdown.escaped(explanation.rule.label)): \(shown(explanation))")
    guard explanation.value.isPresent else {
      page.paragraph(StatementWords.absence(explanation))
      return
    }
    switch explanation.derivation {
    case .grade(_, let value, let rows, let hit, let exceptions)?:
      page.paragraph(StatementWords.band(value, .points, rows, hit))
      writeExceptions(exceptions)
      if let ceiling = explanation.ceiling { page.paragraph(StatementWords.ceiling(ceiling)) }
      if let next = StatementWords.nextBand(value, .points, rows, hit) { page.paragraph(next) }
    case .quota(_, _, let seat?, let exceptions)?:
      page.paragraph(StatementWords.quota(seat))
      writeExceptions(exceptions)
      if calculation.binding(of: person)?.grade == explanation.rule.id,
        let next = calculation.nextGrade(of: person)
      {
        page.paragraph(StatementWords.nextSeat(next))
      }
    default: page.paragraph(StatementWords.state(explanation.value))
    }
  }

  private mutating func writeExceptions(_ exceptions: [(id: String, applies: Bool)]) {
    for exception in exceptions where exception.applies {
      page.paragraph("The exception \(Markdown.code(exception.id)) limits the grade.")
    }
  }

  private mutating func writeScore(_ explanation: Explanation) {
    page.heading(2, "\(Markdown.escaped(explanation.rule.label)): \(shown(explanation))")
    guard case .weights(let lines, let remaining)? = explanation.derivation else {
      page.paragraph(StatementWords.state(explanation.value))
      return
    }
    page.table(
      [("Part", false), ("Value", true), ("Weight", true), ("Points", true)],
      lines.map { line in
        let points = line.value.number.flatMap { try? $0 * line.weight }
        return [
          label(line.of), Shown.text(line.value, .points), Shown.percent(line.weight),
          line.isReweighted ? "left out" : points.map { Shown.decimal($0, places: 4) } ?? "",
        ]
      })
    guard explanation.value.isPresent else {
      page.paragraph(StatementWords.absence(explanation))
      return
    }
    if remaining != .one {
      page.paragraph(
        "Parts that do not apply leave \(Shown.percent(remaining)) of the weight; the points are "
          + "divided by it.")
    }
    if let unrounded = explanation.unrounded.number, let rounding = explanation.rule.rounding,
      explanation.unrounded != explanation.value
    {
      page.paragraph(
        "\(Shown.digits(unrounded)) is rounded to \(RuleWords.words(rounding)): \(shown(explanation))."
      )
    }
  }

  // The label of a definition that a text names, else the text itself.
  private func label(_ text: String) -> String {
    let rule = policy.rule(named: text, grain: calculation.cohort.period.grain)
    return rule.map { Markdown.escaped($0.label) } ?? Markdown.code(text)
  }

  private mutating func writeIndicators(_ read: ReadValues) {
    let indicators = read.own { rule in
      if case .indicator = rule.body { true } else { false }
    }
    guard !indicators.isEmpty else { return }
    page.heading(2, "How the points came about")
    page.list(
      indicators.map { explanation in
        "**\(Markdown.escaped(explanation.rule.label))**: \(shown(explanation)). "
          + StatementWords.derivation(explanation, in: policy)
      })
  }

  private mutating func writeOutcome(_ explanation: Explanation) {
    let value = OutcomeWords.shown(Shown.text(explanation.value, .text), explanation.rule)
    page.heading(
      2,
      "\(Markdown.escaped(explanation.rule.label)): \(Markdown.escaped(value.isEmpty ? "none" : value))"
    )
    switch explanation.derivation {
    case .requirements(let lines)?:
      page.list(
        lines.map { line in
          "\(OutcomeWords.name(line.id, in: explanation.rule)): "
            + "\(Markdown.escaped(Shown.text(line.result, .text))), "
            + "for \(Markdown.code(line.check))"
            + values(line.result.text == "fail", line.sides, line.operands)
        })
    case .assignments(let lines)?:
      page.list(
        lines.map { line in
          let standing = line.sides.flatMap { Shortfall.standing($0) }.map {
            "; it stands at \($0)"
          }
          return "\(OutcomeWords.name(line.id, in: explanation.rule)): "
            + "\(line.holds ? "yes" : "no"), for \(Markdown.code(line.when))"
            + values(false, line.sides, line.operands) + (standing ?? "")
        })
    case .table(_, let inputs, let row)?:
      page.paragraph(StatementWords.table(explanation.rule, inputs, row, in: calculation))
    default: page.paragraph(Markdown.escaped(RuleWords.sentence(explanation.rule, in: policy)))
    }
  }

  /// What a line of an outcome compared: by how much it is missed where it is not met, else the values.
  private func values(
    _ isFailed: Bool, _ sides: Derivation.ComparedSides?, _ operands: [Derivation.Operand]
  ) -> String {
    guard let sides else {
      return operands.isEmpty
        ? "" : "; " + operands.map(StatementWords.operand).joined(separator: ", ")
    }
    if isFailed, let words = Shortfall.words(sides) { return "; \(Markdown.escaped(words))" }
    return StatementWords.own(sides)
  }

  private mutating func writeMeasures(_ read: ReadValues) {
    let measures = read.own { $0.measure != nil } + read.ofGroups { $0.measure != nil }
    guard !measures.isEmpty else { return }
    page.heading(2, "What was measured")
    page.table(
      [("Measure", false), ("Value", true), ("From", false)],
      measures.map { explanation in
        [
          Markdown.escaped(RuleWords.name(explanation.rule)),
          Shown.text(explanation.value, explanation.rule.kind),
          StatementWords.derivation(explanation, in: policy),
        ]
      })
  }

  private func shown(_ explanation: Explanation) -> String {
    Markdown.escaped(Shown.text(explanation.value, explanation.rule.kind))
  }
}

extension Markdown {
  /// Adds a line of a numbered list with lines below it.
  mutating func numbered(_ number: Int, _ line: String, details: [String]) {
    add("\(number). \(line)\n" + details.map { "   - \($0)\n" }.joined())
  }
}
