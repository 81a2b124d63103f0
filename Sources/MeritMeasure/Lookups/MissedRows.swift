internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A row that a measure would aggregate, if a lookup had found something.
struct MissedRow: Sendable {
  let file: Int
  let line: Int
  /// What was looked for.
  let sought: String
}

/// What makes rows count in no measure: an aggregate, and the looked-up column that found nothing.
struct MissedKey: Hashable, Sendable {
  let key: Int
  let column: Int
}

/// The rows that one worker's aggregates leave out because a lookup found nothing.
///
/// Unchecked, since one worker owns it until the scan is over.
final class MissedRows: @unchecked Sendable {
  /// The rows of one aggregate; all are counted, the first of each worker are kept.
  struct Found: Sendable {
    var count = 0
    var rows: [MissedRow] = []

    fileprivate mutating func add(_ row: () -> MissedRow) {
      count += 1
      if rows.count < ScanLog.limit { rows.append(row()) }
    }
  }

  /// The mark of a row that the account calls used.
  static let isAccounted: UInt8 = 1
  private static let isTaken: UInt8 = 2
  private static let isMissed: UInt8 = 4

  private let plan: TablePlan
  private let lookups: MissedLookups
  private(set) var found: [MissedKey: Found] = [:]
  /// What became of each row of the batch: accounted as used, taken by some aggregate, missed by one.
  let marks: Lane<UInt8>
  private var hasMissed = false

  /// Watches the aggregates of a plan; nil where no lookup can leave one of their columns empty.
  init?(_ plan: TablePlan) {
    guard !plan.watched.isEmpty else { return nil }
    self.plan = plan
    lookups = MissedLookups(plan.table)
    marks = Lane(capacity: RowBatch.capacity, repeating: 0)
  }

  deinit { marks.free() }

  /// Begins with the rows of a batch.
  func begin(_ batch: RowBatch) {
    marks.fill(0, count: batch.count)
    hasMissed = false
  }

  /// Looks at the rows that an aggregate was given.
  func look(
    _ batch: RowBatch, _ key: Int, _ rows: Lane<Int32>, _ count: Int, _ passes: OwnerPasses
  ) {
    guard let column = plan.watched[key] else {
      for index in 0..<count { marks[Int(rows[index])] |= Self.isTaken }
      return
    }
    let lane = batch.lanes[column]
    for index in 0..<count {
      let row = Int(rows[index])
      if lane[row] == RowBatch.empty {
        miss(batch, key, column, row, passes)
      } else {
        marks[row] |= Self.isTaken
      }
    }
  }

  private func miss(
    _ batch: RowBatch, _ key: Int, _ column: Int, _ row: Int, _ passes: OwnerPasses
  ) {
    guard let cause = lookups.cause(of: column, batch, row),
      passes.isOfSomebody(row, batch, ownership: plan.keys[key].ownership)
    else { return }
    marks[row] |= Self.isMissed
    hasMissed = true
    found[MissedKey(key: key, column: cause), default: Found()].add {
      MissedRow(
        file: batch.file, line: batch.lines[row], sought: lookups.sought(cause, batch, row))
    }
  }

  /// Accounts for the rows that no aggregate took and that one of them missed.
  func end(_ batch: RowBatch) {
    guard hasMissed else { return }
    let wanted = Self.isAccounted | Self.isMissed
    let left = (0..<batch.count).count { marks[$0] == wanted }
    batch.log.leaveOut(left, "a lookup found nothing")
  }
}
