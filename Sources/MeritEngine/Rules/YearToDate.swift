import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// What a scale pays for this period of the year: the amount on the sum through it less the amount
  /// on the sum before it; earlier periods without a value add nothing.
  func yearToDate(
    _ scale: TierScale, _ on: CompiledExpression, _ own: Exact
  ) throws(EvaluationFault) -> Exact {
    let calendar = work.timeline.calendar
    let year = calendar.period(.year, containing: work.cohort.period.start)
    var before: [Exact] = []
    for part in calendar.parts(of: year, rule.grain) where part.end < work.cohort.period.start {
      guard let there = work.timeline.workspace(at: part).flatMap(expressions.moved),
        let number = try there.value(on.root).number
      else { continue }
      before.append(number)
    }
    let sum = try expressions.sum(before)
    let tiers = TierAmount(scale: scale)
    let paid = try expressions.sum(try tiers.slices(sum).map(\.pay))
    let through = try expressions.sum([sum, own])
    let due = try expressions.sum(try tiers.slices(through).map(\.pay))
    return try exactly { () throws(ExactError) in try due - paid }
  }
}
