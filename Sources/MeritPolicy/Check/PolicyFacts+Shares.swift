import MeritModel

extension PolicyFacts {
  /// Whether a quotient is a share: the rows above are some of the rows below.
  func isShare(_ of: CompiledExpression, _ to: CompiledExpression) -> Bool {
    guard case .figure(let part) = of.root, case .figure(let whole) = to.root,
      case .rows(let some)? = policy[part].measure?.shape,
      case .rows(let all)? = policy[whole].measure?.shape, policy[part].scope == policy[whole].scope
    else { return false }
    return isPart(some, of: all)
  }

  private func isPart(_ part: RowAggregate, of whole: RowAggregate) -> Bool {
    guard part.table == whole.table, part.window == whole.window,
      whole.condition.map({ isImplied($0.root, by: part.condition?.root) }) ?? true,
      part.whenNoRows == .value(.number(.zero)), whole.needsRows <= part.needsRows
    else { return false }
    switch (part.function, whole.function) {
    case (.count, .count): return true
    case (.distinct(let more), .distinct(let fewer)):
      return part.column == whole.column && more >= fewer
    case (.distinct, .count): return true
    case (.sum, .sum):
      let cells = whole.column.map { range($0, of: policy.inputs[whole.table]) } ?? .any
      return part.column == whole.column && !cells.canBeNegative
    default: return false
    }
  }

  /// Whether every term of a condition stands in another one.
  private func isImplied(_ wanted: Expression, by known: Expression?) -> Bool {
    let given = known.map(\.terms) ?? []
    return wanted.terms.allSatisfy { given.contains($0) }
  }
}

extension Expression {
  /// The terms that all must hold.
  var terms: [Expression] {
    if case .all(let terms) = self { terms.flatMap(\.terms) } else { [self] }
  }
}
