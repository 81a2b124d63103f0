import MeritModel

/// Tiers whose rows or use contradict their method and basis.
struct TiersFitTheirUse {
  let policy: CompiledPolicy
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in policy.rules {
      for (scale, on) in rule.body.scales {
        if told.insert(scale.name).inserted { checkEdges(scale) }
        if scale.basis == .row { checkRows(scale, on) }
      }
      for back in rule.body.reversals {
        if told.insert(back.scale.name).inserted { checkEdges(back.scale) }
        check(back)
      }
    }
  }

  /// A slab that reaches below zero counts from 0, so the next one begins above.
  private func checkEdges(_ scale: TierScale) {
    guard scale.rows.count > 1, scale.rows[0].edge == nil, let next = scale.rows[1].edge,
      next <= .zero
    else { return }
    findings.report(
      .rowsOutOfOrder, place: scale.rows[1].place ?? scale.place,
      "the tiers `\(scale.name)` begin at null, so the next edge must be above 0, not \(next)",
      help: "raise the edge, or let the lowest row begin lower with `\"from\": \(lower(next))`")
  }

  private func lower(_ edge: Exact) -> String {
    let lower = edge.isZero ? nil : try? edge + edge
    return (lower ?? Exact(-1)).canonicalText
  }

  /// An amount is taken back at a rate, which one period decides.
  private func check(_ back: TakenBack) {
    let scale = back.scale
    if scale.basis == .yearToDate {
      findings.report(
        .wrongShape, in: back.on, at: nil,
        "the tiers `\(scale.name)` apply to the year to date, and `reversing` asks for the rate of one "
          + "period or row",
        help:
          "carry the year's sum in a balance with `\"resets\": \"year\"`, let the tiers have the "
          + "basis `\"period\"`, and pay them on the balance less on its `.opening`")
    }
    if scale.rows.contains(where: \.paysSum) {
      findings.report(
        .wrongShape, in: back.on, at: nil,
        "the tiers `\(scale.name)` pay fixed sums, so there is no rate at which a row is taken back",
        help: "use tiers here whose rows have a rate, as `\"rate\": \"5%\"`, instead of `\"pays\"`")
    }
    if case .rows(let rows)? = policy[back.measure].measure?.shape, rows.function == .sum,
      rows.isReversing
    {
      return
    }
    findings.report(
      .kindMismatch, in: back.refunds, at: nil,
      "`\(back.refunds.text)` does not sum rows that take back others",
      help: "name a measure with `sum` and `\"reversing\": true`")
  }

  private func checkRows(_ scale: TierScale, _ on: CompiledExpression) {
    if case .figure(let id) = on.root, let measure = policy[id].measure,
      case .rows(let rows) = measure.shape, rows.function == .sum
    {
      return
    }
    findings.report(
      .kindMismatch, in: on, at: nil,
      "the tiers `\(scale.name)` apply to each row, so `on` must name a measure with `sum`",
      help: "name such a measure, or write `\"basis\": \"period\"` in the tiers")
  }
}

extension RuleBody {
  /// The scales that the rule uses, with what they apply to.
  var scales: [(TierScale, CompiledExpression)] {
    operands.compactMap(\.scale)
  }
}

extension RuleBody {
  /// What the rule takes back of earlier amounts.
  package var reversals: [TakenBack] {
    operands.compactMap { operand in
      if case .takenBack(let back) = operand { back } else { nil }
    }
  }
}

extension TierRow {
  /// Whether the row pays a fixed sum.
  var paysSum: Bool {
    if case .sum = payment { true } else { false }
  }
}

extension Operand {
  fileprivate var scale: (TierScale, CompiledExpression)? {
    if case .tiers(let scale, let on, _) = unpriced { (scale, on) } else { nil }
  }
}
