import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Seats by rounding, and seats that are freed by exceptions.
@Suite struct SeatLadderTests {
  private static let grades = GradeSet(name: "abc", grades: ["A", "B", "C"]).grades

  private static func seats(_ counts: [Int]) -> [(grade: Grade, count: Int)] {
    zip(grades, counts).map { ($0, $1) }
  }

  private static func given(
    _ counts: [Int], _ ceilings: [Int: Grade], _ ties: String, _ blocks: [[Int]]
  ) -> String {
    let grades = SeatLadder(seats(counts), ceilings: ceilings, ties: ties)
      .grades(blocks.map { $0[...] })
    return blocks.joined().map { grades[$0]?.name ?? "?" }.joined()
  }

  @Test func `a person with a ceiling frees the seat for the next`() {
    let ceilings = [1: Self.grades[2]]
    #expect(Self.given([1, 1, 1], ceilings, "employee-id", [[1], [2], [3]]) == "CAB")
    #expect(Self.given([1, 1, 1], [:], "employee-id", [[1], [2], [3]]) == "ABC")
  }

  @Test func `a ceiling whose seats are gone holds all the same`() {
    let ceilings = [3: Self.grades[1]]
    #expect(Self.given([3, 0, 0], ceilings, "employee-id", [[1], [2], [3]]) == "AAB")
  }

  @Test(arguments: ["better-grade", "worse-grade"])
  func `a seat that nobody may have is one more of the next grade`(ties: String) {
    let ceilings = [1: Self.grades[1], 2: Self.grades[1], 3: Self.grades[1]]
    #expect(Self.given([1, 1, 1], ceilings, ties, [[1, 2], [3]]) == "BBC")
  }

  @Test func `nobody slips in behind a block that does not fit, and its seats wait`() {
    #expect(Self.given([1, 1, 2], [:], "worse-grade", [[1, 2, 3], [4]]) == "CCCC")
    #expect(Self.given([2, 1, 1], [:], "worse-grade", [[1], [2, 3], [4]]) == "ABBC")
  }

  @Test(arguments: [
    ("better-grade", "AAC"), ("worse-grade", "BBC"), ("employee-id", "ABC"),
  ])
  func `a block takes the grade of its first or last place`(ties: String, grades: String) {
    #expect(Self.given([1, 1, 1], [:], ties, [[1, 2], [3]]) == grades)
  }

  @Test func `a ceiling inside a block is worse than the block`() {
    let ceilings = [1: Self.grades[2]]
    #expect(Self.given([2, 1, 1], ceilings, "better-grade", [[1, 2], [3], [4]]) == "CAAB")
  }

  @Test(arguments: [
    // 9 people: 0.45 → 0 and 0.9 → 1; the last listed takes the rest.
    (9, [0, 1, 8]), (10, [1, 1, 8]), (1, [0, 0, 1]), (0, [0, 0, 0]),
  ])
  func `rounded seats leave the rest to the grade that is listed last`(
    size: Int, counts: [Int]
  ) throws {
    let shares = zip(Self.grades, ["0.05", "0.1", "0.85"]).map { (grade: $0, share: exact($1)) }
    let quota = Quota(
      within: .team, groupNeeds: 1, smallGroups: "as-is", shares: shares, order: [],
      ties: "employee-id", seatRounding: Rounding(step: .one, mode: .halfUp))
    #expect(try quota.seats(groupOf: size).map(\.count) == counts)
  }

  @Test func `rounded seats are never more than what is left`() throws {
    let shares = zip(Self.grades, ["0.5", "0.5", "0"]).map { (grade: $0, share: exact($1)) }
    let quota = Quota(
      within: .team, groupNeeds: 1, smallGroups: "as-is", shares: shares, order: [],
      ties: "employee-id", seatRounding: Rounding(step: .one, mode: .halfUp))
    #expect(try quota.seats(groupOf: 3).map(\.count) == [2, 1, 0])
  }
}
