import MeritImport
import MeritModel
import MeritPolicy
import Testing

@testable import MeritMeasure

/// Measures two files of calls that overlap.
private func run(
  _ first: String, _ second: String, _ duplicates: DuplicateMode,
  settings: ScanSettings = ScanSettings()
) throws -> (policy: CompiledPolicy, result: MeasureResult) {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("all", "\"count\": \"calls\"", kind: "count"))
  let files = [("a.csv", first), ("b.csv", second)].map { name, rows in
    SourceFile(name: name, bytes: Array((MeasurePolicy.header + rows).utf8))
  }
  let scan = MeasureScan(
    policy, sources: ["calls": TableSource(files: files, duplicates: duplicates)],
    settings: settings)
  let march = try #require(MeasurePolicy.march)
  return (policy, try scan.run([Cohort(of: MeasurePolicy.roster, in: march)]))
}

private let first = """
  c1,E1,2026-03-01 10:00:00,2026-03-01 10:05:00,in,true,1,,X
  c2,E1,2026-03-02 10:00:00,2026-03-02 10:05:00,in,true,1,,X
  c3,E2,2026-03-03 10:00:00,2026-03-03 10:05:00,in,true,1,,X
  c3,E2,2026-03-03 10:00:00,2026-03-03 10:05:00,in,true,1,,X

  """
private let second = """
  c2,E1,2026-03-02 10:00:00,2026-03-02 10:05:00,in,true,1.00,,X
  c3,E2,2026-03-03 10:00:00,2026-03-03 10:09:00,in,true,2,,X
  c4,E3,2026-03-04 10:00:00,,in,true,1,,X

  """

@Test("By key: equal rows of two files count once, others not at all, and pairs of files are told")
func byKey() throws {
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let (policy, result) = try run(first, second, .reject, settings: settings)
    #expect(result.values("all", policy) == ["2", "", "1", ""])
    let told = result.problems.filter { $0.code == .rowsOfFilePair }
    #expect(
      told.map { "\($0.file):\($0.line) \($0.message)" } == [
        "a.csv:4 2 rows of this file, against the same file: one key with different contents",
        "b.csv:2 one row of this file, against a.csv: repeats another row",
        "b.csv:3 one row of this file, against a.csv: one key with different contents",
      ])
    #expect(!result.accounts.contains { !$0.balances })
    #expect(result.accounts.map(\.rowsUsed) == [2, 1])
  }
}

@Test("By key and last change: the latest row counts, older ones are told")
func byLatest() throws {
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let (policy, result) = try run(first, second, .newest(by: "ended_at"), settings: settings)
    #expect(result.values("all", policy) == ["2", "1", "1", ""])
    let older = result.problems.filter { $0.code == .supersededRow }
    #expect(older.map { "\($0.file):\($0.line)" } == ["a.csv:4", "a.csv:5"])
    #expect(older.first?.message == "the row is an older version of b.csv:3")
    #expect(older.first?.value == "c3")
    #expect(result.accounts.map(\.rowsUsed) == [2, 2])
    #expect(result.accounts[0].notUsed["an older version of another row"] == 2)
    #expect(result.accounts[1].notUsed["repeats another row"] == 1)
    #expect(!result.accounts.contains { !$0.balances })
  }
}

@Test("Exactly: rows equal in all columns count once, whatever their key")
func exactly() throws {
  let (policy, result) = try run(first, second, .exact)
  #expect(result.values("all", policy) == ["2", "2", "1", ""])
  #expect(result.problems.filter { $0.code == .repeatedRow }.map(\.line) == [5, 2])
  let (_, all) = try run(first, second, .ignore)
  #expect(all.accounts.map(\.rowsUsed) == [4, 3])
}

@Test(
  "Of rows with one key the verdicts follow from who is older and who is the same",
  arguments: [
    // The version of each row, its contents, and what becomes of it.
    ([1], "a", "."), ([1, 1], "aa", ".r"), ([1, 1], "ab", "cc"), ([1, 2], "ab", "s."),
    ([2, 1], "ab", ".s"), ([1, 2, 2], "abb", "s.r"), ([1, 2, 2], "abc", "scc"),
    ([3, 1, 2, 3], "abca", ".ssr"), ([1, 2, 3], "aaa", "ss."),
  ] as [([Int], String, String)])
func verdicts(versions: [Int], contents: String, expected: String) {
  let letters = Array(contents)
  var marks = Array(repeating: Character("."), count: versions.count)
  let found = RowGroup.verdicts(versions.count) {
    letters[$0] == letters[$1]
  } isOlder: {
    versions[$0] < versions[$1]
  }
  for verdict in found {
    #expect(verdict.other != verdict.row)
    marks[verdict.row] =
      switch verdict.kind {
      case .repeated: "r"
      case .superseded, .replaced: "s"
      case .conflict: "c"
      }
  }
  #expect(String(marks) == expected)
}

@Test("Hashes that do not fit into memory are kept part by part, each hash in one of them")
func parts() throws {
  #expect(DuplicateSearch.parts([0], bytes: 1 << 30).count == 1)
  let small = DuplicateSearch.parts([0], bytes: 32 * 1000, most: 100)
  #expect(small.count == 10)
  #expect(small.flatMap { Array($0.heaps) } == Array(0..<256))
  #expect(DuplicateSearch.parts([0], bytes: .max / 2, most: 1).count == 256)
}

@Test("Rows with hashes that come twice are compared few at a time, each hash in one part")
func partsOfRepeated() {
  var hashes = RepeatedHashes()
  for heap in [0, 1, 1, 7, 255] as [UInt64] { hashes.take(heap << 56 | 1) }
  // The rows are 2, 3, 2 and 2.
  #expect(hashes.parts(most: 100) == [0..<256])
  #expect(hashes.parts(most: 5) == [0..<7, 7..<256])
  #expect(hashes.parts(most: 1) == [0..<1, 1..<7, 7..<255, 255..<256])
  #expect(RepeatedHashes().parts(most: 1).isEmpty)
  var others = RepeatedHashes()
  others.take(3)
  hashes.add(others)
  #expect(hashes.all.count == 5 && hashes.parts(most: 5) == [0..<1, 1..<255, 255..<256])
}

@Test("Why rows do not count is kept in little room and found again")
func packed() {
  var exclusions = Exclusions(files: ["a", "b"])
  #expect(exclusions.isEmpty)
  let lines = [9, 2, 1 << 39, 5]
  for (line, kind) in zip(lines, Exclusion.Kind.allCases) {
    exclusions.add(
      RowPlace(file: 1, line: line), Exclusion(kind: kind, other: RowPlace(file: 1, line: line - 1))
    )
  }
  exclusions.sort()
  for (line, kind) in zip(lines, Exclusion.Kind.allCases) {
    let found = exclusions[RowPlace(file: 1, line: line)]
    #expect(found?.kind == kind && found?.other == RowPlace(file: 1, line: line - 1))
    #expect(exclusions[RowPlace(file: 0, line: line)] == nil)
    #expect(exclusions[RowPlace(file: 1, line: line + 1)] == nil)
  }
}
