import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// What a scale pays for this period of the year: the amount on the sum through it less the amount
  /// on the sum before it; earlier periods without a value add nothing.
  func yearToDate(
    _ scale: TierScale, _ on: CompiledExpression, _ own: Exact
  ) throws(EvaluationFault) -> Exact {
    var sum = Exact.zero
    for part in work.earlierOfYear {
      guard let there = expressions.moved(to: part), let number = try there.value(on.root).number
      else { continue }
      sum = try exactly { [sum] () throws(ExactError) in try sum + number }
    }
    return try TierAmount(scale: scale).pay(after: sum, own)
  }
}
