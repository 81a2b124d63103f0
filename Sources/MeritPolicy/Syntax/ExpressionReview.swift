import MeritModel

/// Finds what makes an expression hard to read: hints, never errors.
package enum ExpressionReview {
  /// The most characters, operands of one chain of `and` or `or`, and levels of brackets.
  package static let (characters, terms, levels) = (120, 3, 1)

  /// The hints about an expression that has been parsed, in the order of their codes.
  package static func hints(_ text: String, _ syntax: ExpressionSyntax) -> [ExpressionFault] {
    var hints: [ExpressionFault] = []
    if text.count > characters {
      hints.append(
        ExpressionFault(
          code: .expressionTooLong,
          message: "the expression has \(text.count) characters, more than \(characters)",
          range: 0..<text.utf8.count, help: help(part(of: syntax), text)))
    }
    if let chain = syntax.longestChain, chain.operands > terms {
      hints.append(
        ExpressionFault(
          code: .tooManyTerms,
          message: "\(chain.operands) conditions stand in one chain, more than \(terms)",
          range: chain.range, help: help(part(of: syntax), text)))
    }
    if let inner = bracket(beyond: levels, in: text) {
      hints.append(
        ExpressionFault(
          code: .nestedTooDeep, message: "brackets stand inside brackets",
          range: inner.lowerBound..<inner.lowerBound + 1,
          help: help(inner.lowerBound + 1..<inner.upperBound - 1, text)))
    }
    return hints
  }

  /// What to do where no one part can be told.
  static let named = "give parts of it names of their own, as measures with a `\"formula\"`"

  /// What to do with a part that a name may stand for.
  private static func help(_ part: Range<Int>, _ text: String) -> String {
    let bytes = Array(text.utf8)
    guard part.lowerBound >= 0, part.upperBound <= bytes.count, part.count <= 120 else {
      return named
    }
    return "give a part of it a name of its own, for example to "
      + "`\(String(decoding: bytes[part], as: UTF8.self))`"
  }

  /// The first operands of the longest chain: what a name may stand for.
  private static func part(of syntax: ExpressionSyntax) -> Range<Int> {
    syntax.longestChain?.first ?? syntax.range
  }

  /// The first brackets that open one level too many; those of calls do not count.
  private static func bracket(beyond levels: Int, in text: String) -> Range<Int>? {
    var opened: [(isNesting: Bool, at: Int)] = []
    var before: ExpressionToken.Kind?
    var found: Int?
    for token in (try? ExpressionLexer.tokens(text)) ?? [] {
      if token.kind == .mark("(") {
        opened.append((!isCall(before), token.range.lowerBound))
        if found == nil, opened.count(where: \.isNesting) > levels {
          found = token.range.lowerBound
        }
      } else if token.kind == .mark(")") {
        if let last = opened.popLast(), last.at == found {
          return last.at..<token.range.upperBound
        }
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
  fileprivate var longestChain: (operands: Int, range: Range<Int>, first: Range<Int>)? {
    let inner = parts.compactMap(\.longestChain).max { $0.operands < $1.operands }
    switch node {
    case .all(let terms), .any(let terms):
      if let inner, inner.operands > terms.count { return inner }
      // The bracket around a chain belongs to its range, so the operands say where it begins.
      let named = terms.prefix(min(ExpressionReview.terms, max(2, terms.count - 2)))
      let start = terms.first?.range.lowerBound ?? range.lowerBound
      return (terms.count, range, start..<(named.last?.range.upperBound ?? start))
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
