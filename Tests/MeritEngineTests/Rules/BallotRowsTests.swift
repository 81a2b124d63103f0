import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Rows of ballots, put together and averaged.
@Suite struct BallotRowsTests {
  @Test("rows come together by text, in the order of texts and then in their own")
  func byText() {
    // Row 4 has no text, and no row the text of number 1.
    let numbers: [Int32] = [2, 0, 2, 3, -1, 0]
    #expect(
      RowsByText(0..<6, numbers).groups.map(Array.init) == [[4], [1, 5], [0, 2], [3]])
    #expect(RowsByText([5, 2, 0, 1], numbers).groups.map(Array.init) == [[5, 1], [2, 0]])
    #expect(RowsByText(0..<0, []).groups.isEmpty)
  }

  @Test("rows are asked one by one, or those of each ballot together, seen by their first")
  func asked() {
    let scores = [90, 70, 40, 70].map { Value.number(Exact($0)) }
    let list = RowList(
      starts: [0, 4], columns: [scores], places: (2..<6).map { (file: 0, line: $0) },
      files: ["b.csv"])
    // The column 2 of the input is the only one that is read.
    let rows = AskedRows(BallotRows(list, columns: [2]), ballots: [[3, 0], [], [2]])
    let all = rows.places(of: [0, 1, 2])
    #expect(all.places == [3, 0, 2])
    #expect(all.counts == [2, 0, 1])
    #expect(rows.values(2, of: [2, 0, 1]) == [scores[2], scores[3], .missing])
    #expect(rows.oneByOne.values(2, of: [1, 3]) == [scores[1], scores[3]])
    #expect(rows.oneByOne.values(0, of: [1]) == [.missing])
    #expect(rows.oneByOne.places(of: [1, 3]).counts == [1, 1])
  }

  @Test(
    "the mean leaves out the extremes of many",
    arguments: [
      // 90 + 70 + 70 + 40 = 270 over 4; without one 70 and 40 it is 160 over 2.
      (nil, "67.5"), (RatingTrim(above: 4, highest: 1, lowest: 1), "67.5"),
      (RatingTrim(above: 3, highest: 1, lowest: 1), "70"),
      (RatingTrim(above: 3, highest: 0, lowest: 2), "80"),
    ] as [(RatingTrim?, String)])
  func mean(trim: RatingTrim?, expected: String) throws {
    let scores = [90, 70, 40, 70].map { Value.number(Exact($0)) }
    let list = RowList(
      starts: [0, 4], columns: [scores], places: (2..<6).map { (file: 0, line: $0) },
      files: ["b.csv"])
    let ballots = BallotRows(list, columns: [0])
    #expect(try ballots.mean([0, 1, 2, 3], trim).canonicalText == expected)
  }
}
