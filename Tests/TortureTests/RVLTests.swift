import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: the rvl corpus")
struct RVLTests {
  /// Where the outcome is meant to be another one than the corpus states, and why.
  private static let differences: [String: String] = [
    "encoding_utf16le.csv": "a file with a mark is read", "encoding_utf32be.csv": "the same",
    "ragged_rows_short.csv": "a row that lacks fields is refused",
    "single_column.csv": "one column may be all that is asked for",
  ]

  /// The delimiters that a file does not show, as the corpus states them.
  private static let delimiters: [(prefix: String, byte: UInt8)] = [
    ("caret", UInt8(ascii: "^")), ("control_byte", 1), ("delim_0x1f", 0x1F),
  ]

  @Test("every file is read or refused as its table states")
  func corpus() throws {
    guard let folder = SharedFolder.folder("suites/rvl-corpus/tests/fixtures/corpus") else {
      return SuiteFiles.skip()
    }
    let table = try String(
      contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    var count = 0
    for line in table.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) }
      let (name, isRead) = (cells[0], cells[2] == "parse_ok")
      var dialect = DialectSettings()
      dialect.delimiter = Self.delimiters.first { name.hasPrefix($0.prefix) }?.byte
      let bytes = try SuiteFiles.bytes(folder.appendingPathComponent(name))
      let outcome = try FileOutcome(bytes, dialect: dialect)
      let reads = outcome.errors.isEmpty && !outcome.told.contains("D106")
      let differs = Self.differences[name] != nil
      #expect((reads == isRead) != differs, "\(name) is to be \(cells[2]): \(outcome.words)")
      count += 1
    }
    #expect(count == 89)
  }
}
