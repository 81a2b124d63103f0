import MeritModel
import MeritPolicy

extension ExpressionEvaluation {
  /// A function over the members of the rule's group; members without a value by rule are skipped.
  func collected(
    _ collector: Collector, _ population: Population, _ inner: Expression
  ) throws(EvaluationFault) -> Value {
    guard population == .members else { throw .notComputed("the periods inside this one") }
    var values: [Value] = []
    let asMember = RuleScene(employeeRule, of: work.policy)
    let home = HomeGroup(scope: scene.scope, group: subject)
    for person in work.members(of: subject, for: rule) {
      let member = ExpressionEvaluation(
        work: work, scene: asMember, subject: person, home: home)
      values.append(try member.value(inner))
    }
    return try collect(collector, values)
  }

  /// The rule as seen by one member.
  private var employeeRule: Rule {
    Rule(
      id: rule.id, name: rule.name, label: rule.label, note: nil, source: nil, grain: rule.grain,
      scope: .employee, kind: rule.kind, rounding: nil, handlers: .none, place: rule.place,
      body: rule.body)
  }

  private func collect(
    _ collector: Collector, _ values: [Value]
  ) throws(EvaluationFault) -> Value {
    switch collector {
    case .howMany:
      return .number(Exact(values.count { $0 == .present(.flag(true)) }))
    case .howManyEqual(let scalar):
      return .number(Exact(values.count { $0 == .present(scalar) }))
    default: break
    }
    if values.contains(.missing) { return .missing }
    let present = values.filter(\.isPresent)
    guard !present.isEmpty else { return .notApplicable }
    let numbers = present.compactMap(\.number)
    switch collector {
    case .total: return .number(try sum(numbers))
    case .average:
      let total = try sum(numbers)
      return .number(
        try exactly { () throws(ExactError) in try total / Exact(numbers.count) })
    case .least: return numbers.min().map(Value.number) ?? .notApplicable
    case .greatest: return numbers.max().map(Value.number) ?? .notApplicable
    case .best: return grade(present) { $0.rank < $1.rank }
    case .worst: return grade(present) { $0.rank > $1.rank }
    case .howMany, .howManyEqual: return .missing
    }
  }

  private func grade(_ values: [Value], _ precedes: (Grade, Grade) -> Bool) -> Value {
    values.compactMap(\.grade).min(by: precedes).map { .present(.grade($0)) } ?? .notApplicable
  }
}
