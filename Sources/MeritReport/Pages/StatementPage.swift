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
      page.titleRemark = facts.titleRemark
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
  /// What stands behind the title.
  var titleRemark = ""

  /// What led to what the plan binds, to say why there is no value.
  var read: ReadValues?

  var policy: CompiledPolicy { calculation.policy }
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
    self.read = read
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
      1,
      "Statement for \(Markdown.escaped(name.isEmpty ? id : "\(name), \(id)")): \(period.name)"
        + titleRemark)
    let role = calculation.rosterText("role", of: person) ?? ""
    let team = calculation.rosterText("team_id", of: person).map { " of team \($0)" } ?? ""
    let plan = calculation.plan(of: person)?.id ?? ""
    page.paragraph(
      "\(Markdown.escaped("As \(role)\(team)")), under plan \(Markdown.code(plan)) of policy "
        + "\(Markdown.code(policy.header.id)) version \(Markdown.escaped(policy.header.version)). "
        + "From \(period.start) to \(period.end). Confidential.")
    if let days = ownDays { page.paragraph(days) }
  }

  /// The days of who joined or left in the period.
  private var ownDays: String? {
    let period = calculation.cohort.period
    let days = calculation.cohort.roster.rows[person].compactMap { $0.days(in: period) }
    guard let first = days.map(\.lowerBound).min(), let last = days.map(\.upperBound).max(),
      first > period.start || last < period.end
    else { return nil }
    let joined = first > period.start ? "You joined on \(first)" : nil
    let left = last < period.end ? "your last day was \(last)" : nil
    let words = [joined, left].compactMap(\.self).joined(separator: " and ")
    let count = first.days(to: last) + 1
    return "\(words.prefix(1).uppercased())\(words.dropFirst()): you were here on \(count) of the "
      + "\(period.dayCount) days."
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
      page.paragraph(StatementWords.absence(explanation, read))
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
      let way = StatementWords.derivation(explanation, in: policy, read)
      page.paragraph(way.isEmpty ? StatementWords.state(explanation.value) : way)
      return
    }
    writeSteps(steps, bonus, sum: explanation.value)
    if let rest = StatementWords.distanceToCap(steps) { page.paragraph(rest) }
    if let payDay = bonus.payDay {
      page.paragraph("Paid on \(payDay.date(after: calculation.cohort.period)).")
    }
  }

  /// What each step adds or takes, then how it comes to that; steps that change nothing share one
  /// sentence.
  private mutating func writeSteps(
    _ steps: [Derivation.StepPart], _ bonus: BonusRule, sum: Value
  ) {
    let effects = StepEffects(steps.map(\.after))
    let changing = steps.indices.filter { place in
      // Less than half a cent is nothing to read of.
      place == 0 || !["0.00", "−0.00"].contains(Shown.text(effects[place], .money))
    }
    writeAmounts(of: changing, steps, bonus, sum: sum)
    for (number, place) in changing.enumerated() {
      let source = bonus.steps[safe: place]?.source
      page.numbered(
        number + 1,
        StatementWords.step(
          steps[place], before: place == 0 ? nil : steps[place - 1].after,
          action: bonus.steps[safe: place]?.action, in: calculation)
          + (source.map { " (\(Markdown.escaped($0)))" } ?? ""),
        details: StatementWords.slices(steps[place]))
    }
    page.add("\n")
    let idle = steps.indices.filter { !changing.contains($0) }.map { place in
      StatementWords.words(steps[place], bonus.steps[safe: place]?.action, calculation)
    }
    guard !idle.isEmpty else { return }
    page.paragraph("Nothing changed by: \(idle.joined(separator: "; ")).")
  }

  /// The amounts of the steps that change something, and what they come to.
  private mutating func writeAmounts(
    of changing: [Int], _ steps: [Derivation.StepPart], _ bonus: BonusRule, sum: Value
  ) {
    guard changing.count > 1 else { return }
    let effects = StepEffects(steps.map(\.after))
    var rows = changing.map { place -> [String] in
      let step = bonus.steps[safe: place]
      let words = step.map { $0.label ?? RuleWords.step($0.action, in: policy) }
      return [
        Markdown.escaped(words ?? steps[place].id), Shown.text(effects[place], .money),
      ]
    }
    if let whole = sum.number, let last = steps.last?.after.number, whole != last,
      let other = try? whole - last
    {
      rows.append(["For days under another plan", Shown.money(other)])
    }
    page.table(
      [("What", false), ("Amount", true)], rows + [["Together", Shown.text(sum, .money)]])
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
      page.paragraph(StatementWords.absence(explanation, read))
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
    return Markdown.escaped(rule?.label ?? RuleWords.plain(text, in: policy))
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
          + StatementWords.derivation(explanation, in: policy, read)
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
          name(line.id, explanation.rule)
            + ": \(Markdown.escaped(Shown.text(line.result, .text)))"
            + condition(line.id, line.check, explanation.rule)
            + values(line.result.text == "fail", line.sides, line.operands)
        })
    case .assignments(let lines)?:
      page.list(
        lines.map { line in
          let standing = line.sides.flatMap { Shortfall.standing($0) }.map {
            "; it stands at \($0)"
          }
          return name(line.id, explanation.rule) + ": \(line.holds ? "yes" : "no")"
            + condition(line.id, line.when, explanation.rule)
            + values(false, line.sides, line.operands) + (standing ?? "")
        })
    case .table(_, let inputs, let row)?:
      page.paragraph(StatementWords.table(explanation.rule, inputs, row, in: calculation))
    default: page.paragraph(Markdown.escaped(RuleWords.sentence(explanation.rule, in: policy)))
    }
  }

  /// A line's label; its id where it has none.
  private func name(_ id: String, _ rule: Rule) -> String {
    OutcomeWords.label(id, in: rule).map(Markdown.escaped) ?? Markdown.code(id)
  }

  /// The condition in words, of a line that has no label to say what is asked.
  private func condition(_ id: String, _ text: String, _ rule: Rule) -> String {
    OutcomeWords.label(id, in: rule) == nil
      ? ", for \(Markdown.escaped(RuleWords.plain(text, in: policy)))" : ""
  }

  /// What a line of an outcome compared: by how much it is missed where it is not met, else the values.
  private func values(
    _ isFailed: Bool, _ sides: Derivation.ComparedSides?, _ operands: [Derivation.Operand]
  ) -> String {
    guard let sides else {
      return operands.isEmpty
        ? ""
        : "; "
          + operands.map { StatementWords.labelled($0, in: policy) }.joined(separator: ", ")
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
          Markdown.escaped(RuleWords.heading(explanation.rule)),
          Shown.text(explanation.value, explanation.rule.kind),
          StatementWords.derivation(explanation, in: policy, read),
        ]
      })
  }

  func shown(_ explanation: Explanation) -> String {
    Markdown.escaped(Shown.text(explanation.value, explanation.rule.kind))
  }
}

extension Markdown {
  /// Adds a line of a numbered list with lines below it.
  mutating func numbered(_ number: Int, _ line: String, details: [String]) {
    add("\(number). \(line)\n" + details.map { "   - \($0)\n" }.joined())
  }
}
