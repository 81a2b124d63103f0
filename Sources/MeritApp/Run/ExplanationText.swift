import MeritEngine
package import MeritModel
package import MeritPolicy
import MeritReport

/// Tells in words how a value came about.
package struct ExplanationText {
  private let currency: String

  /// Takes in the currency of the amounts.
  package init(currency: String) {
    self.currency = currency
  }

  /// What a value is called, and what it is.
  func head(_ explanation: Explanation) -> String {
    "\(name(explanation.rule)): \(shown(explanation))"
  }

  /// The same for a value whose way is not told.
  func head(_ rule: Rule, _ value: Value) -> String {
    guard case .outcome = rule.body, let said = value.text else {
      return "\(name(rule)): \(shown(value, rule.kind))"
    }
    return "\(name(rule)): \(said.isEmpty ? "none" : OutcomeWords.shown(said, rule))"
  }

  private func name(_ rule: Rule) -> String {
    rule.label == rule.name ? rule.scopedName : "\(rule.label) (\(rule.scopedName))"
  }

  /// The lines below it: which rule, and the way to the value; of others by their ids only where a
  /// group's own figure was asked for.
  func way(_ explanation: Explanation, isAsked: Bool) -> [String] {
    let rule = explanation.rule
    let source = rule.source.map { ", \($0)" } ?? ""
    var lines = ["  rule: \(rule.place)\(source)"]
    lines += derivation(explanation, namesMembers: isAsked).map { "  " + $0 }
    if explanation.isSealed { lines.append("  as sealed when the period was closed") }
    if let ceiling = explanation.ceiling { lines.append("  " + self.ceiling(ceiling)) }
    if explanation.isHandled {
      let state = explanation.unrounded == .missing ? "missing" : "not applicable"
      lines.append(
        "  it would be \(state); the policy puts \(shown(explanation.value, rule.kind)) in its place"
      )
    }
    if let rounding = rule.rounding, let exact = explanation.unrounded.number,
      exact != explanation.value.number
    {
      lines.append("  rounded \(rounding) from \(exact.canonicalText)")
    }
    return lines
  }

  /// A kind of group of a ranking in words.
  func scope(_ scope: RankScope) -> String {
    scope == .company ? "the whole company" : "each \(scope.rawValue)"
  }

  /// The value; of an outcome what the review says.
  private func shown(_ explanation: Explanation) -> String {
    let rule = explanation.rule
    guard case .outcome = rule.body, let text = explanation.value.text else {
      return shown(explanation.value, rule.kind)
    }
    guard !text.isEmpty else { return "none" }
    var results: [Value] = []
    if case .requirements(let parts)? = explanation.derivation { results = parts.map(\.result) }
    return OutcomeWords.sentence(text, rule, lacking: OutcomeWords.lacking(rule, results))
  }

  /// The label of a line of an outcome with its id.
  private func name(_ id: String, _ rule: Rule) -> String {
    OutcomeWords.label(id, in: rule).map { "\($0) (\(id))" } ?? id
  }

  /// A value as people read it, with the unit of its kind.
  package func shown(_ value: Value, _ kind: Kind) -> String {
    guard let number = value.number else {
      return value.isPresent
        ? value.canonicalText : value == .missing ? "missing" : "not applicable"
    }
    switch kind {
    case .money: return "\(shownAmount(number)) \(currency)"
    case .percent:
      guard let percent = try? number * Exact(100) else { return number.canonicalText }
      let text = shownAmount(percent) + " %"
      return number.decimalDigits == nil ? "\(text) (\(number.canonicalText))" : text
    case .count, .days, .months, .number, .points, .minutes, .seconds:
      return number.decimalDigits == nil
        ? "\(shownAmount(number)) (\(number.canonicalText))" : number.canonicalText
    default: return number.canonicalText
    }
  }

  private func derivation(_ explanation: Explanation, namesMembers: Bool) -> [String] {
    let rule = explanation.rule
    switch explanation.derivation {
    case nil: return []
    case .rows(let count, _):
      let rows = count == 1 ? "1 row" : "\(count) rows"
      return ["\(aggregate(rule, explanation.policy)): \(rows) counted"]
    case .ratio(let of, let to):
      return ["\(of.canonicalOrState) ÷ \(to.canonicalOrState)"]
    case .total(let members):
      return ["sum over \(people(members.count))"]
        + (namesMembers ? members.map { "  \($0.id): \(shown($0.value, rule.kind))" } : [])
    case .expression(let text, let operands):
      return [text] + operands.filter { $0.name != text }.map { "  " + operand($0) }
    case .attainment(let actual, let target, let worth, let atLeast, let atMost):
      let limits = [
        atLeast.map { "at least \(percent($0))" }, atMost.map { "at most \(percent($0))" },
      ].compactMap { $0 }
      let limit = limits.isEmpty ? "" : ", \(limits.joined(separator: ", "))"
      return [
        "\(actual.canonicalOrState) of \(target.canonicalOrState)\(limit), times \(worth) points"
      ]
    case .band(let of, let value, let rows, let hit):
      return bands(of, value, rows, hit)
    case .curve(let of, let value, let points):
      let corners = points.map { "\($0.at) → \($0.value)" }.joined(separator: ", ")
      return ["\(of) = \(value.canonicalOrState), on the lines through \(corners)"]
    case .deductions(let startAt, let parts):
      return ["starts at \(startAt)"] + parts.map(deduction)
    case .weights(let parts, let remaining): return weights(parts, remaining)
    case .grade(let of, let value, let rows, let hit, let exceptions):
      return bands(of, value, rows, hit)
        + exceptions.map { "exception \($0.id): \($0.applies ? "applies" : "does not apply")" }
    case .quota(let of, let value, let seat, let exceptions):
      return quota(of, value, seat)
        + exceptions.map { "exception \($0.id): \($0.applies ? "applies" : "does not apply")" }
    case .bonus(let steps): return steps.map(step) + payDay(explanation)
    case .allocation(let part): return allocation(part, rule.kind)
    case .prize(let part): return prize(part)
    case .balance(let entries, let closing, let releases):
      return balance(entries, closing, releases, rule.kind)
    case .rank(let within, let keys):
      return ["within: \(scope(within))"]
        + keys.map { "\($0.name) = \($0.value.canonicalOrState)" }
    case .notApplying(let condition, let value):
      return ["applies when \(condition): \(value.canonicalOrState)"]
    case .leaver(let plan):
      return ["the plan \(plan) pays nothing to people who leave before the period's last day"]
    case .requirements(let parts):
      return parts.map { part in
        "\(name(part.id, rule)): \(part.result.canonicalOrState) (\(part.check))"
          + values(part.result == .present(.text("fail")), part.sides, part.operands)
      }
    case .assignments(let parts):
      return parts.map { part in
        let standing = part.sides.flatMap { Shortfall.standing($0) }
        return "\(name(part.id, rule)): \(part.holds ? "yes" : "no") (\(part.when))"
          + values(false, part.sides, part.operands)
          + (standing.map { "; it stands at \($0)" } ?? "")
      }
    case .rating(let parts): return rating(parts)
    case .table(let name, let inputs, let row):
      let values = inputs.map { "\($0.name) = \($0.value.canonicalOrState)" }
      let place = row.map { "row \($0)" } ?? "no row"
      return ["table \(name), \(place): \(values.joined(separator: ", "))"]
    }
  }

  private func operand(_ operand: Derivation.Operand) -> String {
    "\(operand.name) = \(shown(operand.value, operand.kind))"
  }

  /// What a line of an outcome compared: the shortfall where it is not met, else the value.
  private func values(
    _ isFailed: Bool, _ sides: Derivation.ComparedSides?, _ operands: [Derivation.Operand]
  ) -> String {
    if let sides {
      if isFailed, let words = Shortfall.words(sides) { return "; \(words)" }
      return sides.isStreak ? "" : "; it is \(shown(sides.own, sides.kind))"
    }
    return operands.isEmpty ? "" : "; " + operands.map(operand).joined(separator: ", ")
  }

  private func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

  private func aggregate(_ rule: Rule, _ policy: CompiledPolicy) -> String {
    guard let measure = rule.measure, case .rows(let rows) = measure.shape else { return "" }
    let table = policy.inputs[rows.table]
    let column = rows.column.map { ".\(table.columnName($0))" } ?? ""
    let condition =
      (rows.condition.map { " where \($0.text)" } ?? "")
      + (rows.among.map { " among those where \($0.text)" } ?? "")
    return "\(rows.function.name) of \(table.name)\(column)\(condition)"
      + (rows.isReversing ? ", of the rows that take back others" : "")
      + owners(rows, table) + limits(rows, table)
  }

  /// What each row of an adjustment must keep to.
  private func limits(_ rows: RowAggregate, _ table: InputTable) -> String {
    guard let limits = rows.limits else { return "" }
    let needs = limits.needs.map { "`\(table.columnName($0))`" }
    let tables = rows.limitTables
    let ends = [(limits.least, tables?.least), (limits.greatest, tables?.greatest)]
      .map { $1.map { "what the table `\($0.name)` gives" } ?? $0.canonicalText }
    return ", each from \(ends[0]) to \(ends[1])"
      + (needs.isEmpty ? "" : ", with \(needs.joined(separator: " and "))")
  }

  /// To whom the rows belong, where that is not the table's owner.
  private func owners(_ rows: RowAggregate, _ table: InputTable) -> String {
    if let column = rows.customer { return ", of the customer in `\(table.columnName(column))`" }
    if let column = rows.ownedBy { return ", of the person in `\(table.columnName(column))`" }
    guard !table.credits.isEmpty else { return "" }
    let credits = table.credits.map { credit in
      "\(percent(credit.share)) of the person in `\(table.columnName(credit.column))`"
    }
    return ", credited \(credits.joined(separator: ", "))"
  }

  private func quota(_ of: String, _ value: Value, _ seat: Derivation.QuotaSeat?) -> [String] {
    guard let seat else { return ["\(of) = \(value.canonicalOrState): no seat in the quota"] }
    let seats = seat.seats.map { "\($0.count) \($0.grade.name)" }.joined(separator: ", ")
    let grade = seat.earned.name
    var lines = [
      "\(of) = \(value.canonicalOrState): place \(seat.place) of \(seat.size) in \(seat.group)",
      "seats: \(seats) → \(grade)",
    ]
    if seat.barred > 0 {
      lines.append(
        "\(people(seat.barred)) before that place may not have \(grade): the seats pass on")
    }
    if seat.tied > 1 {
      lines.append(
        "\(people(seat.tied)) are equal there and all get \(grade): they use \(seat.tied) seats, "
          + "where needed those of the next grade")
    }
    return lines
  }

  private func allocation(_ part: Derivation.AllocationPart, _ kind: Kind) -> [String] {
    if !part.isOpen { return ["the condition of the pool does not hold"] }
    guard part.isEligible, part.pool.isPresent else {
      return ["takes no part; the key is \(part.key.canonicalOrState)"]
    }
    return [
      "\(part.key.canonicalOrState) of \(part.sum.canonicalText) over \(people(part.people)), "
        + "of a pool of \(shown(part.pool, kind))"
    ]
  }

  private func bands(_ of: String, _ value: Value, _ rows: [Band], _ hit: Int?) -> [String] {
    guard let hit, let number = value.number else {
      return ["\(of) = \(value.canonicalOrState)"]
    }
    var lines = ["\(of) = \(number.canonicalText) reaches the band \(edge(rows[hit]))"]
    if hit + 1 < rows.count, let gap = try? rows[hit + 1].edge - number {
      lines.append("the next band \(edge(rows[hit + 1])) is \(gap.canonicalText) away")
    }
    return lines
  }

  private func edge(_ band: Band) -> String {
    "\(band.isInclusive ? "from" : "above") \(band.edge) → \(band.value.canonicalText)"
  }

  private func deduction(_ part: Derivation.DeductionPart) -> String {
    let limit = part.atMost.map { " (at most \($0))" } ?? ""
    return "\(part.id): \(part.count) × \(part.costs)\(limit) takes \(part.taken)"
  }

  private func weights(_ parts: [Derivation.WeightPart], _ remaining: Exact) -> [String] {
    var lines = parts.map { part in
      let note = part.isReweighted ? ", left out: the other weights grow" : ""
      return "\(percent(part.weight)) × \(part.of) = \(part.value.canonicalOrState)\(note)"
    }
    if remaining != .one { lines.append("divided by the remaining weight \(percent(remaining))") }
    return lines
  }

  private func step(_ part: Derivation.StepPart) -> String {
    let row = part.tableRow.map { ", row \($0)" } ?? ""
    let slices = part.slices.map(slice)
    let less = part.year?.paidBefore.map { " − \(shownAmount($0)) for what was before" } ?? ""
    let detail = slices.isEmpty ? "" : ": \(slices.joined(separator: " + "))\(less)"
    let operand =
      part.operation == "round"
      ? part.text
      : "\(part.text)\(row)\(year(part)) = \(part.operand.canonicalOrState)"
    let after = part.after.number.map(shownAmount) ?? part.after.stateName
    return "\(part.id): \(part.operation) \(operand)\(detail) → \(after)"
  }

  /// What a scale of the year to date goes on from.
  private func year(_ part: Derivation.StepPart) -> String {
    guard let year = part.year else { return "" }
    return " (\(shownAmount(year.own)) after \(shownAmount(year.before)) in the year before)"
  }

  private func slice(_ slice: Derivation.TierSlice) -> String {
    let when = slice.period.map { "in \($0.name) " } ?? ""
    let rows = when + (slice.rows.map { $0 == 1 ? "1 row: " : "\($0) rows: " } ?? "")
    let (part, pay) = (shownAmount(slice.part), shownAmount(slice.pay))
    if let rate = slice.rate, let each = slice.each {
      let count = slice.part.canonicalText
      return "\(rows)\(count) × \(percent(rate)) × \(shownAmount(each)) = \(pay)"
    }
    if let rate = slice.rate { return "\(rows)\(part) × \(percent(rate)) = \(pay)" }
    return slice.rows == nil ? "pays \(pay)" : "\(rows)\(part) together pay \(pay)"
  }

  func percent(_ number: Exact) -> String {
    ((try? number * Exact(100))?.canonicalText ?? number.canonicalText) + " %"
  }
}

extension Value {
  /// The canonical text, or the state's name in words.
  package var canonicalOrState: String {
    switch self {
    case .present(let scalar): scalar.canonicalText
    case .missing: "missing"
    case .notApplicable: "not applicable"
    }
  }
}

extension AggregateFunction {
  /// The function's word in a policy.
  package var name: String {
    switch self {
    case .sum: "sum"
    case .count: "count"
    case .share: "share"
    case .average: "average"
    case .min: "least"
    case .max: "greatest"
    case .only: "the one value"
    case .distinct(let rows): rows > 1 ? "distinct (in at least \(rows) rows)" : "distinct"
    case .median: "median"
    case .percentile(let rank): "percentile \(rank)"
    }
  }
}
