internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Fills the looked-up and derived columns of a batch and refuses rows that break the row check.
struct RowPreparation {
  let plan: TablePlan
  let batch: RowBatch

  func run() {
    lookUp()
    guard !plan.table.derived.isEmpty || plan.rowCheck != nil else { return }
    let evaluator = RowEvaluator(batch: batch, calendars: plan.policy.calendars)
    for (index, derived) in plan.table.derived.enumerated() {
      let column = plan.table.columns.count + index
      for row in 0..<batch.count {
        batch.lanes[column][row] = RowBatch.empty
        guard batch.faults[row] == 0 else { continue }
        store(evaluator.value(derived.source, row), column, row)
      }
    }
    guard let check = plan.rowCheck else { return }
    for row in 0..<batch.count where batch.faults[row] == 0 {
      if evaluator.truth(check, row) == false { refuse(row) }
    }
  }

  /// Looked-up columns stay empty where nothing was read to look them up in.
  private func lookUp() {
    if !plan.lookups.isEmpty { batch.pools = plan.pools }
    for lookup in plan.lookups { lookup.fill(batch, plan.table, periodEnd: plan.periodEnd) }
    guard plan.lookups.isEmpty else { return }
    for (place, column) in plan.table.columns.enumerated() where column.lookup != nil {
      batch.lanes[place].fill(RowBatch.empty, count: batch.count)
    }
  }

  private func store(_ value: Value, _ column: Int, _ row: Int) {
    guard case .present(let scalar) = value else { return }
    switch scalar {
    case .number(let number):
      if let parts = batch.scales[column].parts(number) {
        batch.lanes[column][row] = parts
      } else {
        batch.lanes[column][row] = RowBatch.wideMark
        batch.wide[column][row] = number
      }
    case .flag(let flag): batch.lanes[column][row] = flag ? 1 : 0
    case .day(let day): batch.lanes[column][row] = Int64(day.number)
    case .moment(let moment): batch.lanes[column][row] = moment.seconds
    case .text(let text):
      if case .choice(let names) = batch.kinds[column],
        let place = names.firstIndex(of: text.string)
      {
        batch.lanes[column][row] = Int64(place)
      }
    case .grade: break
    }
  }

  private func refuse(_ row: Int) {
    batch.faults[row] = RowFault.rowCheck.rawValue
    batch.log.faults[Int(RowFault.rowCheck.rawValue)] += 1
    let code = RowFault.rowCheck.code
    batch.log.report(
      RowProblem(
        code: code, severity: code.severity, table: batch.log.table, file: batch.log.file,
        line: batch.lines[row], column: nil,
        message: "the row check `\(plan.table.rowCheck?.text ?? "")` does not hold", value: ""))
  }
}
