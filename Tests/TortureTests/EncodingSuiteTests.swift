import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: encodings")
struct EncodingSuiteTests {
  private struct Answer: Decodable {
    var encoding: String
    var rows: [[String]]?
  }

  private static let names: [String: String] = [
    "utf-16-le": "utf-16le", "utf-16-be": "utf-16be", "utf-32-le": "utf-32le", "cp950": "big5",
    "latin-1": "iso-8859-1",
  ]

  @Test("every sound file gives its rows, stated where nothing in it says what it is")
  func sound() throws {
    guard let folder = SharedFolder.folder("suites/encodings-own") else {
      return SuiteFiles.skip()
    }
    let answers = try JSONDecoder().decode(
      [String: Answer].self,
      from: Data(contentsOf: folder.appendingPathComponent("expected.json")))
    let sound = answers.filter { $0.value.rows != nil && !$0.key.hasPrefix("bad.") }
    #expect(sound.count == 20)
    for (name, answer) in sound.sorted(by: { $0.key < $1.key }) {
      let bytes = try SuiteFiles.bytes(folder.appendingPathComponent(name))
      let isMarked = answer.encoding.hasSuffix(" with BOM")
      let isPlain = isMarked || answer.encoding == "utf-8"
      let unsaid = try FileOutcome(bytes)
      if !isPlain, bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) {
        #expect(
          Set(unsaid.errors).isSubset(of: ["D005", "D011"]) && !unsaid.errors.isEmpty, "\(name)")
      }
      var dialect = DialectSettings()
      if !isPlain {
        let stated = Self.names[answer.encoding] ?? answer.encoding
        let encoding: TextEncoding = try #require(TextEncoding(named: stated))
        dialect.encoding = encoding
      }
      let read = isPlain ? unsaid : try FileOutcome(bytes, dialect: dialect)
      #expect([read.header] + read.rows == answer.rows, "\(name): \(read.words)")
    }
  }

  @Test("no damaged file is read in silence")
  func damaged() throws {
    guard let files = SuiteFiles.all("encodings-own", ending: ".csv") else {
      return SuiteFiles.skip()
    }
    let bad = files.filter { $0.lastPathComponent.hasPrefix("bad.") }
    #expect(bad.count == 11)
    for file in bad {
      let outcome = try FileOutcome(SuiteFiles.bytes(file))
      let warns: Set<String> = ["D006", "D017", "D106", "D107", "D118"]
      #expect(
        !outcome.errors.isEmpty || !outcome.told.isDisjoint(with: warns) || keepsMark(outcome),
        "\(file.lastPathComponent): \(outcome.words)")
    }
  }

  /// Whether a mark in the middle stands in the texts for all to see.
  private func keepsMark(_ outcome: FileOutcome) -> Bool {
    ([outcome.header] + outcome.rows).joined().contains { $0.contains("\u{FEFF}") }
  }
}
