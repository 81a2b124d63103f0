internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Accounts for every row of a batch: used, or why not.
///
/// A row is used where it lies in a period or window and belongs to somebody who is there; of
/// people to whom it is credited in parts, one is enough.
struct RowAccount {
  let plan: TablePlan
  let passes: OwnerPasses
  /// Where it is noted which rows are used; nil where nobody asks.
  var missed: MissedRows?

  /// Accounts for the rows; gives the number of sound ones, which it lists, whoever owns them.
  func run(_ batch: RowBatch, sound: Lane<Int32>) -> Int {
    let owners = passes.accounted(batch)
    let date = plan.table.date.map { batch.lanes[$0] }
    let nobody = plan.isMember.count
    let (hull, hasGaps, isPassed) = (plan.hull, plan.reach.count > 1, !plan.accounted.isEmpty)
    let employment = plan.employment
    let marks = missed?.marks
    var uses = (used: 0, outside: 0)
    var count = 0
    for row in 0..<batch.count where batch.faults[row] == 0 {
      sound[count] = Int32(truncatingIfNeeded: row)
      count &+= 1
      let cell = date?[row] ?? 0
      let isOutside = cell < hull.least || cell > hull.greatest
      if isOutside || hasGaps && !plan.isInReach(cell) || isPassed && plan.isAccounted(cell) {
        if cell == RowBatch.empty {
          batch.log.uses[RowUse.noDate.rawValue] += 1
        } else {
          uses.outside &+= 1
        }
        continue
      }
      guard let owner = owners?[row] else {
        uses.used &+= 1
        if let marks { marks[row] |= MissedRows.isAccounted }
        continue
      }
      if (owner == nobody || !plan.isMember[owner]), isOfCustomer(row) {
        uses.used &+= 1
        if let marks { marks[row] |= MissedRows.isAccounted }
        if owner == nobody, let column = plan.table.owner { note(batch, column, row) }
      } else if owner == nobody {
        batch.log.uses[RowUse.unknownOwner.rawValue] += 1
        if let column = plan.table.owner { note(batch, column, row) }
      } else if plan.isMember[owner] {
        uses.used &+= 1
        if let marks { marks[row] |= MissedRows.isAccounted }
        if let employment, employment.isInPart[owner] { employment.note(batch, row, owner) }
      } else {
        batch.log.uses[RowUse.ownerNotInPeriod.rawValue] += 1
      }
    }
    batch.log.uses[RowUse.used.rawValue] += uses.used
    batch.log.uses[RowUse.outsidePeriod.rawValue] += uses.outside
    noteOthers(batch, date, sound, count)
    return count
  }

  /// Says whether a row belongs in any way to somebody who is there, or needs to belong to nobody.
  func isOfSomebodyThere(_ batch: RowBatch, _ row: Int) -> Bool {
    guard passes.accounted(batch) != nil else { return true }
    return isOfCustomer(row)
      || plan.ownerships.indices.contains { place in
        if case .customer = plan.ownerships[place] { return false }
        return plan.hasOwner(place) && passes.isInPeriod(row, batch, ownership: place)
      }
  }

  /// Says whether a row counts for a customer, whoever of the people owns it.
  private func isOfCustomer(_ row: Int) -> Bool {
    passes.ofCustomers.map { $0[row] < plan.customers.count } ?? false
  }

  /// Notes the unknown ids in other columns that name owners; the account is not theirs.
  private func noteOthers(
    _ batch: RowBatch, _ date: Lane<Int64>?, _ sound: Lane<Int32>, _ count: Int
  ) {
    for named in passes.named where named.column != plan.table.owner {
      for index in 0..<count {
        let row = Int(sound[index])
        if named.owners[row] == named.nobody, plan.isInReach(date?[row] ?? 0) {
          note(batch, named.column, row, named.list)
        }
      }
    }
  }

  private func note(
    _ batch: RowBatch, _ column: Int, _ row: Int, _ list: String = "the roster"
  ) {
    guard batch.lanes[column][row] != RowBatch.empty else { return }
    let money = plan.table.columns.indices.compactMap { place in
      plan.table.columns[place].kind == .money && plan.table.columns[place].lookup == nil
        ? batch.value(place, row).number.map { (column: place, amount: $0) } : nil
    }
    batch.log.note(
      UnknownOwner(id: batch.text(column, row), list: list), line: batch.lines[row],
      money: money)
  }
}
