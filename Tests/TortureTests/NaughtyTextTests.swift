import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: naughty strings and formulas")
struct NaughtyTextTests {
  /// A table of one column and a number, each text in quotes, as a sound writer writes them.
  private func table(_ texts: [String]) -> [UInt8] {
    let rows = texts.enumerated().map { place, text in
      "\(place),\"\(text.replacing("\"", with: "\"\""))\"\n"
    }
    return Array(("n,text\n" + rows.joined()).utf8)
  }

  /// What a text column holds of a cell: the text without outer blanks.
  private func plain(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    let blanks: Set<UnicodeScalar> = [" ", "\t", "\n", "\r", "\u{A0}", "\u{3000}"]
    while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
    return String(scalars)
  }

  private func check(_ texts: [String]) throws {
    let read = try FileOutcome(table(texts), columns: ["n", "text"])
    #expect(read.errors.isEmpty && read.rows.count == texts.count, "\(read.words)")
    for (text, row) in zip(texts, read.rows) {
      // Bytes, since texts that only look alike are equal to Swift.
      let cell = row.dropFirst().joined(separator: String(CSVTrial.separator))
      #expect(Array(cell.utf8) == Array(plain(text).utf8), "\(text.debugDescription)")
    }
  }

  @Test("every string comes back as it is, byte by byte")
  func strings() throws {
    guard let folder = SharedFolder.folder("suites/naughty-strings") else {
      return SuiteFiles.skip()
    }
    let data = try Data(contentsOf: folder.appendingPathComponent("blns.json"))
    let texts = try JSONDecoder().decode([String].self, from: data)
    #expect(texts.count > 500)
    try check(texts)
  }

  @Test("what a spreadsheet would take for a formula is a text like others")
  func formulas() throws {
    guard let folder = SharedFolder.folder("suites/csv-injection-own") else {
      return SuiteFiles.skip()
    }
    let outcome = try FileOutcome(
      SuiteFiles.bytes(folder.appendingPathComponent("payloads.csv")))
    #expect(outcome.errors.isEmpty && outcome.rows.count > 10, "\(outcome.words)")
    try check(outcome.rows.joined().map { $0 })
  }
}
