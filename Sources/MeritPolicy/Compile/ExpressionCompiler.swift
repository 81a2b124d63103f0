import MeritModel

/// Resolves the names of one expression and infers its kind.
struct ExpressionCompiler {
  /// A part that is resolved; the kind is nil after a fault, so that it is told once only.
  struct Typed {
    let expression: Expression
    let kind: Kind?
    var isLiteral = false
    /// A percent times a bare number, which may stand for either.
    var isScaledPercent = false

    static let faulty = Typed(expression: .literal(.flag(false)), kind: nil)
  }

  let names: NameTable
  let findings: FindingCollector
  let node: JSONNode
  /// What the expression names, for reach and for unused definitions.
  private(set) var used: Set<String> = []

  init(names: NameTable, findings: FindingCollector, node: JSONNode) {
    self.names = names
    self.findings = findings
    self.node = node
  }

  mutating func compile(_ text: String, in context: ExpressionContext) -> CompiledExpression? {
    let syntax: ExpressionSyntax
    do { syntax = try ExpressionParser.parse(text) } catch {
      fault(error.code, error.message, error.range, help: error.help)
      return nil
    }
    for hint in ExpressionReview.hints(text, syntax) {
      fault(hint.code, hint.message, hint.range, help: hint.help)
    }
    let before = findings.diagnostics.count
    let typed = typed(syntax, context)
    guard let kind = typed.kind, !findings.diagnostics.dropFirst(before).contains(where: isError)
    else { return nil }
    let place = findings.place(node)
    return CompiledExpression(text: text, root: typed.expression, kind: kind, place: place)
  }

  private func isError(_ diagnostic: Diagnostic) -> Bool { diagnostic.severity == .error }

  /// Reports a fault at a range of the expression.
  func fault(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String
  ) {
    findings.report(code, message, part: range, of: node, help: help)
  }

  mutating func typed(_ syntax: ExpressionSyntax, _ context: ExpressionContext) -> Typed {
    switch syntax.node {
    case .literal(let literal): return self.literal(literal, syntax.range)
    case .path(let path): return self.path(path, syntax.range, context)
    case .call(let name, let arguments):
      return call(name, arguments, syntax.range, context)
    case .negated(let inner):
      let value = typed(inner, context)
      guard let kind = value.kind else { return .faulty }
      guard kind.isNumeric else { return wrongKind(inner.range, "a number", kind) }
      return Typed(expression: .negated(value.expression), kind: kind, isLiteral: value.isLiteral)
    case .not(let inner):
      let value = condition(inner, context)
      return Typed(expression: .not(value.expression), kind: value.kind)
    case .all(let terms): return joined(terms, context) { .all($0) }
    case .any(let terms): return joined(terms, context) { .any($0) }
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, syntax.range, context)
    case .comparison(let comparison, let left, let right):
      return compared(comparison, left, right, syntax.range, context)
    case .isOneOf(let value, let items): return membership(value, items, context)
    case .hasState(let value, let state, let isNegated):
      let inner = typed(value, context)
      guard inner.kind != nil else { return .faulty }
      return Typed(
        expression: .hasState(inner.expression, state, isNegated: isNegated), kind: .flag)
    }
  }

  private func literal(_ literal: LiteralSyntax, _ range: Range<Int>) -> Typed {
    switch literal {
    case .number(let number):
      return Typed(expression: .literal(.number(number)), kind: .number, isLiteral: true)
    case .percent(let fraction):
      return Typed(expression: .literal(.number(fraction)), kind: .percent)
    case .money(let amount, let currency):
      guard currency == names.currency else {
        fault(
          .kindMismatch, "the policy's currency is `\(names.currency)`, not `\(currency)`", range,
          help: "write `\(amount) \(names.currency)`, if that is the amount in \(names.currency)")
        return .faulty
      }
      return Typed(expression: .literal(.number(amount)), kind: .money)
    case .text(let text):
      return Typed(expression: .literal(.text(text)), kind: .text, isLiteral: true)
    case .date(let day): return Typed(expression: .literal(.day(day)), kind: .date)
    }
  }

  mutating func condition(_ syntax: ExpressionSyntax, _ context: ExpressionContext) -> Typed {
    let value = typed(syntax, context)
    guard let kind = value.kind else { return .faulty }
    guard kind == .flag else { return wrongKind(syntax.range, "a condition", kind) }
    return value
  }

  private mutating func joined(
    _ terms: [ExpressionSyntax], _ context: ExpressionContext, _ join: ([Expression]) -> Expression
  ) -> Typed {
    var parts: [Typed] = []
    for term in terms { parts.append(condition(term, context)) }
    guard parts.allSatisfy({ $0.kind != nil }) else { return .faulty }
    return Typed(expression: join(parts.map(\.expression)), kind: .flag)
  }

  /// The words of a range of the expression.
  func text(of range: Range<Int>) -> String {
    guard case .text(let text) = node.content else { return "it" }
    return String(decoding: Array(text.utf8)[range], as: UTF8.self).shortened
  }

  func wrongKind(_ range: Range<Int>, _ expected: String, _ kind: Kind) -> Typed {
    let words = text(of: range)
    fault(
      .kindMismatch, "\(expected) is expected here, not \(kind.name)", range,
      help: KindHelp(names: names).help(words, kind, expected: expected))
    return .faulty
  }

  mutating func note(_ name: String) { used.insert(name) }
}
