internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// What one worker gathers of one table.
///
/// Unchecked, since one worker owns it until the scan is over.
final class TableWorker: @unchecked Sendable {
  private let plan: TablePlan
  private let isText: [Bool]
  private let exclusions: Exclusions
  /// The hashes of the rows' keys that this pass keeps; nil where it keeps none.
  private let part: DuplicateSearch.Part?
  let hashes = KeyHashes()
  let partials: [Partial]
  /// The rows that break the limits of adjustments.
  private(set) var limitFaults: [LimitFault] = []
  /// The rows that lookups leave out; nil where they can leave out none.
  let missed: MissedRows?
  private let sound: Lane<Int32>
  private let inside: Lane<Int32>
  private let chosen: Lane<Int32>
  /// Of many windows: the rows by stretch, the stretch of each row, and where each begins.
  private let sorted: Lane<Int32>
  private let stretchOfRow: Lane<Int32>
  private let starts: Lane<Int>
  private var masks = MaskStack()
  /// The owners of rows that belong to people in other ways than the table's own.
  private let passes: OwnerPasses

  init(
    _ plan: TablePlan, people: OwnerIndex, hashing part: DuplicateSearch.Part?,
    exclusions: Exclusions
  ) {
    self.plan = plan
    self.part = part
    self.exclusions = exclusions
    isText = plan.table.columns.map(\.kind.isText)
    passes = OwnerPasses(plan, people: people)
    missed = MissedRows(plan)
    partials = plan.keys.map { key in
      let isCredited = plan.ownerships[key.ownership] == .credits
      return Partial(
        key, people: plan.owners(key.ownership, of: people.count),
        shares: isCredited ? plan.creditShares.shares : nil)
    }
    sound = Lane(capacity: RowBatch.capacity, repeating: 0)
    inside = Lane(capacity: RowBatch.capacity, repeating: 0)
    chosen = Lane(capacity: RowBatch.capacity, repeating: 0)
    let room = plan.cut == nil ? 1 : RowBatch.capacity
    sorted = Lane(capacity: room, repeating: 0)
    stretchOfRow = Lane(capacity: room, repeating: 0)
    starts = Lane(capacity: (plan.cut?.count ?? 0) + 2, repeating: 0)
  }

  deinit {
    sound.free()
    inside.free()
    chosen.free()
    sorted.free()
    stretchOfRow.free()
    starts.free()
    masks.free()
  }

  func take(_ batch: RowBatch) {
    RowPreparation(plan: plan, batch: batch).run()
    if let part { hashes.take(batch, part, isText) }
    if !exclusions.isEmpty { exclude(batch) }
    if plan.ownerships.count > 1 { passes.prepare(batch) }
    if let excused = plan.excused { excused.exclude(batch, plan, passes) }
    missed?.begin(batch)
    defer { missed?.end(batch) }
    let count = RowAccount(plan: plan, passes: passes, missed: missed).run(batch, sound: sound)
    if let cut = plan.cut, let date = plan.table.date {
      takeCut(batch, cut, batch.lanes[date], count)
      return
    }
    for window in plan.windows.indices {
      let bounds = plan.windows[window]
      let inWindow = select(batch, bounds, from: sound, count, into: inside)
      aggregate(batch, window, inWindow)
    }
  }

  /// Sorts the rows by the stretch of their date, so that each window's rows stand together.
  private func takeCut(
    _ batch: RowBatch, _ cut: WindowCut, _ dates: Lane<Int64>, _ count: Int
  ) {
    starts.fill(0, count: cut.count + 2)
    for index in 0..<count {
      let stretch = cut.stretch(of: dates[Int(sound[index])])
      stretchOfRow[index] = stretch
      starts[Int(stretch) &+ 1] &+= 1
    }
    for stretch in 0...cut.count { starts[stretch &+ 1] &+= starts[stretch] }
    for index in 0..<count {
      let stretch = Int(stretchOfRow[index])
      sorted[starts[stretch]] = sound[index]
      starts[stretch] &+= 1
    }
    // Each start has moved on to the end of its stretch.
    for (window, stretches) in cut.ranges.enumerated() where !stretches.isEmpty {
      let first = stretches.lowerBound == 0 ? 0 : starts[stretches.lowerBound - 1]
      let found = starts[stretches.upperBound - 1] - first
      for index in 0..<found { inside[index] = sorted[first &+ index] }
      aggregate(batch, window, found)
    }
  }

  private func exclude(_ batch: RowBatch) {
    for row in 0..<batch.count where batch.faults[row] == 0 {
      let place = RowPlace(file: batch.file, line: batch.lines[row])
      guard let exclusion = exclusions[place] else { continue }
      if let use = exclusion.kind.use {
        batch.faults[row] = TableWorker.superfluousMark
        batch.log.uses[use.rawValue] += 1
      } else {
        batch.faults[row] = RowFault.conflict.rawValue
        batch.log.faults[Int(RowFault.conflict.rawValue)] += 1
      }
      let code = exclusion.kind.code
      batch.log.report(
        RowProblem(
          code: code, severity: code.severity, table: batch.log.table, file: batch.log.file,
          line: batch.lines[row], column: nil,
          message: exclusion.kind.words(exclusions.place(exclusion.other)),
          value: plan.table.key.map { batch.value($0, row).canonicalText }.joined(separator: ", ")))
    }
  }

  /// Marks a row that is sound and that another one makes superfluous; no fault has this number.
  private static let superfluousMark: UInt8 = 255

  private func select(
    _ batch: RowBatch, _ bounds: TablePlan.WindowBounds, from source: Lane<Int32>, _ count: Int,
    into target: Lane<Int32>
  ) -> Int {
    guard let date = plan.table.date else {
      for index in 0..<count { target[index] = source[index] }
      return count
    }
    let lane = batch.lanes[date]
    var found = 0
    for index in 0..<count {
      let row = source[index]
      let cell = lane[Int(row)]
      target[found] = row
      found &+= cell >= bounds.least && cell <= bounds.greatest ? 1 : 0
    }
    return found
  }

  private func aggregate(_ batch: RowBatch, _ window: Int, _ count: Int) {
    guard count > 0 else { return }
    let work = plan.work[window]
    for place in work.plain { add(batch, place, inside, count) }
    for (condition, places) in work.conditioned {
      let test = plan.conditions[condition]
      let found = filter(batch, test, plan.slowConditions[condition], count)
      for place in places { add(batch, place, chosen, found) }
    }
  }

  private func add(_ batch: RowBatch, _ key: Int, _ rows: Lane<Int32>, _ count: Int) {
    let ownership = plan.keys[key].ownership
    if ownership == 0 {
      partials[key].add(batch, batch.owners, rows, count)
    } else {
      partials[key].add(batch, passes[ownership], rows, count)
    }
    missed?.look(batch, key, rows, count, passes)
    if !plan.limits.isEmpty { checkLimits(batch, key, rows, count) }
  }

  private func checkLimits(_ batch: RowBatch, _ key: Int, _ rows: Lane<Int32>, _ count: Int) {
    let ownership = plan.keys[key].ownership
    for limited in plan.limits[key] ?? [] {
      let check = LimitCheck(
        plan: plan, rule: limited.rule, column: limited.column, limits: limited.limits)
      limitFaults += check.faults(batch, rows, count) { row in
        !plan.hasOwner(ownership) || passes.isInPeriod(row, batch, ownership: ownership)
      }
    }
  }

  private func filter(_ batch: RowBatch, _ test: RowTest, _ slow: RowTest, _ count: Int)
    -> Int
  {
    let hasFractions = test.numberColumns.contains { !batch.wide[$0].isEmpty }
    let safe = hasFractions ? slow : test
    safe.fill(0, &masks, batch, inside, count, plan.policy.calendars)
    let mask = masks.lane(0)
    var found = 0
    for index in 0..<count {
      chosen[found] = inside[index]
      found &+= Int(mask[index])
    }
    return found
  }
}
