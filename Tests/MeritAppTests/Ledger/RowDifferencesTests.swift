import MeritApp
import MeritMeasure
import MeritModel
import MeritReport
import Testing

/// Rows are written as `line key contents`; the differences are those that one sees.
@Suite("which rows changed")
struct RowDifferencesTests {
  private func prints(_ rows: [(line: Int, key: UInt64, contents: UInt64)]) -> RowPrints {
    RowPrints(
      rows: rows.map { RowPrint(file: 0, line: $0.line, key: $0.key, contents: $0.contents) },
      files: ["a.csv"])
  }

  private func sealed(_ prints: RowPrints, people: Int = 1) throws -> SealedRows.Table {
    try #require(SealedRows(["a": prints], people: people).tables["a"])
  }

  @Test("changed, added and removed rows are told by their keys")
  func kept() {
    let before = prints([(2, 1, 10), (3, 2, 20), (4, 3, 30)])
    let now = prints([(2, 1, 10), (3, 2, 21), (4, 4, 40)])
    #expect(
      RowDifferences.words(from: before, to: now) == [
        "a.csv:3 changed", "a.csv:4 added", "a.csv:4 removed",
      ])
    #expect(RowDifferences.words(from: now, to: now) == [])
    let moved = prints([(2, 3, 30), (3, 1, 10), (4, 2, 20)])
    #expect(RowDifferences.words(from: before, to: moved) == [])
  }

  @Test("of rows with one key each counts")
  func oneKey() {
    let one = prints([(2, 1, 10)])
    let two = prints([(2, 1, 10), (3, 1, 10)])
    let other = prints([(2, 1, 10), (3, 1, 11), (4, 1, 12)])
    #expect(RowDifferences.words(from: one, to: two) == ["a.csv:3 added"])
    #expect(RowDifferences.words(from: two, to: one) == ["a.csv:3 removed"])
    #expect(
      RowDifferences.words(from: two, to: other) == ["a.csv:3 changed", "a.csv:4 added"])
  }

  @Test("ten rows are named, the others counted", arguments: [(10, 10), (11, 11), (25, 11)])
  func many(count: Int, lines: Int) {
    let rows = (0..<count).map { (line: $0 + 2, key: UInt64($0), contents: UInt64($0)) }
    let words = RowDifferences.words(from: RowPrints(), to: prints(rows))
    #expect(words.count == lines)
    #expect(words.first == "a.csv:2 added")
    #expect((words.last == "and \(count - 10) more") == (count > 10))
  }

  @Test("of rows whose hashes alone are sealed those are named that are not among them")
  func hashes() throws {
    let then = try sealed(prints([(2, 1, 10), (3, 2, 20), (4, 3, 30)]))
    func words(_ rows: [(line: Int, key: UInt64, contents: UInt64)]) -> [String] {
      RowDifferences.words(sealed: then, now: prints(rows))
    }
    #expect(words([(2, 1, 10), (3, 2, 20), (4, 3, 30)]) == [])
    #expect(words([(2, 3, 30), (3, 2, 20), (4, 1, 10)]) == [])
    #expect(words([(2, 1, 10), (3, 2, 21), (4, 3, 30)]) == ["a.csv:3 not as sealed"])
    #expect(
      words([(2, 1, 10), (3, 3, 30)]) == [
        "1 of the sealed rows is gone; hashes do not tell which", "3 rows then, 2 now",
      ])
    #expect(
      words([(2, 1, 10), (3, 9, 90), (4, 2, 20), (5, 3, 30)]) == [
        "a.csv:3 not as sealed", "3 rows then, 4 now",
      ])
  }

  @Test("where sums alone are sealed the number of rows is told, and no row is named")
  func sums() throws {
    let then = prints([(2, 1, 10), (3, 2, 20)])
    let table = try #require(SealedRows(["a": then.sum]).tables["a"])
    #expect(table.blocks.isEmpty && table.count == 2)
    #expect(
      RowDifferences.words(sealed: table, now: prints([(2, 1, 10)])) == ["2 rows then, 1 now"])
    #expect(RowDifferences.words(sealed: table, now: prints([(2, 1, 11), (3, 2, 20)])) == [])
    let rows = SealedRows(["a": then.sum, "b": RowSum()])
    #expect(SealedRows(rows.file.bytes).tables == rows.tables)
  }

  @Test("a row that comes changes its own block alone")
  func blocks() throws {
    func lines(_ contents: [UInt64]) -> RowPrints {
      prints(contents.enumerated().map { (line: $0 + 2, key: UInt64($0), contents: $1) })
    }
    let before = RowBlock.blocks(lines([1, 2, 4, 5, 8, 9]), spacing: 4)
    #expect(before.map { $0.rows.map(\.contents) } == [[1, 2, 4], [5, 8], [9]])
    let after = RowBlock.blocks(lines([1, 2, 4, 7, 5, 8, 9]), spacing: 4)
    #expect(after.map { $0.rows.map(\.line) } == [[2, 3, 4], [5, 6, 7], [8]])
    #expect(after.map(\.digest).filter(before.map(\.digest).contains).count == 2)
  }

  @Test("64 digests for a person: with one row more two rows share a block", arguments: [64, 65])
  func room(count: Int) throws {
    let table = try sealed(prints((0..<count).map { ($0 + 2, UInt64($0), UInt64($0)) }))
    #expect(table.spacing == (count > 64 ? 2 : 1))
    #expect(table.blocks.count == (count > 64 ? 33 : 64))
    let two = try sealed(
      prints((0..<count).map { ($0 + 2, UInt64($0), UInt64($0)) }), people: 2)
    #expect(two.spacing == 1)
  }

  @Test("the document says what was sealed")
  func document() throws {
    let rows = SealedRows(
      ["a": prints([(2, 1, 10), (3, 2, 20)]), "b": RowPrints()], people: 1)
    #expect(SealedRows(rows.file.bytes).tables == rows.tables)
    #expect(rows.tables["b"]?.count == 0)
  }
}
