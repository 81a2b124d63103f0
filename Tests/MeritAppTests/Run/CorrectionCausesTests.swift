import Testing

@testable import MeritApp

/// Why a closed period comes out differently, in words.
@Suite struct CorrectionCausesTests {
  private let remote = "what it reads of other periods changed"

  @Test func `there is always a cause`() {
    let none = CorrectionCauses()
    #expect(none.all == [remote])
    #expect(none.words(for: "E1") == remote)
  }

  @Test func `the book is a cause where nothing else is`() {
    var causes = CorrectionCauses()
    causes.isBookChanged = true
    #expect(causes.all == ["merit.json changed"])
    #expect(causes.words(for: "E1") == "merit.json changed")
    causes.tables = [("sales", .files(["data/sales.csv"]))]
    #expect(causes.all == ["sales: data/sales.csv changed"])
    #expect(causes.words(for: "E1") == "sales: data/sales.csv changed")
  }

  @Test func `the policy stands beside what changed`() {
    var causes = CorrectionCauses()
    causes.policy = "the policy 1 was edited"
    causes.people = ["E2": "another row decides"]
    #expect(causes.all == ["the policy 1 was edited", "roster: the rows of 1 person"])
    #expect(
      causes.words(for: "E1")
        == "of other people: roster: the rows of 1 person; the policy 1 was edited")
    #expect(causes.words(for: "E2") == "roster: another row decides; the policy 1 was edited")
  }
}
