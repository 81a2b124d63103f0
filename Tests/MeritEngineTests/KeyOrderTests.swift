import MeritModel
import Testing

@testable import MeritEngine

/// The order of subjects by the values of their keys.
@Suite struct KeyOrderTests {
  private func value(_ text: String) -> Value {
    switch text {
    case "-": .notApplicable
    case "?": .missing
    case "A": .present(.grade(Grade(rank: 0, name: "A")))
    case "B": .present(.grade(Grade(rank: 1, name: "B")))
    default: number(text)
    }
  }

  /// The subjects 10, 11, … by their keys, which stand apart by spaces.
  private func blocks(_ keys: [String], high: [Bool] = [true]) -> [[Int]] {
    let values = keys.map { $0.split(separator: " ").map { value(String($0)) } }
    return KeyOrder(highIsBest: high)
      .blocks(keys.indices.map { $0 + 10 }) { key, place in values[place][key] }.map(Array.init)
  }

  @Test(arguments: [
    (["1", "3", "2"], [[11], [12], [10]]),
    // Numbers that agree down to the thousandth, and below it.
    (["0.0001", "0.0003", "0.0002"], [[11], [12], [10]]),
    (["-0.0001", "0", "-0.001", "-0.0011"], [[11], [10], [12], [13]]),
    (["2", "2", "3"], [[12], [10, 11]]),
    // Who has no key comes last, whatever the state.
    (["-", "-5", "?", "-6"], [[11], [13], [10, 12]]),
    // Numbers that no 64 bits hold in thousandths.
    (
      ["9223372036854775", "3", "9223372036854776", "-99999999999999999999"],
      [[12], [10], [11], [13]]
    ),
    (["B", "A", "-"], [[11], [10], [12]]),
    ([], []),
  ])
  func `the highest first key comes first`(keys: [String], expected: [[Int]]) {
    #expect(blocks(keys) == expected)
  }

  @Test func `the lowest comes first where that is best, those without a key last`() {
    #expect(blocks(["2", "-", "-1", "2.0004"], high: [false]) == [[12], [10], [13], [11]])
  }

  @Test func `a second key parts those who agree in the first`() {
    let keys = ["5 1", "5 2", "6 0", "5 2", "- 9", "- 8"]
    #expect(blocks(keys, high: [true, true]) == [[12], [11, 13], [10], [14], [15]])
    #expect(blocks(keys, high: [true, false]) == [[12], [10], [11, 13], [15], [14]])
  }
}
