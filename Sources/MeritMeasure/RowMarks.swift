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
  /// The sound rows of a table that lie in a period, in the order of the files.
  ///
  /// Rows of a table without a date lie in every period.
  package func marks(of table: String, in period: Period) throws -> [RowMark] {
    guard let index = policy.inputs.firstIndex(where: { $0.name == table }),
      let source = sources[table]
    else { return [] }
    var single = settings
    single.threads = 1
    let read = try TableRead(policy, index, source, OwnerIndex([]), single)
    let marking = RowMarking(
      table: read.table, period: period, calendar: policy.header.calendar)
    let result = try read.scan.run(makeWorker: { MarkedRows() }) { marked, batch in
      for row in 0..<batch.count where batch.faults[row] == 0 && marking.isInside(batch, row) {
        marked.rows.append(marking.mark(batch, row))
      }
    }
    return result.workers.flatMap(\.rows)
  }
}

/// The sound rows of a table in a period, summed up: the same rows in any order give the same sum.
package struct RowSum: Hashable, Sendable {
  package private(set) var count = 0
  /// The sum of the rows' hashes, 256 bits, the lowest first.
  package private(set) var words: [UInt64] = [0, 0, 0, 0]

  /// Starts without rows.
  package init() {}

  /// Adds the hash of a row, or the sum of other rows.
  mutating func add(_ other: [UInt64], rows: Int) {
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

extension MeasureScan {
  /// Sums up the sound rows of a table that lie in a period; `hashing` gives 256 bits of a row.
  package func sum(
    of table: String, in period: Period, hashing: @escaping @Sendable (String) -> [UInt64]
  ) throws -> RowSum {
    guard let index = policy.inputs.firstIndex(where: { $0.name == table }),
      let source = sources[table]
    else { return RowSum() }
    let read = try TableRead(policy, index, source, OwnerIndex([]), settings)
    let marking = RowMarking(
      table: read.table, period: period, calendar: policy.header.calendar)
    let result = try read.scan.run(makeWorker: { SummedRows() }) { summed, batch in
      for row in 0..<batch.count where batch.faults[row] == 0 && marking.isInside(batch, row) {
        summed.sum.add(hashing(marking.mark(batch, row).contents), rows: 1)
      }
    }
    return result.workers.reduce(into: RowSum()) { $0.add($1.sum.words, rows: $1.sum.count) }
  }
}

/// Unchecked, since one worker owns it until the scan is over.
private final class SummedRows: @unchecked Sendable {
  var sum = RowSum()
}

/// Unchecked, since the one worker of the scan owns it.
private final class MarkedRows: @unchecked Sendable {
  var rows: [RowMark] = []
}

/// Says which rows lie in a period, and what each says.
private struct RowMarking: Sendable {
  let table: InputTable
  let period: Period
  let calendar: PeriodCalendar

  func isInside(_ batch: RowBatch, _ row: Int) -> Bool {
    guard let date = table.date else { return true }
    switch batch.value(date, row) {
    case .present(.day(let day)): return period.contains(day)
    case .present(.moment(let moment)): return period.contains(moment.day)
    case .present(.text(let name)):
      guard let part = calendar.period(named: name) else { return false }
      return period.start <= part.start && part.end <= period.end
    default: return false
    }
  }

  func mark(_ batch: RowBatch, _ row: Int) -> RowMark {
    let columns = table.columns.indices.filter { table.columns[$0].lookup == nil }
    let contents = columns.map { batch.value($0, row).canonicalText }
    // A tab parts the cells; no identity of rows hangs on it, only what is said of them.
    let key = table.key.map { batch.value($0, row).canonicalText }
    let whole = contents.joined(separator: "\t")
    return RowMark(
      key: key.isEmpty ? whole : key.joined(separator: "\t"), contents: whole,
      owner: table.owner.map { batch.value($0, row).canonicalText } ?? "")
  }
}
