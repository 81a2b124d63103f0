import MeritModel
import Testing

@testable import MeritApp

@Suite struct ExplanationTreeTests {
  @Test(
    "the usual value is the most frequent one; of several the one that comes first",
    arguments: [
      ([], nil), ([7], nil), ([1, 2, 3], nil), ([1, 2, 2], 2), ([3, 3, 1, 1, 2], 3),
      ([1, 3, 3, 1], 1), ([9, 4, 5, 5, 4, 9, 5], 5),
      ([8, 7, 6, 5, 4, 3, 2, 1, 1, 2, 3, 4, 5, 6, 7, 8], 8),
    ] as [([Int], Int?)])
  func usual(values: [Int], expected: Int?) {
    #expect(
      ExplanationTree.usual(values.map { .number(Exact($0)) })
        == expected.map { .number(Exact($0)) })
  }
}
