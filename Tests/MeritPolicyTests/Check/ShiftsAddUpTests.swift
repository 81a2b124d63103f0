import MeritModel
import Testing

@testable import MeritPolicy

@Suite("exceptions whose steps add up")
struct ShiftsAddUpTests {
  private func found(_ exceptions: String) throws -> [Diagnostic] {
    let text = try #require(
      SmallPolicy.with(
        #"{ "id": "many_lost", "when": "lost >= 9", "atMost": "B" }"#, exceptions))
    return SmallPolicy.findings(text).filter { $0.code == .shiftsAddUp }
  }

  private static let one = #"{ "id": "lost", "when": "lost >= 9", "shift": -1 }"#

  @Test(
    "two that can both hold are told, with one exception to put in their place",
    arguments: [
      (#"{ "id": "few", "when": "deals < 2", "shift": -1 }"#, 2, "lost >= 9 or deals < 2"),
      (#"{ "id": "few", "when": "deals < 2", "shift": -2 }"#, 3, "lost >= 9 or deals < 2"),
      (
        #"{ "id": "few", "when": "deals > 1 and deals < 3", "shift": -1 }"#, 2,
        "lost >= 9 or (deals > 1 and deals < 3)"
      ),
    ])
  func told(other: String, grades: Int, either: String) throws {
    let told = try found("\(Self.one), \(other)")
    #expect(told.count == 1 && told.first?.severity == .hint)
    #expect(
      told.first?.message
        == "`lost`, `few` add up: who meets all of them moves \(grades) grades of `mark`")
    #expect(told.first?.help.contains("`\"when\": \"\(either)\"`") == true)
  }

  @Test(
    "one alone, two that go different ways, and one that never holds are not",
    arguments: [
      #"{ "id": "few", "when": "deals < 2", "shift": 1 }"#,
      #"{ "id": "few", "when": "deals < 2", "atMost": "B" }"#,
      #"{ "id": "few", "when": "deals < 0", "shift": -1 }"#,
    ])
  func silent(other: String) throws {
    #expect(try found(Self.one).isEmpty)
    #expect(try found("\(Self.one), \(other)").isEmpty)
  }
}
