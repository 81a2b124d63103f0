import MeritModel
import MeritPolicy

/// Where a rule stands while another period is asked for it.
struct Origin {
  let work: Workspace
  /// How the rule's names read in the period at hand; nil where the versions are the same.
  let lens: VersionLens?
}

extension ExpressionEvaluation {
  /// The evaluation moved to another period; nil where the subject does not exist there.
  func moved(to other: Workspace) -> ExpressionEvaluation? {
    guard let there = subject(in: other) else { return nil }
    let start = origin?.work ?? work
    var moved = ExpressionEvaluation(work: other, scene: scene, subject: there)
    moved.origin = Origin(work: start, lens: start.lens(to: other))
    moved.home = home.flatMap { home in
      work.timeline.groups(home.scope, from: work, to: other)[home.group].map {
        HomeGroup(scope: home.scope, group: $0)
      }
    }
    return moved
  }

  /// The person, if on the roster there, or the group of the same id.
  private func subject(in other: Workspace) -> Int? {
    switch scene.scope {
    case .employee: other.isIn(subject) ? subject : nil
    case .company: subject
    case let scope: work.timeline.groups(scope, from: work, to: other)[subject]
    }
  }

  /// The value in the period before, of the rule's own grain; missing where there is none.
  func previous(_ inner: Expression) throws(EvaluationFault) -> Value {
    guard let before = work.before, let there = moved(to: before) else {
      return .missing
    }
    let value = try there.value(inner)
    return value.isPresent ? value : .missing
  }

  /// For how many periods in a row, this one included, the condition holds.
  func streak(_ inner: Expression) throws(EvaluationFault) -> Value {
    var count = 0
    var current: Workspace? = work
    while let period = current, let there = moved(to: period) {
      guard try there.value(inner).isTrue else { break }
      count += 1
      current = period.before
    }
    return .number(Exact(count))
  }

  /// Whether the condition holds in this period and held in none before; absent is no.
  func firstTime(_ inner: Expression) throws(EvaluationFault) -> Value {
    guard try value(inner).isTrue else { return .present(.flag(false)) }
    var current = work.before
    while let period = current {
      if let there = moved(to: period), try there.value(inner).isTrue {
        return .present(.flag(false))
      }
      current = period.before
    }
    return .present(.flag(true))
  }

  /// The values of the last periods; nil where one of them has none.
  func lastValues(
    _ count: Int, _ grain: Grain, _ inner: Expression
  ) throws(EvaluationFault) -> [Value]? {
    var values: [Value] = []
    for period in work.last(count, grain) {
      guard let period, let there = moved(to: period) else { return nil }
      let value = try there.value(inner)
      guard value.isPresent else { return nil }
      values.append(value)
    }
    return values
  }

  /// The values of the parts of this period in which the subject exists.
  func partValues(_ grain: Grain, _ inner: Expression) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for part in work.parts(grain) {
      guard let there = moved(to: part) else { continue }
      values.append(try there.value(inner))
    }
    return values
  }

  /// The values of the members that the group has in each part of this period.
  func memberPartValues(_ grain: Grain, _ inner: Expression) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for part in work.parts(grain) {
      guard let there = moved(to: part) else { continue }
      values += try there.memberValues(inner)
    }
    return values
  }

  /// The values of the group's members in this period.
  func memberValues(_ inner: Expression) throws(EvaluationFault) -> [Value] {
    let home = HomeGroup(scope: scene.scope, group: subject)
    var values: [Value] = []
    for person in work.members(of: subject, for: rule) {
      var member = ExpressionEvaluation(
        work: work, scene: scene.asMember, subject: person, home: home)
      member.origin = origin
      member.opening = opening
      values.append(try member.value(inner))
    }
    return values
  }
}
