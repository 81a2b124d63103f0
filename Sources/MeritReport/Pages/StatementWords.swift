import MeritEngine
import MeritModel
import MeritPolicy

/// The sentences of a person's statement.
enum StatementWords {
  /// Says why there is no value.
  static func state(_ value: Value) -> String {
    switch value {
    case .missing: "A value that should exist is missing."
    case .notApplicable: "By the policy's rules there is no value in this period."
    case .present: "The value is given as it stands."
    }
  }

  /// A step of a bonus with the amount after it.
  static func step(
    _ part: Derivation.StepPart, before: Value?, action: StepAction?, in calculation: Calculation
  ) -> String {
    let after = "**\(Shown.text(part.after, .money))**"
    let row = part.tableRow.map { ", row \($0) of the table" } ?? ""
    let bite = before.map { effect(part, $0) } ?? ""
    return "\(words(part, action, calculation))\(row)\(bite) gives \(after)."
  }

  /// What a step does, with what its operand came to.
  static func words(
    _ part: Derivation.StepPart, _ action: StepAction?, _ calculation: Calculation
  ) -> String {
    let words =
      action.map { Markdown.escaped(RuleWords.step($0, in: calculation.policy)) }
      ?? Markdown.code(part.text)
    return words + operandText(part, action, calculation.cohort.period)
  }

  private static func operandText(
    _ part: Derivation.StepPart, _ action: StepAction?, _ period: Period
  ) -> String {
    guard case .present(let scalar) = part.operand else { return "" }
    switch action {
    // The amount after it is the operand itself.
    case .start?, .guarded?: return ""
    default: break
    }
    if let operand = action?.operand, operand.isLiteral { return "" }
    switch scalar {
    case .number(let number):
      return amount(number, action, period).map { " (\($0))" } ?? ""
    case .flag(let flag): return flag ? " (it holds)" : " (it does not hold)"
    case .grade, .text, .day, .moment: return ""
    }
  }

  private static func amount(
    _ number: Exact, _ action: StepAction?, _ period: Period
  ) -> String? {
    switch action {
    case .onlyIf?, .round?, .guarded?: return nil
    case .times?:
      let exact = number.decimalDigits == nil ? " = \(number.canonicalText)" : ""
      return Shown.percent(number) + exact
    case .prorateByDaysInPlan?:
      let days = try? number * Exact(period.dayCount)
      return "\(days?.canonicalText ?? number.canonicalText) of \(period.dayCount) days"
    case .start?, .plus?, .minus?, .atMost?, .atLeast?, nil: return Shown.text(number, .money)
    }
  }

  // Limits say whether they bite.
  private static func effect(_ part: Derivation.StepPart, _ before: Value) -> String {
    switch part.operation {
    case "atMost", "atLeast", "guard":
      before == part.after ? "" : ", which limits it,"
    default: ""
    }
  }

  /// The slabs of a step's scale; of one of the year to date with what the year had before.
  static func slices(_ part: Derivation.StepPart) -> [String] {
    let slices = part.slices.map(slice)
    guard let year = part.year else { return slices }
    let through = (try? year.before + year.own) ?? year.own
    let head =
      "earlier in the year \(Shown.text(year.before, .money)), now "
      + "\(Shown.text(year.own, .money)), together \(Shown.text(through, .money))"
    let paid = year.paidBefore.map { "less \(Shown.text($0, .money)) for what was earlier" }
    return [head] + slices + [paid].compactMap(\.self)
  }

  /// A slab: the part of the amount inside, its rate and what it pays.
  static func slice(_ slice: Derivation.TierSlice) -> String {
    let part = Shown.text(slice.part, .money)
    let pay = Shown.text(slice.pay, .money)
    let when = slice.period.map { "in \($0.name) " } ?? ""
    let rows = when + (slice.rows.map { $0 == 1 ? "one row: " : "\($0) rows: " } ?? "")
    if let each = slice.each, let rate = slice.rate {
      return "\(rows)\(Shown.text(slice.part, .number)) from \(Shown.text(slice.from, .number)) at "
        + "\(Shown.percent(rate)) of \(Shown.text(each, .money)) is \(pay)"
    }
    guard let rate = slice.rate else {
      return rows.isEmpty ? "a fixed sum of \(pay)" : "\(rows)\(part) together, which pay \(pay)"
    }
    return
      "\(rows)\(part) from \(Shown.text(slice.from, .money)) at \(Shown.percent(rate)) is \(pay)"
  }

  /// What the amount would be without an upper limit that holds.
  static func distanceToCap(_ steps: [Derivation.StepPart]) -> String? {
    guard let place = steps.firstIndex(where: { $0.operation == "atMost" }), place > 0,
      let cap = steps[place].operand.number, let before = steps[place - 1].after.number,
      let rest = try? cap - before
    else { return nil }
    guard rest.isNegative else { return nil }
    return "Without the limit of \(Shown.text(cap, .money)) the amount at that step would be "
      + "\(Shown.text(before, .money))."
  }

  /// Which row a value reached, by its edge.
  static func band(_ value: Value, _ kind: Kind, _ rows: [Band], _ hit: Int?) -> String {
    guard let hit, let row = rows[safe: hit] else { return state(value) }
    return "\(Shown.text(value, kind)) reaches the row \(edge(row, kind)), which gives "
      + "\(Markdown.escaped(row.value.canonicalText))."
  }

  /// What is missing to the next row.
  static func nextBand(_ value: Value, _ kind: Kind, _ rows: [Band], _ hit: Int?) -> String? {
    guard let hit, let next = rows[safe: hit + 1], let number = value.number,
      let rest = try? next.edge - number
    else { return nil }
    let more = next.isInclusive ? "" : "more than "
    return "To \(Markdown.escaped(next.value.canonicalText)), \(edge(next, kind)), "
      + "\(more)\(Shown.gap(rest, kind)) \(rest == .one ? "is" : "are") missing."
  }

  private static func edge(_ row: Band, _ kind: Kind) -> String {
    "\(row.isInclusive ? "from" : "above") \(Shown.text(row.edge, kind))"
  }

  /// The way to a value in one sentence.
  static func derivation(
    _ explanation: Explanation, in policy: CompiledPolicy, _ read: ReadValues? = nil
  ) -> String {
    let kind = explanation.rule.kind
    if !explanation.value.isPresent, explanation.rule.measure == nil {
      return absence(explanation, read)
    }
    switch explanation.derivation {
    case .rows(let count, _)?:
      if !explanation.value.isPresent { return rows(count, explanation) }
      return count == 1 ? "1 row" : "\(count) rows"
    case .ratio(let of, let to)?: return "\(number(of)) ÷ \(number(to))\(exact(explanation.value))"
    case .total(let members)?: return "the sum over \(members.count) members"
    case .expression(let text, let operands)?:
      return
        ([Markdown.escaped(RuleWords.plain(text, in: policy))]
        + operands.filter { $0.name != text }.map { labelled($0, in: policy) }
        + [parts(explanation, operands, policy)].compactMap(\.self)).joined(separator: "; ")
    case .attainment(let actual, let target, let worth, _, let atMost)?:
      return attainment(actual, target, worth, atMost)
    case .band(_, let value, let rows, let hit)?:
      let of = valueKind(explanation.rule)
      return [band(value, of, rows, hit), nextBand(value, of, rows, hit)].compactMap(\.self)
        .joined(separator: " ")
    case .curve(_, let value, let points)?:
      return curve(value, points, valueKind(explanation.rule))
    case .deductions(let start, let lines)?: return deductions(start, lines, policy)
    case .allocation(let part)?: return allocation(part, explanation.value, kind)
    case .prize(let part)?: return prize(part, policy)
    case .rating(let parts)?: return rating(parts)
    case .rank(let within, let keys)?: return rank(within, keys, policy)
    case .table(_, let inputs, let row)?:
      guard case .lookup(let table)? = explanation.rule.measure?.shape else { return "" }
      return words(table, inputs, row, in: policy)
    case .notApplying(let condition, .present)?:
      let words = Markdown.escaped(RuleWords.plain(condition, in: policy))
      return "It does not apply: it would if \(words)\(values(of: explanation)); the policy gives "
        + "\(Markdown.escaped(Shown.text(explanation.value, kind))) then."
    case .balance, .notApplying, .leaver: return ""
    case .weights, .grade, .quota, .bonus, .requirements, .assignments: return ""
    case nil:
      return kind.isNumeric && explanation.isHandled ? "The policy puts this in its place." : ""
    }
  }

  /// The place in a quota and the seats of the group.
  static func quota(_ seat: Derivation.QuotaSeat) -> String {
    let seats = seat.seats.map { "\($0.count) × \(Markdown.escaped($0.grade.name))" }
    let grade = Markdown.escaped(seat.earned.name)
    var sentences = [
      "Place \(seat.place) of \(seat.size) in \(Markdown.escaped(seat.group)), where the "
        + "seats are \(seats.joined(separator: ", ")): \(grade)."
    ]
    if seat.barred > 0 {
      let who = seat.barred == 1 ? "1 person" : "\(seat.barred) people"
      sentences.append("Before you, \(who) may not have \(grade): the seats pass on.")
    }
    if seat.tied > 1 {
      sentences.append(
        "\(seat.tied) people are equal at this place and all get \(grade); together they use "
          + "\(seat.tied) seats, where needed those of the next grade.")
    }
    return sentences.joined(separator: " ")
  }

  /// That others have the seats of the next grade; how far they are ahead is theirs to know.
  static func nextSeat(_ next: NextGrade) -> String {
    "The seats with \(Markdown.escaped(next.grade)) go to those before you."
  }

  /// What the own side of a comparison is, behind its text; nothing where a run of periods says it.
  static func own(_ sides: Derivation.ComparedSides) -> String {
    sides.isStreak ? "" : "; it is \(Markdown.escaped(Shown.text(sides.own, sides.kind)))"
  }

  /// Which row of a table an outcome comes from, and what led there.
  static func table(
    _ rule: Rule, _ inputs: [(name: String, value: Value)], _ row: Int?, in calculation: Calculation
  ) -> String {
    guard case .outcome(.table(let table)) = rule.body, !inputs.isEmpty else {
      return Markdown.escaped(RuleWords.sentence(rule, in: calculation.policy))
    }
    return words(table, inputs, row, in: calculation.policy)
  }

  /// Which row of a table fits, and by what.
  private static func words(
    _ table: LookupTable, _ inputs: [(name: String, value: Value)], _ row: Int?,
    in policy: CompiledPolicy
  ) -> String {
    let facts = zip(table.inputs, inputs).map { asked, input in
      let label = Markdown.escaped(RuleWords.name(asked.of, in: policy))
      let kind = asked.of.kind.isNumeric ? asked.of.kind : .text
      return "\(label) is \(Markdown.escaped(Shown.text(input.value, kind)))"
    }
    let place = row.map { "row \($0) of" } ?? "no row of"
    return
      "By \(place) the table \(Markdown.escaped(table.label)): \(facts.joined(separator: ", "))."
  }

  /// What each part of the period, or each earlier period, gave to what was collected of them; those
  /// that gave 0 are left out.
  private static func parts(
    _ explanation: Explanation, _ operands: [Derivation.Operand], _ policy: CompiledPolicy
  ) -> String? {
    guard operands.contains(where: { $0.name.hasSuffix(")") && !$0.name.hasPrefix("previous(") })
    else { return nil }
    let uses = explanation.uses.filter { use in
      use.period != explanation.period && use.value.isPresent && use.value.number?.isZero != true
    }
    guard !uses.isEmpty, Set(uses.map(\.label)).count == 1 else { return nil }
    let shown = uses.prefix(mostParts).map { use in
      "\(use.period.name) \(Markdown.escaped(Shown.text(use.value, kind(of: use, policy))))"
    }
    let more = uses.count > mostParts ? " and \(uses.count - mostParts) more" : ""
    return shown.joined(separator: ", ") + more
  }

  private static let mostParts = 12

  /// The kind of a value that was read, where the policy at hand has its rule.
  private static func kind(of use: Explanation.Use, _ policy: CompiledPolicy) -> Kind {
    policy.rules.first { $0.label == use.label && $0.grain == use.period.grain }?.kind ?? .number
  }

  /// A name of an expression by its label, with what it stood for.
  static func labelled(_ operand: Derivation.Operand, in policy: CompiledPolicy) -> String {
    labelled(operand.name, operand.value, operand.kind, in: policy)
  }

  static func labelled(
    _ name: String, _ value: Value, _ kind: Kind, in policy: CompiledPolicy
  ) -> String {
    "\(Markdown.escaped(RuleWords.plain(name, in: policy))) is "
      + Markdown.escaped(Shown.text(value, kind))
  }

  /// In a group of fewer people the sum of the keys would give away a colleague's.
  private static let leastGroup = 5

  private static func allocation(
    _ part: Derivation.AllocationPart, _ value: Value, _ kind: Kind
  ) -> String {
    if !part.isOpen { return "The condition of the pool does not hold." }
    guard part.isEligible, let pool = part.pool.number else { return "No part of the pool." }
    guard part.people >= leastGroup || part.people == 1 else {
      return
        "Your share of the pool is \(Shown.text(value, kind)). What it is split by is not shown "
        + "among fewer than \(leastGroup) people."
    }
    return "\(number(part.key)) of \(number(.number(part.sum))) over "
      + "\(part.people == 1 ? "1 person" : "\(part.people) people"), "
      + "of a pool of \(Shown.text(pool, kind))."
  }

  private static func valueKind(_ rule: Rule) -> Kind {
    switch rule.body {
    case .indicator(.bands(let of, _)), .indicator(.curve(let of, _)): of.kind
    default: rule.kind
    }
  }

  private static func number(_ value: Value) -> String {
    Markdown.escaped(value.number.map { Shown.text($0, .number) } ?? Shown.text(value, .text))
  }

  private static func exact(_ value: Value) -> String {
    guard let number = value.number, number.decimalDigits == nil else { return "" }
    return " = \(number.canonicalText)"
  }

  private static func attainment(
    _ actual: Value, _ target: Value, _ worth: Exact, _ atMost: Exact?
  ) -> String {
    let ratio = actual.number.flatMap { of in target.number.flatMap { try? of / $0 } }
    let limit = atMost.map { ", at most \(Shown.percent($0))" } ?? ""
    return
      "\(number(actual)) of \(number(target)) is \(ratio.map(Shown.percent) ?? "n/a")\(limit); "
      + "in full it is worth \(Shown.decimal(worth, places: 0)) points."
  }

  private static func curve(_ value: Value, _ points: [CurvePoint], _ kind: Kind) -> String {
    guard let number = value.number else { return state(value) }
    let lower = points.last { $0.at <= number }
    let upper = points.first { $0.at > number }
    let corners = [lower, upper].compactMap(\.self).map { point in
      "\(Shown.text(point.at, kind)) gives \(Shown.text(point.value, .number))"
    }
    let shown = Shown.text(number, kind)
    return corners.count == 2
      ? "\(shown) lies on the line where \(corners.joined(separator: " and "))."
      : "\(shown) lies at or beyond the end of the line, where \(corners.joined())."
  }

  private static func deductions(
    _ start: Exact, _ lines: [Derivation.DeductionPart], _ policy: CompiledPolicy
  ) -> String {
    let taken = lines.filter { !$0.taken.isZero }.map { line in
      let most = line.atMost.map { ", at most \($0.canonicalText)" } ?? ""
      return
        "\(line.taken.canonicalText) for \(Markdown.escaped(RuleWords.plain(line.each, in: policy))) "
        + "(\(line.count.canonicalText) × \(line.costs.canonicalText)\(most))"
    }
    return taken.isEmpty
      ? "Nothing is taken off \(start.canonicalText)."
      : "\(start.canonicalText) less \(taken.joined(separator: ", less "))."
  }
}

extension Operand {
  /// Whether it is an amount as the policy writes it.
  fileprivate var isLiteral: Bool {
    guard case .expression(let expression) = self, case .literal = expression.root else {
      return false
    }
    return true
  }
}
