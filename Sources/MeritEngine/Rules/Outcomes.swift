import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// An outcome that is no money.
  func outcome(_ outcome: OutcomeRule) throws(EvaluationFault) -> Shaped {
    switch outcome {
    case .requires(let lines, let anyOf): return try checklist(lines, anyOf)
    case .assign(let assignments): return try self.assignments(assignments)
    case .table(let table):
      let (value, inputs, row) = try lookup(table)
      trace?.derivation = .table(name: table.name, inputs: inputs, row: row.map { $0 + 1 })
      return Shaped(value == .present(.text("none")) ? .notApplicable : value)
    }
  }

  private func checklist(
    _ lines: [Requirement], _ anyOf: [Requirement]
  ) throws(EvaluationFault) -> Shaped {
    var isSettled = false
    var results: [Value] = []
    results.reserveCapacity(lines.count + anyOf.count)
    var parts: [Derivation.RequirementPart] = []
    for line in lines + anyOf {
      let check = try expressions.value(line.check)
      let value = try line.handlers.applied(to: check, in: expressions)
      if !value.isPresent, line.handlers.action(for: check) != nil { isSettled = true }
      let result = Self.passed(value)
      results.append(result)
      guard trace != nil else { continue }
      let sides = try sides(line.check.root)
      parts.append(
        Derivation.RequirementPart(
          id: line.id, check: line.check.text, result: result, sides: sides,
          operands: sides == nil ? operands(line.check) : []))
    }
    trace?.derivation = .requirements(lines: parts)
    let state = results.reduce(Value.present(.flag(true))) { $0.combined(with: $1) }
    guard state.isPresent else { return Shaped(state, isSettled: isSettled, parts: results) }
    let all = results.prefix(lines.count).allSatisfy { $0 == .pass }
    let any = anyOf.isEmpty || results.suffix(anyOf.count).contains(.pass)
    return Shaped(all && any ? .eligible : .notEligible, parts: results)
  }

  /// Both sides of a single comparison, where somebody wants to be told.
  private func sides(
    _ condition: Expression
  ) throws(EvaluationFault) -> Derivation.ComparedSides? {
    guard trace != nil, case .comparison(let comparison, let own, let needed) = condition else {
      return nil
    }
    let isStreak = if case .streak = own { true } else { false }
    let kind: Kind = if case .figure(let id) = own { work.policy[id].kind } else { .number }
    return Derivation.ComparedSides(
      comparison: comparison, own: try expressions.value(own),
      needed: try expressions.value(needed), isStreak: isStreak,
      kind: kind.isNumeric ? kind : .number)
  }

  /// The result of a line by its condition.
  static func passed(_ value: Value) -> Value {
    guard case .present(.flag(let flag)) = value else { return value }
    return flag ? .pass : .fail
  }

  private func assignments(_ assignments: [Assignment]) throws(EvaluationFault) -> Shaped {
    var isSettled = false
    var ids: [String] = []
    var parts: [Derivation.AssignmentPart] = []
    var state = Value.present(.flag(true))
    for assignment in assignments {
      let condition = try expressions.value(assignment.when)
      let value = try assignment.handlers.applied(to: condition, in: expressions)
      if !value.isPresent, assignment.handlers.action(for: condition) != nil { isSettled = true }
      state = state.combined(with: value)
      let holds = value.isTrue
      if holds { ids.append(assignment.id) }
      guard trace != nil else { continue }
      let sides = try sides(assignment.when.root)
      parts.append(
        Derivation.AssignmentPart(
          id: assignment.id, when: assignment.when.text, holds: holds, sides: sides,
          operands: sides == nil ? operands(assignment.when) : []))
    }
    trace?.derivation = .assignments(lines: parts)
    guard state.isPresent else { return Shaped(state, isSettled: isSettled) }
    return Shaped(.assigned(ids))
  }
}

extension Value {
  static let pass = Value.present(.text("pass"))
  static let fail = Value.present(.text("fail"))
  static let eligible = Value.present(.text("eligible"))
  static let notEligible = Value.present(.text("not-eligible"))

  /// The ids that are assigned, in the order of their scalars.
  static func assigned(_ ids: [String]) -> Value {
    let sorted = ids.sorted(by: precedes)
    return .present(.text(sorted.joined(separator: ";")))
  }
}
