internal import MeritImport
package import MeritModel
internal import MeritPolicy

/// One row of a period, to be compared with the row of the same key in another state of the table.
package struct RowMark: Hashable, Sendable {
  package let key: String
  package let contents: String
  /// The employee who owns it; empty where the table has no owner.
  package let owner: String
}

extension MeasureScan {
  /// The rows of a table that count in the cohort's period, in the order of the files.
  ///
  /// As the account says: accepted, and of somebody who is there where rows have owners. Rows of a
  /// table without a date lie in every period.
  package func marks(of table: String, in cohort: Cohort) throws -> [RowMark] {
    guard let index = policy.inputs.firstIndex(where: { $0.name == table }),
      let source = sources[table]
    else { return [] }
    var single = self
    single.settings.threads = 1
    let once = try OnceMore(single, index, source, cohort)
    let acceptance = RowAcceptance(once, in: cohort.period, policy.header.calendar)
    let result = try once.read.scan.run(makeWorker: { MarkedRows(once.passes()) }) {
      marked, batch in
      acceptance.prepare(batch, marked.passes)
      let account = RowAccount(plan: once.plan, passes: marked.passes)
      for row in 0..<batch.count
      where acceptance.accepts(batch, row, marked.passes)
        && account.isOfSomebodyThere(batch, row)
      {
        marked.rows.append(acceptance.marking.mark(batch, row))
      }
    }
    return result.workers.flatMap(\.rows)
  }
}

/// Rows of a table, summed up: the same rows in any order give the same sum.
package struct RowSum: Hashable, Sendable {
  package private(set) var count = 0
  /// The sum of the rows' hashes, 256 bits, the lowest first.
  package private(set) var words = SIMD4<UInt64>()

  /// Starts without rows.
  package init() {}

  /// Adds the hash of a row, or the sum of other rows.
  mutating func add(_ other: SIMD4<UInt64>, rows: Int) {
    count += rows
    var carry: UInt64 = 0
    for place in words.indices {
      let (first, one) = words[place].addingReportingOverflow(other[place])
      let (sum, two) = first.addingReportingOverflow(carry)
      words[place] = sum
      carry = one || two ? 1 : 0
    }
  }
}

/// Unchecked, since the one worker of the scan owns it.
private final class MarkedRows: @unchecked Sendable {
  let passes: OwnerPasses
  var rows: [RowMark] = []

  init(_ passes: OwnerPasses) { self.passes = passes }
}
