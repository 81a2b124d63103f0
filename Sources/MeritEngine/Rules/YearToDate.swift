import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// What a scale pays for this period of the year: the amount on the sum through it less the amount
  /// on the sum before it; earlier periods without a value add nothing.
  func yearToDate(
    _ scale: TierScale, _ on: CompiledExpression, _ own: Exact
  ) throws(EvaluationFault) -> StepOperand {
    var sum = Exact.zero
    for part in work.earlierOfYear {
      guard let there = expressions.moved(to: part), let number = try there.value(on.root).number
      else { continue }
      sum = try exactly { [sum] () throws(ExactError) in try sum + number }
      trace?.elsewhere.append((on.root, there))
    }
    let tiers = TierAmount(scale: scale)
    let pay = try tiers.pay(after: sum, own)
    guard trace != nil else { return StepOperand(value: .number(pay)) }
    let paid = scale.method == .marginal ? nil : try tiers.pay(sum)
    return StepOperand(
      value: .number(pay), slices: try tiers.slices(after: sum, own),
      year: Derivation.YearPart(before: sum, own: own, paidBefore: paid))
  }
}

extension TierAmount {
  /// The slabs behind what an amount adds to those before it.
  ///
  /// Of a marginal scale only the part of each slab that the amount fills; of the others the slabs of
  /// the whole sum, from which what was paid before is still to be taken.
  fileprivate func slices(
    after before: Exact, _ own: Exact
  ) throws(EvaluationFault) -> [Derivation.TierSlice] {
    let through = try exactly { () throws(ExactError) in try before + own }
    let whole = try slices(through)
    guard scale.method == .marginal else { return whole }
    let known = try slices(before)
    let edges = Set((whole + known).map(\.from)).sorted()
    var added: [Derivation.TierSlice] = []
    for edge in edges {
      let (now, then) = (whole.first { $0.from == edge }, known.first { $0.from == edge })
      let (part, pay) = try exactly { () throws(ExactError) in
        (
          try (now?.part ?? .zero) - (then?.part ?? .zero),
          try (now?.pay ?? .zero) - (then?.pay ?? .zero)
        )
      }
      guard !part.isZero else { continue }
      added.append(
        Derivation.TierSlice(
          from: max(edge, min(before, through)), part: part, rate: (now ?? then)?.rate, pay: pay))
    }
    return added
  }
}
