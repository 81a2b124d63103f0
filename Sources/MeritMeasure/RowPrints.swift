internal import MeritImport
package import MeritModel
internal import MeritPolicy

/// A row that was accepted, by its place and by short hashes of its key and of what it says.
package struct RowPrint: Hashable, Sendable {
  /// The place of the file among those of the table.
  package let file: Int
  package let line: Int
  package let key: UInt64
  package let contents: UInt64

  /// Makes a print.
  package init(file: Int, line: Int, key: UInt64, contents: UInt64) {
    self.file = file
    self.line = line
    self.key = key
    self.contents = contents
  }
}

/// The rows of a table that were accepted in a period: their sum, and each by its print.
package struct RowPrints: Sendable {
  package internal(set) var sum = RowSum()
  /// In the order of files and lines.
  package internal(set) var rows: [RowPrint] = []
  /// The names of the files, by their places.
  package internal(set) var files: [String] = []

  /// Starts without rows.
  package init() {}

  /// Makes the prints of rows that are in order.
  package init(rows: [RowPrint], files: [String]) {
    (self.rows, self.files) = (rows, files)
    for row in rows { sum.add(SIMD4(row.contents, 0, 0, 0), rows: 1) }
  }

  /// Where a row stands.
  package func place(_ row: RowPrint) -> SourcePlace {
    SourcePlace(file: files[row.file], line: row.line)
  }
}

extension MeasureScan {
  /// 256 bits of some bytes.
  package typealias RowHashing = @Sendable ([UInt8]) -> SIMD4<UInt64>

  /// Reads the rows of a table that lie in the cohort's period and are accepted: sound, kept by the
  /// row check, not excused, and not dropped for the sake of another row.
  ///
  /// Without `keys` all prints have the key 0, for those who compare contents alone.
  package func prints(
    of table: String, in cohort: Cohort, keys: Bool = true, hashing: @escaping RowHashing
  ) throws -> RowPrints {
    try prints(of: table, in: cohort, keys ? .keys : .contents, hashing)
  }

  /// Sums up the rows that ``prints(of:in:keys:hashing:)`` gives, without keeping any.
  package func rowSum(
    of table: String, in cohort: Cohort, hashing: @escaping RowHashing
  ) throws -> RowSum {
    try prints(of: table, in: cohort, .sum, hashing).sum
  }

  private func prints(
    of table: String, in cohort: Cohort, _ detail: RowPrinting.Detail,
    _ hashing: @escaping RowHashing
  ) throws -> RowPrints {
    guard let index = policy.inputs.firstIndex(where: { $0.name == table }),
      let source = sources[table]
    else { return RowPrints() }
    let once = try OnceMore(self, index, source, cohort)
    let printing = RowPrinting(
      acceptance: RowAcceptance(once, in: cohort.period, policy.header.calendar), detail: detail,
      hashing: hashing)
    // Rows that others make superfluous have been found; of the other periods' rows no cell is read.
    let result = try once.read.scan.run(
      within: once.plan.dateReach(of: cohort.period),
      makeWorker: { PrintedRows(once.passes()) }
    ) { printed, batch in
      printing.add(batch, printed)
    }
    var prints = RowPrints()
    prints.files = once.read.files
    for worker in result.workers {
      prints.sum.add(worker.prints.sum.words, rows: worker.prints.sum.count)
      prints.rows += worker.prints.rows
    }
    prints.rows.sort { ($0.file, $0.line) < ($1.file, $1.line) }
    return prints
  }
}

/// Unchecked, since one worker owns it until the scan is over.
private final class PrintedRows: @unchecked Sendable {
  let passes: OwnerPasses
  var prints = RowPrints()
  /// What the row at hand says.
  var text: [UInt8] = []

  init(_ passes: OwnerPasses) {
    self.passes = passes
  }
}

/// Makes prints of the rows of a batch that are accepted.
private struct RowPrinting: Sendable {
  /// How much is kept of each row.
  enum Detail {
    case sum
    case contents
    case keys
  }

  let acceptance: RowAcceptance
  let detail: Detail
  let hashing: MeasureScan.RowHashing

  func add(_ batch: RowBatch, _ printed: PrintedRows) {
    acceptance.prepare(batch, printed.passes)
    let marking = acceptance.marking
    for row in 0..<batch.count where acceptance.accepts(batch, row, printed.passes) {
      marking.write(batch, row, into: &printed.text)
      let contents = hashing(printed.text)
      printed.prints.sum.add(contents, rows: 1)
      if detail == .sum { continue }
      let key = detail == .keys ? hashing(Array(marking.mark(batch, row).key.utf8))[0] : 0
      printed.prints.rows.append(
        RowPrint(file: batch.file, line: batch.lines[row], key: key, contents: contents[0]))
    }
  }
}
