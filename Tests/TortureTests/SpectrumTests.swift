import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: csv-spectrum and univocity")
struct SpectrumTests {
  @Test("every file of csv-spectrum gives the rows that its README states")
  func spectrum() throws {
    guard let files = SuiteFiles.all("csv-spectrum/csvs", ending: ".csv") else {
      return SuiteFiles.skip()
    }
    #expect(files.count == 12)
    for file in files {
      let name = file.deletingPathExtension().lastPathComponent
      let outcome = try FileOutcome(SuiteFiles.bytes(file))
      if name == "location_coordinates" {
        // A mark of arc inside unquoted text: refused, never dropped.
        #expect(outcome.errors == ["D012"])
        continue
      }
      let answer = file.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("json/\(name).json")
      let expected = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: answer)) as? [[String: String]])
      let found = outcome.rows.map {
        Dictionary(uniqueKeysWithValues: zip(outcome.header, $0))
      }
      #expect(found == expected, "\(name): \(outcome.words)")
    }
  }

  @Test("line feeds, both, and carriage returns end lines alike")
  func lineEnds() throws {
    guard let folder = SharedFolder.folder("suites/univocity/csv") else {
      return SuiteFiles.skip()
    }
    let outcomes = try ["essential.csv", "essential-dos.csv", "essential-mac.csv"].map {
      try FileOutcome(
        SuiteFiles.bytes(folder.appendingPathComponent($0)),
        dialect: DialectSettings(delimiter: UInt8(ascii: ","), skipLines: 2))
    }
    #expect(!outcomes[0].rows.isEmpty)
    let plain = { (row: [String]) in
      row.map { $0.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
    }
    for outcome in outcomes.dropFirst() {
      #expect(outcome.header == outcomes[0].header)
      #expect(outcome.rows.map(plain) == outcomes[0].rows.map(plain), "\(outcome.words)")
    }
  }
}
