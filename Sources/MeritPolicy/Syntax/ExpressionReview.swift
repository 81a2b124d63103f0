import MeritModel

/// Finds what makes an expression hard to read: hints, never errors.
package enum ExpressionReview {
  /// The most characters, operands of one chain of `and` or `or`, and levels of brackets.
  package static let (characters, terms, levels) = (120, 3, 1)

  /// The hints about an expression that has been parsed, in the order of their codes.
  package static func hints(_ text: String, _ syntax: ExpressionSyntax) -> [ExpressionFault] {
    let help = "give a part of it a name of its own"
    var hints: [ExpressionFault] = []
    if text.count > characters {
      hints.append(
        ExpressionFault(
          code: .expressionTooLong,
          message: "the expression has \(text.count) characters, more than \(characters)",
          range: 0..<text.utf8.count, help: help))
    }
    if let chain = syntax.longestChain, chain.operands > terms {
      hints.append(
        ExpressionFault(
          code: .tooManyTerms,
          message: "\(chain.operands) conditions stand in one chain, more than \(terms)",
          range: chain.range, help: help))
    }
    if let opened = bracket(beyond: levels, in: text) {
      hints.append(
        ExpressionFault(
          code: .nestedTooDeep, message: "brackets stand inside brackets",
          range: opened..<opened + 1, help: help))
    }
    return hints
  }

  /// The first bracket that opens one level too many; those of calls do not count.
  private static func bracket(beyond levels: Int, in text: String) -> Int? {
    var opened: [Bool] = []
    var before: ExpressionToken.Kind?
    for token in (try? ExpressionLexer.tokens(text)) ?? [] {
      if token.kind == .mark("(") {
        opened.append(!isCall(before))
        if opened.count(where: { $0 }) > levels { return token.range.lowerBound }
      } else if token.kind == .mark(")") {
        _ = opened.popLast()
      }
      before = token.kind
    }
    return nil
  }

  private static func isCall(_ before: ExpressionToken.Kind?) -> Bool {
    guard case .name(let name) = before else { return false }
    // After `in` stands a list, which nests nothing.
    return !["and", "or", "not"].contains(name)
  }
}

extension ExpressionSyntax {
  /// The chain of `and` or `or` with the most operands, and their number.
  fileprivate var longestChain: (operands: Int, range: Range<Int>)? {
    let inner = parts.compactMap(\.longestChain).max { $0.operands < $1.operands }
    switch node {
    case .all(let terms), .any(let terms):
      if let inner, inner.operands > terms.count { return inner }
      return (terms.count, range)
    default: return inner
    }
  }

  /// The expressions that stand directly inside this one.
  package var parts: [ExpressionSyntax] {
    switch node {
    case .literal, .path: []
    case .call(_, let arguments): arguments
    case .negated(let inner), .not(let inner): [inner]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
    case .all(let terms), .any(let terms): terms
    case .isOneOf(let value, let items): [value] + items
    case .hasState(let value, _, _): [value]
    }
  }
}
