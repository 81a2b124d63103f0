internal import MeritModel

/// Finds out whether day or month stands first in the dates of a file, from all of its rows.
struct DateOrderSearch {
  /// What the dates of one column allow.
  struct Count {
    /// The lines of the first date that only one order makes possible.
    var dayFirst: Int?
    var monthFirst: Int?
    /// The first date that both allow.
    var both: (line: Int, text: String)?

    mutating func add(_ text: [UInt8], line: Int) {
      guard let orders = PlainDate.orders(text) else { return }
      switch orders {
      case (true, true):
        if both.map({ line < $0.line }) ?? true {
          both = (line, String(decoding: text, as: UTF8.self))
        }
      case (true, false): dayFirst = min(dayFirst ?? line, line)
      case (false, true): monthFirst = min(monthFirst ?? line, line)
      case (false, false): break
      }
    }

    mutating func merge(_ other: Count) {
      dayFirst = [dayFirst, other.dayFirst].compactMap { $0 }.min()
      monthFirst = [monthFirst, other.monthFirst].compactMap { $0 }.min()
      both = [both, other.both].compactMap { $0 }.min { $0.line < $1.line }
    }

    /// Whether there are dates whose order matters.
    var isAmbiguous: Bool { both != nil || (dayFirst != nil && monthFirst != nil) }

    /// The order, where the dates leave no doubt.
    var order: DateOrder? {
      switch (dayFirst, monthFirst) {
      case (_?, nil): .dayFirst
      case (nil, _?): .monthFirst
      default: nil
      }
    }
  }

  /// Unchecked, since the one worker of the scan owns it.
  private final class Counts: @unchecked Sendable {
    var counts: [Count]
    init(_ count: Int) { counts = Array(repeating: Count(), count: count) }
  }

  /// Says which columns of a file hold dates whose order must be found.
  static func columns(
    _ readers: [ColumnReader], _ head: [UInt8], _ header: HeaderSearch,
    _ dialect: CSVDialect
  ) -> [Int] {
    let dates = readers.indices.filter { index in
      let reader = readers[index]
      return reader.patterns.isEmpty && reader.order == nil && reader.isOpen
        && [.date, .moment, .month].contains(reader.form)
    }
    guard !dates.isEmpty else { return [] }
    var (place, found): (Int, Set<Int>) = (header.start, [])
    for _ in 0..<200 where place < head.count {
      let record = HeaderRecord(head, from: place, dialect)
      for index in dates where isOrdered(readers[index], record.fields) { found.insert(index) }
      place = record.end
    }
    return found.sorted()
  }

  private static func isOrdered(_ reader: ColumnReader, _ fields: [String]) -> Bool {
    let first: Int? =
      switch reader.cells {
      case .field(let field): field
      case .joined(let all): all.first
      case .constant: nil
      }
    guard let first, first < fields.count else { return false }
    return PlainDate.orders(Array(fields[first].drop { $0 == " " }.utf8)) != nil
  }

  /// Reads the columns of a file as texts and counts.
  static func counts(
    _ columns: [ContractColumn], _ source: TableSource, file: SourceFile, _ settings: ScanSettings
  ) throws(ImportError) -> [Count] {
    let contract = TableContract(
      name: "dates",
      columns: columns.map { ContractColumn(name: $0.name, kind: .text, isOptional: true) })
    var single = source
    single.files = [file]
    single.columns = source.columns.mapValues { ColumnSource($0.cells) }
    let table = try OpenTable(contract, single, settings: settings)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: settings)
    let result: (workers: [Counts], logs: [ScanLog])
    do {
      result = try scan.run(makeWorker: { Counts(columns.count) }) { counts, batch in
        for column in columns.indices {
          for row in 0..<batch.count where batch.lanes[column][row] != RowBatch.empty {
            counts.counts[column].add(batch.textBytes(column, row), line: batch.lines[row])
          }
        }
      }
    } catch let error as ImportError {
      throw error
    } catch {
      throw ImportError.cancelled
    }
    var all = columns.map { _ in Count() }
    for worker in result.workers {
      for column in columns.indices { all[column].merge(worker.counts[column]) }
    }
    return all
  }
}
