import MeritModel

/// Reads an expression by the grammar of the language.
///
/// Limits: 10,000 bytes, 500 words, 64 levels of brackets; whoever walks the tree may so recurse.
package struct ExpressionParser {
  private static let depthLimit = 64
  private static let lengthLimit = 10_000

  private let text: String
  private let tokens: [ExpressionToken]
  private var next = 0
  private var depth = 0
  /// The brackets around the word at hand whose commas stand between values.
  private var lists: [ValueList] = []

  private enum ValueList { case arguments, items }

  /// Reads a whole text.
  package static func parse(_ text: String) throws(ExpressionFault) -> ExpressionSyntax {
    guard text.utf8.count <= lengthLimit else {
      throw ExpressionFault(
        code: .tooLarge, message: "the expression has more than \(lengthLimit) bytes",
        range: 0..<1, help: ExpressionReview.named)
    }
    var parser = ExpressionParser(text, try ExpressionLexer.tokens(text))
    guard parser.token.kind != .end else {
      throw parser.fault(
        .expressionSyntax, "the expression is empty", 0..<0,
        "write what it is, as `0`, or delete the key")
    }
    let expression = try parser.disjunction()
    guard parser.token.kind == .end else {
      throw parser.unexpected(
        "an operator or the end", help: parser.helpAfterEnd)
    }
    return expression
  }

  private init(_ text: String, _ tokens: [ExpressionToken]) {
    self.text = text
    self.tokens = tokens
  }

  private var token: ExpressionToken { tokens[next] }

  private mutating func disjunction() throws(ExpressionFault) -> ExpressionSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw fault(
        .tooLarge, "brackets are nested too deep", token.range, ExpressionReview.named)
    }
    let first = try negation()
    guard let word = connective else { return first }
    var terms = [first]
    while let another = connective {
      guard another == word else {
        let chain = first.range.lowerBound..<(terms.last ?? first).range.upperBound
        throw fault(
          .mixedAndOr, "`and` and `or` stand in one chain", token.range,
          "put brackets around the part that belongs together, "
            + "for example `(\(words(chain)))`")
      }
      next += 1
      terms.append(try negation())
    }
    let range = first.range.lowerBound..<(terms.last ?? first).range.upperBound
    return ExpressionSyntax(node: word == "and" ? .all(terms) : .any(terms), range: range)
  }

  private var connective: String? {
    if case .name(let name) = token.kind, name == "and" || name == "or" { name } else { nil }
  }

  private mutating func negation() throws(ExpressionFault) -> ExpressionSyntax {
    guard token.kind == .name("not") else { return try comparison() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw fault(.tooLarge, "`not` stands too often", token.range, "delete `not` twice")
    }
    let start = token.range.lowerBound
    next += 1
    let inner = try negation()
    return ExpressionSyntax(node: .not(inner), range: start..<inner.range.upperBound)
  }

  private mutating func comparison() throws(ExpressionFault) -> ExpressionSyntax {
    let left = try sum()
    if case .mark(let mark) = token.kind, let comparison = ComparisonOperator(rawValue: mark) {
      next += 1
      let right = try sum()
      if case .mark(let again) = token.kind, ComparisonOperator(rawValue: again) != nil {
        throw fault(
          .chainedComparison, "comparisons are chained", token.range,
          "write two comparisons: `and \(words(right.range)) \(again)` from here on")
      }
      return ExpressionSyntax(
        node: .comparison(comparison, left, right),
        range: left.range.lowerBound..<right.range.upperBound)
    }
    if take(name: "in") { return try membership(of: left) }
    if take(name: "is") { return try stateTest(of: left) }
    return left
  }

  private mutating func membership(
    of left: ExpressionSyntax
  ) throws(ExpressionFault) -> ExpressionSyntax {
    try expect("(")
    lists.append(.items)
    var items = [try literal()]
    while take(mark: ",") { items.append(try literal()) }
    lists.removeLast()
    let end = token.range.upperBound
    try expect(")")
    return ExpressionSyntax(
      node: .isOneOf(left, items), range: left.range.lowerBound..<end)
  }

  private mutating func stateTest(
    of left: ExpressionSyntax
  ) throws(ExpressionFault) -> ExpressionSyntax {
    let isNegated = take(name: "not")
    guard case .name(let name) = token.kind, let state = DataState(rawValue: name) else {
      throw unexpected(
        "`present`, `missing` or `not_applicable`",
        help: "write, for example, `is present`; values are compared with `=`")
    }
    let end = token.range.upperBound
    next += 1
    return ExpressionSyntax(
      node: .hasState(left, state, isNegated: isNegated), range: left.range.lowerBound..<end)
  }

  private mutating func sum() throws(ExpressionFault) -> ExpressionSyntax {
    var left = try product()
    while case .mark(let mark) = token.kind, mark == "+" || mark == "-" {
      next += 1
      left = joined(mark == "+" ? .plus : .minus, left, try product())
    }
    return left
  }

  private mutating func product() throws(ExpressionFault) -> ExpressionSyntax {
    var left = try unary()
    while case .mark(let mark) = token.kind, mark == "*" || mark == "/" {
      next += 1
      left = joined(mark == "*" ? .times : .dividedBy, left, try unary())
    }
    return left
  }

  private func joined(
    _ operation: ArithmeticOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> ExpressionSyntax {
    ExpressionSyntax(
      node: .arithmetic(operation, left, right),
      range: left.range.lowerBound..<right.range.upperBound)
  }

  private mutating func unary() throws(ExpressionFault) -> ExpressionSyntax {
    let start = token.range.lowerBound
    guard take(mark: "-") else { return try primary() }
    let inner = try primary()
    return ExpressionSyntax(node: .negated(inner), range: start..<inner.range.upperBound)
  }

  private mutating func literal() throws(ExpressionFault) -> ExpressionSyntax {
    let item = try unary()
    switch item.node {
    case .literal: return item
    case .negated(let inner):
      if case .literal = inner.node { return item }
    default: break
    }
    throw fault(
      .expressionSyntax, "only literals may stand in the list after `in`", item.range,
      "write texts in single quotes, as in `('A', 'B')`")
  }

  private mutating func primary() throws(ExpressionFault) -> ExpressionSyntax {
    let start = token
    switch start.kind {
    case .literal(let literal):
      if let number = splitNumber { throw number }
      next += 1
      return ExpressionSyntax(node: .literal(literal), range: start.range)
    case .mark("("):
      next += 1
      let inner = try disjunction()
      let end = token.range.upperBound
      try expect(")")
      return ExpressionSyntax(node: inner.node, range: start.range.lowerBound..<end)
    case .name(let name) where !Self.reserved.contains(name):
      next += 1
      return try pathOrCall(name, start.range)
    case .name(let word):
      throw unexpected("a value", help: "`\(word)` is a word of the language and no name")
    case .mark(let mark) where next > 0 && tokens[next - 1].kind == start.kind && mark != "(":
      throw unexpected("a value", help: "delete one `\(mark)`")
    default: throw unexpected("a value", help: "write a name, a number as `0`, or a text as `'B'`")
    }
  }

  private mutating func pathOrCall(
    _ name: String, _ range: Range<Int>
  ) throws(ExpressionFault) -> ExpressionSyntax {
    if take(mark: "(") {
      var arguments: [ExpressionSyntax] = []
      if token.kind != .mark(")") {
        lists.append(.arguments)
        arguments.append(try disjunction())
        while take(mark: ",") { arguments.append(try disjunction()) }
        lists.removeLast()
      }
      let end = token.range.upperBound
      try expect(")")
      return ExpressionSyntax(node: .call(name, arguments), range: range.lowerBound..<end)
    }
    var names = [name]
    var end = range.upperBound
    while take(mark: ".") {
      guard case .name(let part) = token.kind, !Self.reserved.contains(part) else {
        throw unexpected("a name after the point", help: "write the name, or delete the `.`")
      }
      names.append(part)
      end = token.range.upperBound
      next += 1
    }
    return ExpressionSyntax(node: .path(names), range: range.lowerBound..<end)
  }

  private mutating func take(mark: String) -> Bool {
    guard token.kind == .mark(mark) else { return false }
    next += 1
    return true
  }

  private mutating func take(name: String) -> Bool {
    guard token.kind == .name(name) else { return false }
    next += 1
    return true
  }

  private mutating func expect(_ mark: String) throws(ExpressionFault) {
    guard take(mark: mark) else {
      let isWord = if case .name = token.kind { true } else { false }
      throw unexpected("`\(mark)`", help: isWord ? helpAfterEnd : "add `\(mark)`")
    }
  }

  /// What two values side by side were meant to be.
  private var helpAfterEnd: String {
    switch token.kind {
    case .mark(let mark): "delete `\(mark)`"
    case .name(let name):
      WordsOfOthers(tokens: tokens, place: next, words: words).help
        ?? "join them, as in `and \(name)`; names hold no blanks, but `_`"
    default: "write an operator between the two, as in `=`"
    }
  }

  private func unexpected(_ expected: String, help: String) -> ExpressionFault {
    let found = token.kind == .end ? "the expression ends" : "`\(words(token.range))` stands here"
    return fault(.expressionSyntax, "\(expected) is expected, but \(found)", token.range, help)
  }

  private func words(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self).shortened
  }

  private func fault(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, _ help: String
  ) -> ExpressionFault {
    ExpressionFault(code: code, message: message, range: range, help: help)
  }

  /// The words of the language, which are no names.
  package static let reserved: Set<String> = [
    "and", "or", "not", "in", "is", "missing", "present", "not_applicable",
  ]
}

/// Commas inside of numbers: marks between thousands and decimal commas, which mean nothing here.
extension ExpressionParser {
  /// The fault of a number that a comma without a blank continues with digits.
  ///
  /// Two arguments have a blank between them, since `min(sales, 10,000)` has one more than its author
  /// sees. The items after `in` are numbers anyway, so there only a group as `000` tells.
  private var splitNumber: ExpressionFault? {
    guard case .literal(.number) = token.kind else { return nil }
    var parts = [words(token.range)]
    var end = token.range.upperBound
    var place = next + 1
    while place + 1 < tokens.count, tokens[place].kind == .mark(","),
      tokens[place].range.lowerBound == end, tokens[place + 1].range.lowerBound == end + 1,
      tokens[place + 1].isNumber
    {
      parts.append(words(tokens[place + 1].range))
      end = tokens[place + 1].range.upperBound
      place += 2
    }
    guard parts.count > 1 else { return nil }
    if lists.last == .items, !parts[1].hasPrefix("0") || !parts[1].isGroup { return nil }
    return splitNumber(parts, token.range.lowerBound..<end)
  }

  private func splitNumber(_ parts: [String], _ range: Range<Int>) -> ExpressionFault {
    let isGrouped =
      !parts[0].contains(".") && parts[0].utf8.count <= 3
      && parts.dropFirst().allSatisfy(\.isGroup)
    let whole = parts.dropLast().joined().replacing(".", with: "")
    let number = isGrouped ? parts.joined() : whole + "." + (parts.last ?? "")
    let values =
      lists.isEmpty
      ? "" : "; between two values stands a blank: `\(parts.joined(separator: ", "))`"
    return fault(
      .expressionSyntax,
      isGrouped ? "numbers have no marks between thousands" : "decimals take a point, no comma",
      range, "write `\(number)`" + values)
  }
}

extension ExpressionToken {
  fileprivate var isNumber: Bool {
    switch kind {
    case .literal(.number), .literal(.percent), .literal(.money): true
    default: false
    }
  }
}

extension String {
  /// Whether the text begins with three digits and no more, as what follows a mark between thousands.
  fileprivate var isGroup: Bool { prefix { $0.isNumber }.count == 3 }
}
