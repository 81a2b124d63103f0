import MeritModel
import MeritPolicy

extension ExpressionEvaluation {
  /// A function over many values; those that do not exist by rule are skipped.
  func collected(
    _ collector: Collector, _ population: Population, _ inner: Expression
  ) throws(EvaluationFault) -> Value {
    switch population {
    case .rows: return try collectRows(collector, inner)
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

  /// What is collected of the rows at hand.
  private func collectRows(
    _ collector: Collector, _ inner: Expression
  ) throws(EvaluationFault) -> Value {
    var collection = CollectedValues(collector)
    var single = self
    for row in rows?.places ?? [] {
      single.rows?.turn(to: row)
      collection.add(try single.value(inner))
    }
    return try collection.value(needs: 1)
  }

  private func collect(
    _ collector: Collector, _ values: [Value], needs: Int
  ) throws(EvaluationFault) -> Value {
    var collection = CollectedValues(collector)
    for value in values { collection.add(value) }
    return try collection.value(needs: needs)
  }
}

/// What a collector makes of values that come one after another.
struct CollectedValues {
  private let collector: Collector
  /// For how many the condition holds, or how many equal the value that is counted.
  private var counted = 0
  private var present = 0
  private var isMissing = false
  private var sum = ExactSum()
  /// The least or the greatest so far.
  private var number: Exact?
  private var grade: Grade?
  private var fault: ExactError?

  init(_ collector: Collector) { self.collector = collector }

  /// Takes in the next value.
  mutating func add(_ value: Value) {
    switch collector {
    case .howMany: if value.isTrue { counted += 1 }
    case .howManyEqual(let scalar): if value == .present(scalar) { counted += 1 }
    default:
      if value == .missing { isMissing = true }
      if value.isPresent { present += 1 }
      if let number = value.number { add(number) }
      if let grade = value.grade { add(grade) }
    }
  }

  private mutating func add(_ next: Exact) {
    switch collector {
    case .total, .average:
      do { try sum.add(next) } catch { fault = fault ?? error }
    case .least: number = number.map { min($0, next) } ?? next
    case .greatest: number = number.map { max($0, next) } ?? next
    case .best, .worst, .howMany, .howManyEqual: return
    }
  }

  private mutating func add(_ next: Grade) {
    guard let best = grade else {
      grade = next
      return
    }
    let isBetter = collector == .best ? next.rank < best.rank : next.rank > best.rank
    if isBetter { grade = next }
  }

  /// The result; not applicable where fewer than `needs` values are present.
  func value(needs: Int) throws(EvaluationFault) -> Value {
    switch collector {
    case .howMany, .howManyEqual: return .number(Exact(counted))
    default: break
    }
    if isMissing { return .missing }
    guard present >= max(1, needs) else { return .notApplicable }
    if let fault { throw .arithmetic(fault) }
    switch collector {
    case .total: return .number(try exactly(sum.total))
    case .average:
      return .number(
        try exactly { () throws(ExactError) in try sum.total() / Exact(present) })
    case .least, .greatest: return number.map(Value.number) ?? .notApplicable
    case .best, .worst: return grade.map { .present(.grade($0)) } ?? .notApplicable
    case .howMany, .howManyEqual: return .missing
    }
  }
}
