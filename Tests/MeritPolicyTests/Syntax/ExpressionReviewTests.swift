import MeritModel
import MeritPolicy
import TestSupport
import Testing

struct ExpressionReviewTests {
  private func hints(_ text: String) throws -> [ExpressionFault] {
    ExpressionReview.hints(text, try ExpressionParser.parse(text))
  }

  @Test(arguments: [(120, []), (121, [DiagnosticCode.expressionTooLong])])
  func `one hundred and twenty characters are fine`(count: Int, codes: [DiagnosticCode]) throws {
    // Characters, not bytes: the text literal holds two of three bytes each.
    let text = "a = '中文" + String(repeating: "x", count: count - 8) + "'"
    #expect(text.count == count)
    #expect(try hints(text).map(\.code) == codes)
  }

  @Test func `three conditions are fine, a fourth is told with their number`() throws {
    #expect(try hints("a and b and c").isEmpty)
    let marked = MarkedText("x or («a and b and c and d»)")
    let found = try hints(marked.text)
    #expect(found.map(\.code) == [.tooManyTerms])
    #expect(found[0].message == "4 conditions stand in one chain, more than 3")
  }

  @Test(arguments: [
    "(a + b) * c", "worst(last(2, (x))) >= 'B'", "f(g(h(x)))", "(a or b) and (c or d)",
    "x in ('A', 'B') and (y in (1, 2) or z)", "(min(a, b) - 1) * 2",
  ]) func `one level of brackets is fine, calls and lists do not count`(text: String) throws {
    #expect(try hints(text).isEmpty)
  }

  @Test(arguments: ["«(»a + b)", "(a * «(»b + c))", "(f«(»x) + «(»y))", "(not «(»a or b))"])
  func `brackets inside brackets are told at the inner one`(marked: String) throws {
    let input = MarkedText(marked)
    let expected = marked.hasPrefix("«") ? [] : [input.ranges.last]
    #expect(try hints(input.text).map(\.range) == expected)
  }

  @Test func `they are hints`() {
    for code in [DiagnosticCode.expressionTooLong, .tooManyTerms, .nestedTooDeep] {
      #expect(code.severity == .hint)
    }
  }
}
