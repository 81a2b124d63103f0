import MeritModel
package import MeritPolicy

/// Says in words what a rule of a policy does.
package enum RuleWords {
  /// A sentence for a rule, with the condition under which it applies.
  package static func sentence(_ rule: Rule, in policy: CompiledPolicy) -> String {
    way(rule, in: policy) + condition(rule, policy)
  }

  private static func way(_ rule: Rule, in policy: CompiledPolicy) -> String {
    switch rule.body {
    case .measure(let measure): words(measure, policy)
    case .indicator(let indicator): words(indicator, policy)
    case .score(let score): words(score, policy)
    case .grade(let grade): words(grade, policy)
    case .bonus(let bonus):
      bonus.steps.map { step($0.action, in: policy) }.joined(separator: "; then ") + "."
        + (bonus.payDay.map { " Paid \(words($0))." } ?? "")
    case .allocation(let share):
      words(share, policy)
    case .prize(let prize): words(prize, policy)
    case .balance(let balance): words(balance, policy)
    case .ranking(let ranking):
      "The rank within \(words(ranking.within)) by \(words(ranking.keys, policy))."
    case .outcome(let outcome): words(outcome, policy)
    }
  }

  /// Under which condition it applies, and what stands in the place of a value that is not there.
  private static func condition(_ rule: Rule, _ policy: CompiledPolicy) -> String {
    let missing = rule.handlers.whenMissing.flatMap { said($0, rule, policy) }
    let other = rule.handlers.whenNotApplicable.flatMap { said($0, rule, policy) }
    let applies = rule.appliesWhen.map { condition in
      let otherwise = other.map { "; else \($0)" } ?? ""
      return " Only if \(plain(condition.text, in: policy))\(otherwise)."
    }
    let without = rule.appliesWhen == nil ? other : nil
    return (applies ?? without.map { " Where it does not apply: \($0)." } ?? "")
      + (missing.map { " Where a value is missing: \($0)." } ?? "")
  }

  private static func said(
    _ action: HandlerAction, _ rule: Rule, _ policy: CompiledPolicy
  ) -> String? {
    switch action {
    case .value(.number(let number)): Shown.text(number, rule.kind)
    case .value(let scalar): scalar.canonicalText
    case .use(let substitute): name(substitute.expression, in: policy)
    case .error: "the run stops"
    case .missing, .notApplicable, .reweight, .fail, .no: nil
    }
  }

  private static func words(_ payDay: PayDay) -> String {
    let day = payDay.day.map { "on day \($0) of the month" } ?? "on the last day of the month"
    let later = payDay.months == 0 ? "" : ", \(payDay.months) months later"
    return "\(day) after the period\(later)"
  }

  /// A step of a bonus in a few words.
  package static func step(_ action: StepAction, in policy: CompiledPolicy) -> String {
    switch action {
    case .start(let operand): "start with \(words(operand, in: policy))"
    case .plus(let operand): "plus \(words(operand, in: policy))"
    case .minus(let operand): "less \(words(operand, in: policy))"
    case .times(let operand): "times \(words(operand, in: policy))"
    case .atMost(let operand): "at most \(words(operand, in: policy))"
    case .atLeast(let operand): "at least \(words(operand, in: policy))"
    case .onlyIf(let condition, let keep):
      "all of it if \(name(condition, in: policy)), else \(Shown.percent(keep))"
    case .prorateByDaysInPlan: "for the days in the plan"
    case .round(let rounding): "rounded to \(words(rounding))"
    case .guarded(let limits):
      [
        limits.atLeast.map { "guarded to at least \(name($0, in: policy))" },
        limits.atMost.map { "guarded to at most \(name($0, in: policy))" },
      ].compactMap(\.self).joined(separator: " and ")
    }
  }

  /// An operand in a few words.
  static func words(_ operand: Operand, in policy: CompiledPolicy) -> String {
    switch operand {
    case .expression(let expression): name(expression, in: policy)
    case .table(let table): table.label
    case .tiers(let scale, let on, _): "\(scale.label) on \(name(on, in: policy))"
    case .takenBack(let back):
      "\(back.scale.label) on \(name(back.on, in: policy)) of the periods in which lies what "
        + "\(name(back.refunds, in: policy)) takes back"
    case .each(let inner, let price):
      "\(words(inner, in: policy)), each at \(name(price, in: policy))"
    }
  }

  /// The label of what an expression names, where it is one name; else its text.
  static func name(_ expression: CompiledExpression, in policy: CompiledPolicy) -> String {
    switch expression.root {
    case .figure(let id): name(policy[id])
    case .constant(let place): policy.constants[place].label
    default: plain(expression.text, in: policy)
    }
  }

  /// The label of a rule, with the group where it is not a person's own.
  static func name(_ rule: Rule) -> String {
    rule.scope == .employee ? rule.label : "\(rule.label) (\(rule.scope.rawValue))"
  }

  /// The same as the head of a column, with the unit where the numbers do not show it.
  static func heading(_ rule: Rule) -> String {
    let unit: String? =
      switch rule.kind {
      case .minutes: "minutes"
      case .seconds: "seconds"
      default: nil
      }
    guard let unit, !rule.label.lowercased().contains(unit.dropLast()) else { return name(rule) }
    return "\(name(rule)), \(unit)"
  }

  /// A kind of group in words.
  static func words(_ scope: Scope) -> String {
    scope == .company ? "the whole company" : "each \(scope.rawValue)"
  }

  /// A kind of group of a ranking in words.
  static func words(_ scope: RankScope) -> String {
    scope == .company ? "the whole company" : "each \(scope.rawValue)"
  }

  /// A test of a decision table in a few words, its numbers as those of a kind.
  static func test(_ cell: LookupCell, _ kind: Kind) -> String {
    switch cell {
    case .any: return "any"
    case .oneOf(let values): return values.map { shown($0, kind) }.joined(separator: " or ")
    case .interval(let range):
      let ends = [
        ("from", range.from), ("above", range.above), ("below", range.below), ("up to", range.upTo),
      ]
      return ends.compactMap { word, end in end.map { "\(word) \(edge($0, kind))" } }
        .joined(separator: " ")
    }
  }

  private static func shown(_ scalar: Scalar, _ kind: Kind) -> String {
    if case .number(let number) = scalar { edge(number, kind) } else { scalar.canonicalText }
  }

  static func words(_ rounding: Rounding) -> String {
    "\(rounding.step.canonicalText), \(rounding.mode.rawValue)"
  }

  private static func words(_ measure: MeasureRule, _ policy: CompiledPolicy) -> String {
    switch measure.shape {
    case .rows(let rows): return words(rows, policy)
    case .ratio(let of, let to, _):
      return "\(name(of, in: policy)) divided by \(name(to, in: policy))."
    case .total(let id): return "The sum of \(policy[id].label) over the members."
    case .formula(let expression): return "\(name(expression, in: policy))."
    case .lookup(let table): return words(table, policy)
    case .rating(let rating): return words(rating, policy)
    }
  }

  private static func words(_ table: LookupTable, _ policy: CompiledPolicy) -> String {
    let inputs = table.inputs.map { name($0.of, in: policy) }
    return "By the table \(table.label), from \(inputs.joined(separator: " and "))."
  }

  private static func words(_ rating: RatingRule, _ policy: CompiledPolicy) -> String {
    let table = policy.inputs[rating.table]
    let groups = rating.groups.map { "\(Shown.percent($0.weight)) by \($0.id)" }
    let parts = groups.isEmpty ? "" : ", \(groups.joined(separator: ", "))"
    return "The mean of \(table.columnName(rating.score)) over the raters in \(table.name)\(parts)."
  }

  private static func words(_ rows: RowAggregate, _ policy: CompiledPolicy) -> String {
    let table = policy.inputs[rows.table]
    let column = rows.column.map { table.columnName($0) } ?? ""
    let what =
      switch rows.function {
      case .sum: "The sum of \(column) over the rows of \(table.name)"
      case .count: "The number of rows of \(table.name)"
      case .share: "The share of the rows of \(table.name)"
      case .average: "The average of \(column) over the rows of \(table.name)"
      case .min: "The least \(column) of the rows of \(table.name)"
      case .max: "The greatest \(column) of the rows of \(table.name)"
      case .only: "The \(column) of the one row of \(table.name)"
      case .distinct(1): "The number of different \(column) in \(table.name)"
      case .distinct(let rows):
        "The number of different \(column) with at least \(rows) rows in \(table.name)"
      case .median: "The median of \(column) over the rows of \(table.name)"
      case .percentile(let place):
        "The \(place)th percentile of \(column) over the rows of \(table.name)"
      }
    let condition =
      (rows.condition.map { " where \($0.text)" } ?? "")
      + (rows.among.map { " among those where \($0.text)" } ?? "")
    let needs = rows.needsRows > 1 ? "; at least \(rows.needsRows) rows are needed" : ""
    let reversing = rows.isReversing ? ", of those that take back others" : ""
    return what + condition + reversing + limits(rows, policy) + needs + "."
  }

  /// What each row of an adjustment must keep to.
  private static func limits(_ rows: RowAggregate, _ policy: CompiledPolicy) -> String {
    guard let limits = rows.limits else { return "" }
    let input = policy.inputs[rows.table]
    let kind = rows.column.map(input.columnKind) ?? .number
    let tables = rows.limitTables
    let ends = [(limits.least, tables?.least), (limits.greatest, tables?.greatest)]
      .map { number, table in
        table.map { "what the table \($0.label) gives" } ?? Shown.text(number, kind)
      }
    let needs = limits.needs.map(input.columnName)
    return ", each from \(ends[0]) to \(ends[1])"
      + (needs.isEmpty ? "" : ", with \(needs.joined(separator: " and "))")
  }

  private static func words(_ indicator: IndicatorRule, _ policy: CompiledPolicy) -> String {
    switch indicator {
    case .attainment(let rule):
      let most = rule.atMost.map { ", at most \(Shown.percent($0))" } ?? ""
      return "\(name(rule.actual, in: policy)) divided by \(name(rule.target, in: policy))\(most), "
        + "times \(rule.worth.canonicalText) points."
    case .bands(let of, let rows): return "By \(name(of, in: policy)): \(words(rows, of.kind))."
    case .curve(let of, let points):
      let corners = points.map { "\(edge($0.at, of.kind)) gives \($0.value.canonicalText)" }
      return "By \(name(of, in: policy)), on straight lines: \(corners.joined(separator: ", "))."
    case .deductions(let rule):
      let lines = rule.lines.map { line in
        let most = line.atMost.map { " (at most \($0.canonicalText))" } ?? ""
        return "\(line.costs.canonicalText) for each \(name(line.each, in: policy))\(most)"
      }
      return "\(rule.startAt.canonicalText) points less \(lines.joined(separator: ", "))."
    }
  }

  static func words(_ rows: [Band], _ kind: Kind) -> String {
    rows.reversed().map { row in
      "\(row.isInclusive ? "from" : "above") \(edge(row.edge, kind)) \(row.value.canonicalText)"
    }.joined(separator: ", ")
  }

  private static func edge(_ edge: Exact, _ kind: Kind) -> String {
    kind == .percent ? Shown.percent(edge) : edge.canonicalText
  }

  private static func words(_ score: ScoreRule, _ policy: CompiledPolicy) -> String {
    score.lines.map { "\(Shown.percent($0.weight)) \(name($0.of, in: policy))" }.joined(
      separator: ", ") + "."
  }

  private static func words(_ rule: GradeRule, _ policy: CompiledPolicy) -> String {
    let exceptions = rule.exceptions.map { exception in
      let limits = [
        exception.atMost.map { "no better than \($0.name)" },
        exception.atLeast.map { "no worse than \($0.name)" },
        exception.shift == 0 ? nil : "moved by \(exception.shift)",
      ].compactMap(\.self)
      return " If \(name(exception.when, in: policy)): \(limits.joined(separator: ", "))."
    }
    switch rule.method {
    case .bands(let rows):
      return "By \(name(rule.of, in: policy)): \(words(rows, rule.of.kind))." + exceptions.joined()
    case .quota(let quota):
      let shares = quota.shares.map { "\(Shown.percent($0.share)) \($0.grade.name)" }
      return "By rank within \(words(quota.within)) by \(words(quota.order, policy)): "
        + shares.joined(separator: ", ") + "." + exceptions.joined()
    }
  }

  private static func words(_ outcome: OutcomeRule, _ policy: CompiledPolicy) -> String {
    func line(_ line: Requirement) -> String {
      "\(line.label ?? line.id): \(name(line.check, in: policy))"
    }
    switch outcome {
    case .requires(let lines, let anyOf):
      let all = lines.map(line).joined(separator: "; ")
      let any = anyOf.map(line).joined(separator: " or ")
      return "Needs " + [all, any].filter { !$0.isEmpty }.joined(separator: "; and one of ") + "."
    case .assign(let lines):
      return lines.map { "\($0.label ?? $0.id) if \(name($0.when, in: policy))" }
        .joined(separator: "; ") + "."
    case .table(let table): return words(table, policy)
    }
  }
}
