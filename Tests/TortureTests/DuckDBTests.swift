import Foundation
import Fuzzing
import MeritImport
import MeritModel
import TestSupport
import Testing

@Suite("torture: DuckDB")
struct DuckDBTests {
  private static let rejected = "suites/duckdb-csv/rejects/"

  /// Unchecked, since one worker owns it until the scan is over.
  private final class Rows: @unchecked Sendable {
    var rows: [(line: Int, cells: [String])] = []
  }

  private struct Reading {
    var rows: [[String]] = []
    var problems: [RowProblem] = []
    var errors: [Diagnostic] = []

    /// Line, code and character of every refused row and cell.
    var faults: [String] {
      problems.filter { $0.severity != .hint }.map {
        "\($0.line) \($0.code.rawValue)" + ($0.column.map { " \($0)" } ?? "")
      } + errors.map { "\($0.place?.line ?? 0) \($0.code.rawValue)" }
    }
  }

  /// Reads columns by their names; nil where the suite is absent.
  private func read(
    _ path: String, _ columns: [(name: String, kind: Kind)],
    mapped: [String: ColumnSource] = [:]
  ) throws -> Reading? {
    let folders = path.split(separator: "/").map(String.init)
    guard let folder = SharedFolder.folder(folders.dropLast().joined(separator: "/")) else {
      SuiteFiles.skip()
      return nil
    }
    let bytes = try SuiteFiles.bytes(folder.appendingPathComponent(folders.last ?? ""))
    let contract = TableContract(
      name: "t", columns: columns.map { ContractColumn(name: $0.name, kind: $0.kind) })
    let source = TableSource(
      files: [SourceFile(name: "f.csv", bytes: bytes)], columns: mapped)
    let table = try OpenTable(contract, source)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: ScanSettings())
    let result = try scan.run(makeWorker: { Rows() }) { rows, batch in
      for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
        let cells = columns.indices.map { batch.value($0, row).canonicalText }
        rows.rows.append((unsafe batch.lines.base[row], cells))
      }
    }
    let summary = ScanSummary(table, result.logs)
    var reading = Reading()
    reading.rows = result.workers.flatMap(\.rows).sorted { $0.line < $1.line }.map(\.cells)
    reading.problems = summary.problems
    reading.errors = summary.diagnostics.filter { $0.severity == .error }
    return reading
  }

  /// What DuckDB's own tests of rejected rows state: the line, and where in it a cell begins.
  ///
  /// A row with another number of fields is told as that, once. Text behind a closing quote, and bytes that
  /// are not UTF-8 where nothing says what they are, refuse the file.
  private static let casts: [(file: String, faults: [String])] = [
    ("cast_and_more_col", ["4 D106", "5 D106"]), ("cast_and_less_col", ["4 D106", "5 D106"]),
    ("multiple_cast_implicit", ["4 D107 14", "4 D107 32"]),
    ("multiple_casts_mixed", ["4 D107 16", "4 D107 23"]), ("cast_and_maxline", ["4 D107 50"]),
    ("less_col_and_max_line", ["4 D106"]), ("more_col_and_max_line", ["4 D106"]),
    ("unquoted_cast", ["3 D012"]), ("unquoted_less", ["3 D012"]),
    ("unquoted_maxline", ["3 D012"]), ("unquoted_more", ["3 D012"]),
    ("invalid_utf_cast", ["3 D005"]), ("invalid_utf_less", ["3 D005"]),
    ("invalid_utf_max_line", ["3 D005"]), ("invalid_utf_more", ["3 D005"]),
    ("multiple_errors", ["6 D012"]),
  ]

  @Test("every fault of a row is told with its line and place", arguments: casts)
  func faults(file: String, faults: [String]) throws {
    let columns: [(String, Kind)] = [
      ("name", .text), ("age", .count), ("current_day", .date), ("barks", .count),
    ]
    guard let read = try read("\(Self.rejected)multiple_errors/\(file).csv", columns) else {
      return
    }
    #expect(read.faults == faults)
    let sound = [
      ["oogie boogie", "3", "2023-01-01", "2"], ["oogie boogie", "3", "2023-01-02", "5"],
    ]
    if read.errors.isEmpty { #expect(read.rows == sound) }
  }

  @Test("two dates that are none stand in one row")
  func dates() throws {
    let columns: [(String, Kind)] = [
      ("name", .text), ("age", .count), ("current_day", .date), ("tomorrow", .date),
    ]
    guard
      let read = try read("\(Self.rejected)multiple_errors/multiple_casts_flush.csv", columns)
    else { return }
    #expect(read.faults == ["4 D107 16", "4 D107 23"] && read.rows.count == 2)
  }

  @Test(
    "rows with another number of fields are told with their lines",
    arguments: [
      ("few_columns", [1814, 1823, 2378, 2762]), ("many_columns", [1096, 1159, 1206, 2769]),
      ("mix_columns", [1604, 1671, 2751, 2768]), ("small_mix", [3, 4]),
    ])
  func fields(file: String, lines: [Int]) throws {
    let columns = ["a", "b", "c", "d"].map { ($0, Kind.count) }
    guard let read = try read("\(Self.rejected)incorrect_columns/\(file).csv", columns) else {
      return
    }
    #expect(read.faults == lines.map { "\($0) D106" } && read.errors.isEmpty)
  }

  @Test("decimal commas and marks between thousands are read where it is said or seen")
  func numbers() throws {
    let folder = "suites/duckdb-csv/"
    guard
      let decimal = try read(
        folder + "decimal_separators/decimal_separators.csv",
        [("commas", .money), ("periods", .money)],
        mapped: ["commas": ColumnSource(.named("commas"), decimal: UInt8(ascii: ","))])
    else { return }
    // Powers of ten are what a spreadsheet leaves of longer numbers, so they are refused.
    #expect(decimal.rows == [["1.1", "1.1"], ["0.25", "0.25"]])
    #expect(Set(decimal.problems.filter { $0.severity != .hint }.map(\.line)) == [4, 5, 6])
    let unsaid = try read(
      folder + "decimal_separators/decimal_separators.csv", [("commas", .money)])
    #expect(unsaid?.rows.isEmpty == true)
    let money = try read(folder + "thousands_separator/multi_column.csv", [("money", .money)])
    #expect(money?.faults == [] && money?.rows.first == ["100000"])
    #expect(money?.rows[1] == ["300000.2"])
    let broken = try read(
      folder + "thousands_separator/thousands_broken.csv", [("100,000.00", .money)])
    #expect(broken?.faults.count == 2 && broken?.rows == [["300000.2"]])
  }

  /// Of the other folders what becomes of each file that is read as texts.
  private static let outcomes: [String: String] = [
    "decimal_separators/decimal_separators_csv.csv": "1 rows of 2 columns",
    "decimal_separators/invalid_char.csv": "1 rows of 1 columns",
    "decimal_separators/mixed_format_fail.csv": "1 rows of 1 columns, told: D106",
    "encodings/all_latin1.csv": "refused: D005", "encodings/latin1.csv": "refused: D005",
    "encodings/only_latin1.csv": "refused: D005", "encodings/shift_jis.csv": "refused: D005",
    "encodings/only_utf16.csv": "5 rows of 2 columns",
    "encodings/utf16.csv": "20 rows of 2 columns",
    "error/banklist.csv": "refused: D005", "error/json.csv": "refused: D012",
    "error/mid_null.csv": "2 rows of 3 columns, told: D106",
    "error/mismatch/small1.csv": "5 rows of 2 columns",
    "headers/all_varchar.csv": "1 rows of 1 columns",
    "headers/borked_type.csv": "2 rows of 1 columns",
    "headers/empty_1.csv": "2 rows of 5 columns", "headers/empty_2.csv": "2 rows of 5 columns",
    "headers/escaped_quote.csv": "2 rows of 2 columns",
    "headers/integer.csv": "0 rows of 1 columns, told: D009",
    "headers/single_line.csv": "0 rows of 2 columns, told: D009",
    "headers/unescaped_quote.csv": "2 rows of 2 columns",
    "null/multiple_nulls.csv": "3 rows of 3 columns",
    "rejects/unquoted/basic.csv": "refused: D012",
    "rejects/unquoted/unquoted_last_value.csv": "refused: D004",
    "rejects/unquoted/unquoted_new_line.csv": "refused: D012",
    "unescaped_quotes/end_quote.csv": "refused: D012",
    "unescaped_quotes/some_escaped_some_not.csv": "refused: D012",
    "unescaped_quotes/stops.csv": "refused: D012",
    "unescaped_quotes/unescaped_quote.csv": "refused: D012", "中文/中.csv": "2 rows of 2 columns",
    "中文/文.csv": "2 rows of 2 columns",
  ]

  @Test("what is damaged is refused or told, and what is sound is read", arguments: outcomes)
  func outcome(file: String, words: String) throws {
    guard let folder = SharedFolder.folder("suites/duckdb-csv") else { return SuiteFiles.skip() }
    let outcome = try FileOutcome(SuiteFiles.bytes(folder.appendingPathComponent(file)))
    #expect(outcome.words == words)
  }
}
