import MeritModel

/// P240: a fraction without end is compared exactly, but readers see it rounded.
struct ComparedUnrounded {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules {
      for use in rule.body.comparedFigures {
        let figure = facts.policy[use.figure]
        guard figure.rounding == nil, figure.kind.isNumeric, figure.kind != .count,
          isEndless(use.figure),
          told.insert(figure.name).inserted
        else { continue }
        report(use, figure)
      }
    }
  }

  private func report(_ use: ComparedFigure, _ figure: Rule) {
    let unit = figure.kind.shownUnit
    let example = use.edges.lazy.compactMap { edge in
      almost(edge, within: unit, figure.kind).map { (edge, $0) }
    }.first
    let notes = example.map { edge, fraction in
      [
        "for example \(fraction) shows as \(figure.kind.text(edge)) and lies below it"
      ]
    }
    findings.report(
      .comparedUnrounded, in: use.expression, at: figure.name,
      "`\(figure.name)` is compared as an exact fraction, but shown rounded", notes: notes ?? [],
      help: "add `\"round\": \"\(figure.kind == .percent ? "0.01%" : "0.01") half-up\"` to "
        + "`\(figure.name)`, or round \(figure.kind.name) in `policy.rounding`")
  }

  /// The plainest fraction just below an edge that rounds to it.
  private func almost(_ edge: Exact, within unit: Exact, _ kind: Kind) -> String? {
    guard edge > .zero, let half = try? unit / Exact(2) else { return nil }
    for denominator in 2...20_001 {
      guard let parts = try? edge * Exact(denominator) else { return nil }
      let numerator = parts.wholeAbove - 1
      guard numerator > 0, let fraction = try? Exact(numerator, over: Int128(denominator)),
        let gap = try? edge - fraction
      else { continue }
      guard gap <= half else { continue }
      return "\(numerator)" + (kind == .percent ? " of " : "/") + "\(denominator)"
    }
    return nil
  }

  /// Whether a value can be a fraction whose digits never end.
  private func isEndless(_ id: RuleID) -> Bool {
    let rule = facts.policy[id]
    if rule.rounding != nil { return false }
    switch rule.body {
    case .measure(let measure): return isEndless(measure)
    case .indicator(.attainment), .indicator(.curve): return true
    case .indicator(.bands): return false
    case .indicator(.deductions(let deductions)):
      return deductions.lines.contains { isEndless($0.each.root) }
    case .score(let score):
      return score.lines.contains {
        isEndless($0.of.root) || $0.handlers.whenNotApplicable == .reweight
          || $0.handlers.whenMissing == .reweight
      }
    case .grade, .bonus, .allocation, .prize, .balance, .ranking, .outcome: return false
    }
  }

  private func isEndless(_ measure: MeasureRule) -> Bool {
    switch measure.shape {
    case .rows(let rows):
      switch rows.function {
      case .average, .median, .share: return true
      case .sum, .min, .max, .only, .percentile, .count, .distinct: return false
      }
    case .ratio, .rating: return true
    case .total(let member): return isEndless(member)
    case .formula(let expression): return isEndless(expression.root)
    case .lookup: return false
    }
  }

  private func isEndless(_ expression: Expression) -> Bool {
    switch expression {
    case .figure(let rule): isEndless(rule)
    case .collected(.howMany, _, _), .collected(.howManyEqual, _, _), .streak, .firstTime: false
    case .arithmetic(.dividedBy, _, _), .collected(.average, _, _): true
    default: expression.parts.contains { isEndless($0) }
    }
  }
}

/// A figure that is compared with numbers.
struct ComparedFigure {
  let figure: RuleID
  let expression: CompiledExpression
  let edges: [Exact]
}

extension RuleBody {
  /// The figures that bands, tables and conditions of the rule compare.
  fileprivate var comparedFigures: [ComparedFigure] {
    var found = expressions.flatMap { expression in
      expression.root.comparisons.map {
        ComparedFigure(figure: $0.figure, expression: expression, edges: $0.edges)
      }
    }
    if let rows = bands, let of = banded, case .figure(let figure) = of.root {
      found.append(ComparedFigure(figure: figure, expression: of, edges: rows.map(\.edge)))
    }
    for table in tables {
      for (column, input) in table.inputs.enumerated() {
        let edges = table.rows.flatMap { $0.cells[column].edges }
        guard case .figure(let figure) = input.of.root, !edges.isEmpty else { continue }
        found.append(ComparedFigure(figure: figure, expression: input.of, edges: edges))
      }
    }
    return found
  }

  /// What the bands of the rule are read by.
  var banded: CompiledExpression? {
    switch self {
    case .indicator(.bands(let of, _)): of
    case .grade(let grade): grade.of
    case .measure, .indicator, .score, .bonus, .allocation, .prize, .balance, .ranking, .outcome:
      nil
    }
  }
}

extension Expression {
  /// The figures that stand alone on one side of a comparison, with the literal on the other.
  fileprivate var comparisons: [(figure: RuleID, edges: [Exact])] {
    switch self {
    case .comparison(_, .figure(let figure), let other),
      .comparison(_, let other, .figure(let figure)):
      return [(figure, [other.literal].compactMap { $0 })]
    default: return parts.flatMap(\.comparisons)
    }
  }

  private var literal: Exact? {
    if case .literal(.number(let number)) = self { number } else { nil }
  }
}

extension Kind {
  /// The unit to which reports round a value that the policy keeps exact.
  fileprivate var shownUnit: Exact {
    (try? Exact(1, over: self == .percent ? 10_000 : 100)) ?? .one
  }
}
