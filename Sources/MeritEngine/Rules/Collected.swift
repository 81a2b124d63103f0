import MeritModel
import MeritPolicy

extension ExpressionEvaluation {
  /// A function over many values; those that do not exist by rule are skipped.
  func collected(
    _ collector: Collector, _ population: Population, _ inner: Expression
  ) throws(EvaluationFault) -> Value {
    switch population {
    case .rows: return try collect(collector, try rowValues(inner), needs: 1)
    case .customers: return try collect(collector, try customerValues(inner), needs: 1)
    case .customerParts(let grain):
      return try collect(
        collector, try customerPartValues(grain, inner), needs: needsPeriods)
    case .members: return try collect(collector, try memberValues(inner), needs: 1)
    case .parts(let grain):
      return try collect(collector, try partValues(grain, inner), needs: needsPeriods)
    case .memberParts(let grain):
      return try collect(collector, try memberPartValues(grain, inner), needs: needsPeriods)
    case .last(let count, let grain):
      guard let values = try lastValues(count, grain, inner) else { return .missing }
      return try collect(collector, values, needs: 1)
    }
  }

  /// The values of the rows at hand.
  private func rowValues(_ inner: Expression) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for row in rows?.single ?? [] {
      var single = self
      single.rows = row
      values.append(try single.value(inner))
    }
    return values
  }

  private func collect(
    _ collector: Collector, _ values: [Value], needs: Int
  ) throws(EvaluationFault) -> Value {
    switch collector {
    case .howMany:
      return .number(Exact(values.count { $0 == .present(.flag(true)) }))
    case .howManyEqual(let scalar):
      return .number(Exact(values.count { $0 == .present(scalar) }))
    default: break
    }
    var present = 0
    for value in values {
      if value == .missing { return .missing }
      if value.isPresent { present += 1 }
    }
    guard present >= max(1, needs) else { return .notApplicable }
    let numbers = values.lazy.compactMap(\.number)
    switch collector {
    case .total: return .number(try sum(numbers))
    case .average:
      let total = try sum(numbers)
      return .number(
        try exactly { () throws(ExactError) in try total / Exact(present) })
    case .least: return numbers.min().map(Value.number) ?? .notApplicable
    case .greatest: return numbers.max().map(Value.number) ?? .notApplicable
    case .best: return grade(values) { $0.rank < $1.rank }
    case .worst: return grade(values) { $0.rank > $1.rank }
    case .howMany, .howManyEqual: return .missing
    }
  }

  private func grade(_ values: [Value], _ precedes: (Grade, Grade) -> Bool) -> Value {
    values.compactMap(\.grade).min(by: precedes).map { .present(.grade($0)) } ?? .notApplicable
  }
}
