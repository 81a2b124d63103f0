package import MeritModel

/// An expression as written: names unresolved, every part with its range in the text.
package struct ExpressionSyntax: Sendable {
  /// What a part is.
  package indirect enum Node: Sendable {
    case literal(LiteralSyntax)
    /// A dotted name.
    case path([String])
    case call(String, [ExpressionSyntax])
    case negated(ExpressionSyntax)
    case not(ExpressionSyntax)
    case arithmetic(ArithmeticOperator, ExpressionSyntax, ExpressionSyntax)
    case comparison(ComparisonOperator, ExpressionSyntax, ExpressionSyntax)
    case all([ExpressionSyntax])
    case any([ExpressionSyntax])
    case isOneOf(ExpressionSyntax, [ExpressionSyntax])
    case hasState(ExpressionSyntax, DataState, isNegated: Bool)
  }

  package let node: Node
  /// The bytes of the expression's text that the part takes.
  package let range: Range<Int>
}

/// A literal as written.
package enum LiteralSyntax: Hashable, Sendable {
  case number(Exact)
  /// The fraction that the percent means.
  case percent(Exact)
  case money(Exact, currency: String)
  case text(String)
  case date(CalendarDay)
}

/// A fault of an expression's text.
package struct ExpressionFault: Error, Hashable, Sendable {
  package let code: DiagnosticCode
  package let message: String
  package let range: Range<Int>
  package let help: String
}
