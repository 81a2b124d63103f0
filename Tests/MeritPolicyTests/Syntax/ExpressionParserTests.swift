import MeritModel
import MeritPolicy
import TestSupport
import Testing

struct ExpressionParserTests {
  /// Each expression with the tree that the grammar gives it, fully bracketed.
  @Test(arguments: [
    ("1", "1"), ("12.50", "25/2"), ("8%", "2/25%"), ("300 CNY", "300 CNY"), ("'B'", "'B'"),
    ("'it''s'", "'it's'"), ("''", "''"), ("date'2026-02-28'", "2026-02-28"),
    ("net_sales", "net_sales"), ("month.score", "month.score"), ("-5", "(- 5)"),
    ("1 + 2 - 3", "((1 + 2) - 3)"), ("1 + 2 * 3", "(1 + (2 * 3))"),
    ("(1 + 2) * 3", "((1 + 2) * 3)"),
    ("6 / 2 / 3", "((6 / 2) / 3)"), ("-a * b", "((- a) * b)"), ("a - -b", "(a - (- b))"),
    ("a = 1", "(a = 1)"), ("a <> 1", "(a <> 1)"), ("a<=1", "(a <= 1)"),
    ("a + 1 >= b", "((a + 1) >= b)"),
    ("a and b and c", "(and a b c)"), ("a or not b", "(or a (not b))"),
    ("not not a", "(not (not a))"),
    ("a = 1 and b = 2", "(and (a = 1) (b = 2))"), ("(a or b) and c", "(and (or a b) c)"),
    ("not a = 1", "(not (a = 1))"),
    ("g in ('A', 'B')", "(g in 'A' 'B')"), ("x in (-1, 2)", "(x in (- 1) 2)"),
    ("x is present", "(x is present)"), ("x is not missing", "(x is not missing)"),
    ("x is not_applicable", "(x is not_applicable)"),
    ("x in (1,2,300)", "(x in 1 2 300)"), ("max(1, 200)", "max(1, 200)"), ("f(x,200)", "f(x, 200)"),
    ("members()", "members()"),
    (
      "worst(last(2, quarter.grade)) >= 'B'",
      "(worst(last(2, quarter.grade)) >= 'B')"
    ),
    (
      "total(team_sales) >= 80% * total(team_target)",
      "(total(team_sales) >= (4/5% * total(team_target)))"
    ),
    ("\ta\n=\n1 ", "(a = 1)"),
  ]) func `an expression has the tree of the grammar`(text: String, tree: String) throws {
    #expect(try written(ExpressionParser.parse(text)) == tree)
  }

  @Test func `every part keeps its range`() throws {
    let marked = MarkedText("«a + 'é'» <= «f(x, 2)»")
    let syntax = try ExpressionParser.parse(marked.text)
    guard case .comparison(_, let left, let right) = syntax.node else {
      Issue.record("no comparison")
      return
    }
    #expect([left.range, right.range] == marked.ranges)
    #expect(syntax.range == 0..<marked.text.utf8.count)
  }

  @Test(arguments: [
    ("«»", "the expression is empty"), ("   ", "the expression is empty"),
    ("a +«»", "a value is expected, but the expression ends"),
    ("a + «)»", "a value is expected, but `)` stands here"),
    ("(a«»", "`)` is expected, but the expression ends"),
    ("a «b»", "an operator or the end is expected, but `b` stands here"),
    ("f(a, «)»", "a value is expected, but `)` stands here"),
    ("a.«»", "a name after the point is expected, but the expression ends"),
    ("a.«missing»", "a name after the point is expected, but `missing` stands here"),
    ("«and» a", "a value is expected, but `and` stands here"),
    ("a is «B»", "`B` means nothing here"),
    (
      "a is «gone»",
      "`present`, `missing` or `not_applicable` is expected, but `gone` stands here"
    ),
    ("a in «'A'»", "`(` is expected, but `'A'` stands here"),
    ("a in («b», 'A')", "only literals may stand in the list after `in`"),
    ("a «==» 1", "`==` means nothing here"), ("a «!=» 1", "`!=` means nothing here"),
    ("a «&&» b", "`&&` means nothing here"), ("a «≥» 1", "`≥` means nothing here"),
    ("a = «\"»B\"", "`\"` means nothing here"),
    ("a = «'B»", "the text that begins here is never closed"),
    ("«Sales»", "`Sales` means nothing here"), ("«_»a", "`_` means nothing here"),
    ("«date'2026-02-30'»", "`2026-02-30` is no date that exists"),
    ("300«CNY»", "`CNY` follows the number `300` directly"),
    ("1«e5»", "`e5` follows the number `1` directly"),
    ("3 «%»", "`%` means nothing here"),
    ("1«.»", "an operator or the end is expected, but `.` stands here"),
    ("--a", "a value is expected, but `-` stands here"),
  ]) func `a fault is one plain sentence at its place`(marked: String, message: String) {
    let input = MarkedText(marked)
    let fault = #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(input.text) }
    #expect(fault?.code == .expressionSyntax)
    #expect(fault?.message == message)
    if let range = input.ranges.first { #expect(fault?.range == range) }
  }

  @Test(arguments: [
    ("«1,000 EUR»", "numbers have no marks between thousands", "write `1000 EUR`"),
    ("«1,000,000» * a", "numbers have no marks between thousands", "write `1000000`"),
    ("«1,000.50 EUR»", "numbers have no marks between thousands", "write `1000.50 EUR`"),
    ("«2,5%» * a", "decimals take a point, no comma", "write `2.5%`"),
    ("«1.000,50 EUR»", "decimals take a point, no comma", "write `1000.50 EUR`"),
    (
      "min(a, «10,000 EUR»)", "numbers have no marks between thousands",
      "write `10000 EUR`; between two values stands a blank: `10, 000 EUR`"
    ),
    (
      "max(«2,5»)", "decimals take a point, no comma",
      "write `2.5`; between two values stands a blank: `2, 5`"
    ),
    (
      "a in («1,000», 2)", "numbers have no marks between thousands",
      "write `1000`; between two values stands a blank: `1, 000`"
    ),
    ("«netSales» > 1", "`netSales` means nothing here", "write `net_sales`"),
    (
      "a «between» 1 EUR and 5 EUR",
      "an operator or the end is expected, but `between` stands here",
      "write `a >= 1 EUR and a <= 5 EUR`"
    ),
    (
      "b = 1 and f(a «between» 1 and 5)", "`)` is expected, but `between` stands here",
      "write `a >= 1 and a <= 5`"
    ),
    (
      "2 «percent» of sales", "an operator or the end is expected, but `percent` stands here",
      "write the sign right after the number: `2% * sales`"
    ),
    (
      "b or kind «contains» 'a'", "an operator or the end is expected, but `contains` stands here",
      "no operation looks inside of a text: compare the whole, as in `kind = 'a'` or "
        + "`kind in ('…', '…')`"
    ),
    (
      "a «equals» 3", "an operator or the end is expected, but `equals` stands here",
      "write `a = 3`"
    ),
    (
      "a «b» c", "an operator or the end is expected, but `b` stands here",
      "join them, as in `and b`; names hold no blanks, but `_`"
    ),
  ]) func `words and commas of others are answered with what to write`(
    marked: String, message: String, help: String
  ) {
    let input = MarkedText(marked)
    let fault = #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(input.text) }
    #expect(fault?.message == message)
    #expect(fault?.help == help)
    #expect(fault?.range == input.ranges.first)
  }

  @Test(arguments: [
    ("a and b «or» c", DiagnosticCode.mixedAndOr), ("a or b or c «and» d", .mixedAndOr),
    ("1 <= a «<=» 2", .chainedComparison), ("a = b «<>» c", .chainedComparison),
  ]) func `mixed and chained expressions have codes of their own`(
    marked: String, code: DiagnosticCode
  ) {
    let input = MarkedText(marked)
    let fault = #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(input.text) }
    #expect(fault?.code == code)
    #expect(fault?.range == input.ranges[0])
    #expect(fault?.help != nil)
  }

  @Test(arguments: [
    String(repeating: "1+", count: 50_000) + "1", String(repeating: "(", count: 5000),
    String(repeating: "not ", count: 2000) + "a", String(repeating: "f(", count: 4000),
    String(repeating: "x", count: 100_000), String(repeating: "1+", count: 300) + "1",
    String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65),
  ]) func `an expression beyond the limits is refused at once`(text: String) {
    let fault = #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(text) }
    #expect(fault?.code == .tooLarge)
  }

  @Test func `an expression at the limits is read`() throws {
    _ = try ExpressionParser.parse(String(repeating: "1+", count: 249) + "1")
    _ = try ExpressionParser.parse(
      String(repeating: "(", count: 63) + "1" + String(repeating: ")", count: 63))
  }

  @Test func `a number that no exact value holds is refused`() {
    let fault = #expect(throws: ExpressionFault.self) {
      try ExpressionParser.parse(String(repeating: "9", count: 400))
    }
    #expect(fault?.message == "the number has too many digits")
  }
}

private func written(_ syntax: ExpressionSyntax) -> String {
  switch syntax.node {
  case .literal(.number(let value)): "\(value.numerator)" + over(value)
  case .literal(.percent(let value)): "\(value.numerator)" + over(value) + "%"
  case .literal(.money(let value, let currency)): "\(value) \(currency)"
  case .literal(.text(let text)): "'\(text)'"
  case .literal(.date(let day)): "\(day)"
  case .path(let names): names.joined(separator: ".")
  case .call(let name, let arguments):
    "\(name)(\(arguments.map(written).joined(separator: ", ")))"
  case .negated(let inner): "(- \(written(inner)))"
  case .not(let inner): "(not \(written(inner)))"
  case .arithmetic(let sign, let left, let right):
    "(\(written(left)) \(sign.rawValue) \(written(right)))"
  case .comparison(let sign, let left, let right):
    "(\(written(left)) \(sign.rawValue) \(written(right)))"
  case .all(let terms): "(and \(terms.map(written).joined(separator: " ")))"
  case .any(let terms): "(or \(terms.map(written).joined(separator: " ")))"
  case .isOneOf(let value, let items):
    "(\(written(value)) in \(items.map(written).joined(separator: " ")))"
  case .hasState(let value, let state, let isNegated):
    "(\(written(value)) is \(isNegated ? "not " : "")\(state.rawValue))"
  }
}

private func over(_ value: Exact) -> String {
  value.denominator == 1 ? "" : "/\(value.denominator)"
}
