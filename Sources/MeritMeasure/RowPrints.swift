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
    for row in rows { sum.add([row.contents, 0, 0, 0], rows: 1) }
  }

  /// Where a row stands.
  package func place(_ row: RowPrint) -> SourcePlace {
    SourcePlace(file: files[row.file], line: row.line)
  }
}

extension MeasureScan {
  /// Reads the rows of a table that lie in the cohort's period and are accepted: sound, kept by the
  /// row check, not excused, and not dropped for the sake of another row.
  ///
  /// `hashing` gives 256 bits of a text.
  package func prints(
    of table: String, in cohort: Cohort, hashing: @escaping @Sendable (String) -> [UInt64]
  ) throws -> RowPrints {
    guard let index = policy.inputs.firstIndex(where: { $0.name == table }),
      let source = sources[table]
    else { return RowPrints() }
    let once = try OnceMore(self, index, source, cohort)
    let printing = RowPrinting(
      acceptance: RowAcceptance(once, in: cohort.period, policy.header.calendar),
      hashing: hashing)
    let result = try once.read.scan.run(makeWorker: { PrintedRows(once.passes()) }) {
      printed, batch in
      printing.add(batch, printed.passes, to: &printed.prints)
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

  init(_ passes: OwnerPasses) {
    self.passes = passes
  }
}

/// Makes prints of the rows of a batch that are accepted.
private struct RowPrinting: Sendable {
  let acceptance: RowAcceptance
  let hashing: @Sendable (String) -> [UInt64]

  func add(_ batch: RowBatch, _ passes: OwnerPasses, to prints: inout RowPrints) {
    acceptance.prepare(batch, passes)
    for row in 0..<batch.count where acceptance.accepts(batch, row, passes) {
      let mark = acceptance.marking.mark(batch, row)
      let contents = hashing(mark.contents)
      prints.sum.add(contents, rows: 1)
      prints.rows.append(
        RowPrint(
          file: batch.file, line: batch.lines[row], key: hashing(mark.key)[0],
          contents: contents[0]))
    }
  }
}
