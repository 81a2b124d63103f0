internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A row that breaks the limits of an adjustment; compared by its place to be told once.
struct LimitFault: Hashable, Sendable {
  let rule: RuleID
  let place: SourcePlace
  let message: String
  let help: String
}

/// Compares the rows that an adjustment counts with its limits.
struct LimitCheck {
  let plan: TablePlan
  let rule: RuleID
  let column: Int
  let limits: RowLimits

  /// The faults of chosen rows; `counts` says which of them belong to somebody.
  func faults(
    _ batch: RowBatch, _ rows: Lane<Int32>, _ count: Int, counts: (Int) -> Bool
  ) -> [LimitFault] {
    let scale = plan.scales[column]
    let (least, greatest) = (scale.partsAbove(limits.least), scale.partsBelow(limits.greatest))
    let lane = batch.lanes[column]
    var faults: [LimitFault] = []
    for index in 0..<count {
      let row = Int(rows[index])
      let cell = lane[row]
      if cell == RowBatch.empty || !counts(row) { continue }
      let isInside =
        cell == RowBatch.wideMark
        ? contains(batch.wide[column][row]) : cell >= least && cell <= greatest
      if !isInside { faults.append(outside(batch, row)) }
      faults += limits.needs.filter { batch.lanes[$0][row] == RowBatch.empty }
        .map { lacks($0, batch, row) }
    }
    return faults
  }

  private func contains(_ number: Exact?) -> Bool {
    number.map { limits.least <= $0 && $0 <= limits.greatest } ?? false
  }

  private var name: String { plan.policy[rule].name }

  private func outside(_ batch: RowBatch, _ row: Int) -> LimitFault {
    let kind = plan.policy[rule].kind
    let value = batch.value(column, row)
    let amount = value.number.map(kind.written) ?? value.canonicalText
    return LimitFault(
      rule: rule, place: place(batch, row),
      message: "`\(amount)` of `\(name)` is outside its limits, "
        + "\(kind.written(limits.least)) to \(kind.written(limits.greatest))",
      help: "correct the amount, or let the policy's `between` allow it")
  }

  private func lacks(_ column: Int, _ batch: RowBatch, _ row: Int) -> LimitFault {
    let needed = plan.table.columnName(column)
    return LimitFault(
      rule: rule, place: place(batch, row),
      message: "`\(needed)` is empty, and `\(name)` does not count without it",
      help: "fill in `\(needed)`")
  }

  private func place(_ batch: RowBatch, _ row: Int) -> SourcePlace {
    SourcePlace(file: batch.log.file, line: batch.lines[row])
  }
}

extension [LimitFault] {
  /// The most faults of one adjustment that are told one by one.
  private static let most = 20

  /// The findings, each row's once, in the order of the rows; of many the rest is counted.
  var diagnostics: [Diagnostic] {
    let distinct = Dictionary(grouping: Set(self), by: \.rule)
    return distinct.sorted { $0.key < $1.key }.flatMap { _, faults in
      let sorted = faults.sorted { ($0.place, $0.message) < ($1.place, $1.message) }
      let told = sorted.prefix(Self.most).map {
        Diagnostic(.adjustmentOutsideLimits, $0.message, at: $0.place, help: $0.help)
      }
      guard sorted.count > Self.most else { return Array<Diagnostic>(told) }
      return told + [
        Diagnostic(
          .adjustmentOutsideLimits, "the same holds for \(sorted.count - Self.most) more",
          at: sorted[Self.most].place,
          help: sorted[Self.most].help)
      ]
    }
  }
}
