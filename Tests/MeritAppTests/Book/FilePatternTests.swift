import Foundation
import MeritApp
import TestSupport
import Testing

@Suite("patterns of files")
struct FilePatternTests {
  @Test(
    "a star stands for any characters of one name, a question mark for one",
    arguments: [
      ("a*.csv", ["a.csv", "a1.csv", "ab1.csv"]),
      ("a?.csv", ["a1.csv"]),
      ("*", ["a.csv", "a1.csv", "ab1.csv", "b.txt"]),
      ("*b*", ["ab1.csv", "b.txt"]),
      ("d*/x.csv", ["d1/x.csv", "d2/x.csv"]),
      ("d1/*", ["d1/x.csv"]),
      ("none*", []),
      ("a*", ["a.csv", "a1.csv", "ab1.csv"]),
    ])
  func matches(pattern: String, expected: [String]) async throws {
    try await BookRunner.withFolder { url in
      let folder = BookFolder(url: url)
      for name in ["b.txt", "ab1.csv", "a1.csv", "a.csv", "d2/x.csv", "d1/x.csv", "d1/e/x.csv"] {
        try folder.write("", to: name)
      }
      let found = FilePattern(pattern).matches(in: url.path, files: LocalFileSystem())
      #expect(found == expected)
    }
  }
}
