import MeritModel
import Testing

@testable import MeritPolicy

@Suite("seats that grades share, and tiers on what is counted")
struct SharedSeatsAndPricesTests {
  private func seats(_ rows: String) throws -> [Diagnostic] {
    let text = try #require(
      SmallPolicy.with(
        #""exceptions": [ { "id": "many_lost""#,
        #""limits": { "within": "team", "order": [ { "by": "won", "best": "high" } ], "#
          + #""ties": "better-grade", "seats": [ \#(rows) ] }, "exceptions": [ { "id": "many_lost""#
      ))
    return SmallPolicy.findings(text).filter { $0.severity == .error }
  }

  @Test(arguments: [
    #"{ "is": ["A", "B"], "count": 3 }"#, #"{ "is": ["B", "A"], "count": 3 }"#,
    #"{ "is": "A", "count": 1 }, { "is": ["A", "B"], "count": 3 }"#,
    #"{ "is": ["A"], "count": 3 }"#,
  ])
  func `neighbouring grades may share seats`(rows: String) throws {
    #expect(try seats(rows).isEmpty)
  }

  @Test(arguments: [
    (#"{ "is": ["A", "C"], "count": 3 }"#, DiagnosticCode.wrongShape, "follow each other"),
    (#"{ "is": ["A", "A"], "count": 3 }"#, .wrongShape, "each once"),
    (#"{ "is": ["B", "C"], "count": 3 }"#, .wrongShape, "the worst grade `C`"),
    (
      #"{ "is": ["A", "B"], "count": 3 }, { "is": ["B", "A"], "count": 2 }"#, .definedTwice,
      "`A`, `B`"
    ),
    (#"{ "is": [], "count": 3 }"#, .wrongShape, "the list is empty"),
  ])
  func `others are refused`(rows: String, code: DiagnosticCode, says: String) throws {
    let found = try seats(rows)
    #expect(found.first?.code == code, "\(found)")
    #expect(found.first?.message.contains(says) == true, "\(found)")
  }

  private func each(_ use: String, changes: [(String, String)] = []) throws -> [Diagnostic] {
    var text = try #require(
      SmallPolicy.with(
        #"{ "tiers": "commission", "on": "won" }"#, "{ \"tiers\": \"commission\", \(use) }"))
    for (old, new) in changes { text = try #require(SmallPolicy.with(old, new, in: text)) }
    return SmallPolicy.findings(text).filter { $0.severity == .error }
  }

  @Test(arguments: [#""100 CNY""#, #""base""#, #""base * 2""#])
  func `a count goes by the price of each`(price: String) throws {
    #expect(try each(#""on": "deals", "each": \#(price)"#).isEmpty)
  }

  @Test(arguments: [
    (#""on": "won", "each": "100 CNY""#, DiagnosticCode.kindMismatch, "goes with a count"),
    (#""on": "deals", "each": "share""#, .kindMismatch, "`each` takes money, not percent"),
    (#""on": "deals", "each": "100 CNY", "reversing": "won""#, .unknownKey, "`reversing`"),
  ])
  func `what fits no price is refused`(use: String, code: DiagnosticCode, says: String) throws {
    let found = try each(use)
    #expect(found.first?.code == code, "\(found)")
    #expect(found.first?.message.contains(says) == true, "\(found)")
  }

  @Test func `rows that pay sums go by no price`() throws {
    let found = try each(
      #""on": "deals", "each": "100 CNY""#,
      changes: [
        (#""method": "marginal""#, #""method": "whole""#), (#""rate": "3%""#, #""pays": 3"#),
        (#""rate": "5%""#, #""pays": 5"#),
      ])
    #expect(found.map(\.code) == [.wrongShape], "\(found)")
    #expect(found.first?.message.contains("pay sums") == true)
  }
}
