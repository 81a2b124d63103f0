import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: univocity")
struct UnivocityTests {
  /// The rows of the example files, as `expectedOutputs` prints them.
  private static let cars = [
    ["1997", "Ford", "E350", "ac, abs, moon", "3000.00"],
    ["1999", "Chevy", "Venture \"Extended Edition\"", "", "4900.00"],
    ["1996", "Jeep", "Grand Cherokee", "MUST SELL!\nair, moon roof, loaded", "4799.00"],
    ["1999", "Chevy", "Venture \"Extended Edition, Very Large\"", "", "5000.00"],
    ["", "", "Venture \"Extended Edition\"", "", "4900.00"],
  ]
  private static let names = ["Year", "Make", "Model", "Description", "Price"]

  private func outcome(
    _ file: String, columns: [String]? = nil, dialect: DialectSettings = DialectSettings()
  ) throws -> FileOutcome? {
    guard let folder = SharedFolder.folder("suites/univocity") else {
      SuiteFiles.skip()
      return nil
    }
    let bytes = try SuiteFiles.bytes(folder.appendingPathComponent(file))
    guard let columns else { return try FileOutcome(bytes, dialect: dialect) }
    return try FileOutcome(bytes, columns: columns, dialect: dialect)
  }

  @Test("remarks above the header and blank rows are passed over; a remark among the rows is told")
  func example() throws {
    guard let read = try outcome("examples/example.csv", columns: Self.names) else { return }
    #expect(read.errors.isEmpty && read.rows == Self.cars, "\(read.words)")
    #expect(read.told.isSuperset(of: ["D016", "D106"]), "\(read.told)")
    // Between tabs quotes have no meaning, which only the book can say.
    let tabs = try #require(try outcome("examples/example.tsv", columns: Self.names))
    #expect(tabs.errors == ["D012"])
    let stated = try #require(
      try outcome(
        "examples/example.tsv", columns: Self.names,
        dialect: DialectSettings(quote: CSVDialect.noQuote)))
    let escaped = Self.cars.map { $0.map { $0.replacing("\n", with: "\\n") } }
    #expect(stated.errors.isEmpty && stated.rows == escaped, "\(stated.words)")
  }

  @Test("semicolons and escaped quotes are found")
  func european() throws {
    guard let read = try outcome("examples/european.csv") else { return }
    let expected = Self.cars.map { row in
      row.map { $0.replacing(", ", with: "; ") }.map {
        $0.hasSuffix(".00") ? $0.replacing(".", with: ",") : $0
      }
    }
    #expect(read.errors.isEmpty && read.rows == expected, "\(read.rows)")
    #expect(read.header == Self.names && read.told.isEmpty)
    let escape = try #require(try outcome("examples/escape.csv"))
    #expect(escape.header == ["You are \"beautiful\""])
    #expect(escape.rows == [["Yes, \\\"in the inside\"\\"]])
  }

  @Test("an export of 500 rows with carriage returns and one of two with line feeds in cells")
  func exports() throws {
    guard let read = try outcome("issues/github_194/uk-500.csv") else { return }
    #expect(read.errors.isEmpty && read.rows.count == 500 && read.header.count == 11)
    #expect(read.rows[0][...2] == ["Aleshia", "Tomkiewicz", "Alan D Rosenburg Cpa Pc"])
    let log = try #require(try outcome("issues/github_177/input.csv"))
    #expect(log.errors.isEmpty && log.rows.count == 2 && log.told.isEmpty)
    #expect(log.rows[0][9] == "Request:\n\n\nResponse:\n{ }")
  }

  @Test("rows with more fields than the header are told, and so is text after a closing quote")
  func faults() throws {
    guard let more = try outcome("issues/github_1/input.csv") else { return }
    #expect(more.rows.isEmpty && more.told.contains("D106"))
    let schemas = try #require(try outcome("examples/multi_schema.csv"))
    #expect(schemas.rows == [["Client", "2", "BAR"]] && schemas.told.contains("D106"))
    let quotes = try #require(try outcome("issues/ticket_3/input.csv"))
    #expect(quotes.errors == ["D012"])
    let remark = try #require(
      try outcome("issues/github_7/input.csv", columns: ["A", "B", "C"]))
    #expect(remark.rows == [["1", "2", "3"]] && remark.told.contains("D016"))
  }
}
