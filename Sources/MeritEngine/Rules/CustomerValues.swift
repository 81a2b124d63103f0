import MeritModel
import MeritPolicy

extension ExpressionEvaluation {
  /// The values of the customers whom the person owns, or the members of the group.
  func customerValues(_ inner: Expression) throws(EvaluationFault) -> [Value] {
    let owners = scene.scope == .employee ? [subject] : work.members(of: subject, for: rule)
    var values: [Value] = []
    for customer in owners.flatMap({ work.customers(of: $0) }) {
      var evaluation = ExpressionEvaluation(
        work: work, scene: scene.asGroup(.customer), subject: customer)
      evaluation.origin = origin
      values.append(try evaluation.value(inner))
    }
    return values
  }

  /// The values of the customers in each part of this period.
  func customerPartValues(
    _ grain: Grain, _ inner: Expression
  ) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for part in work.parts(grain) {
      guard let there = moved(to: part) else { continue }
      values += try there.customerValues(inner)
    }
    return values
  }
}
