internal import MeritImport
package import MeritModel
package import MeritPolicy

/// Which rows of a person a measure counted, and why it did not count the others.
package struct RowProvenance: Sendable {
  /// The rows that count, in the order of files and lines.
  package internal(set) var counted: [SourcePlace] = []
  /// The rows that do not count, by reason.
  package internal(set) var notCounted: [String: [SourcePlace]] = [:]
}

extension MeasureScan {
  /// Reads a measure's table once more and sorts the rows of one person.
  ///
  /// Nil where the rule is no aggregate over rows for a person, or its table has no source.
  package func provenance(of rule: RuleID, person: Int, in cohort: Cohort) throws
    -> RowProvenance?
  {
    guard case .rows(let aggregate)? = policy[rule].measure?.shape, policy[rule].scope == .employee,
      let source = sources[policy.inputs[aggregate.table].name]
    else { return nil }
    var single = self
    single.settings.threads = 1
    let once = try OnceMore(single, aggregate.table, source, cohort)
    guard let use = once.plan.uses.first(where: { $0.rule == rule }) else { return nil }
    let sorter = RowSorter(
      plan: once.plan, use: use, aggregate: aggregate, person: person, period: cohort.period,
      files: once.read.files, exclusions: once.exclusions)
    let result = try once.read.scan.run(makeWorker: { Sorted(once.passes()) }) { sorted, batch in
      sorter.sort(batch, sorted.passes, into: &sorted.rows)
    }
    return result.workers.first?.rows ?? RowProvenance()
  }
}

/// Unchecked, since the one worker of the scan owns it.
private final class Sorted: @unchecked Sendable {
  let passes: OwnerPasses
  var rows = RowProvenance()

  init(_ passes: OwnerPasses) {
    self.passes = passes
  }
}

/// Sorts rows by whether and why they count.
private struct RowSorter: Sendable {
  let plan: TablePlan
  let use: TablePlan.Use
  let aggregate: RowAggregate
  let person: Int
  let period: Period
  let files: [String]
  let exclusions: Exclusions

  func sort(_ batch: RowBatch, _ passes: OwnerPasses, into rows: inout RowProvenance) {
    RowPreparation(plan: plan, batch: batch).run()
    passes.prepare(batch)
    for row in 0..<batch.count
    where passes.owns(person, row, batch, ownership: use.key.ownership) {
      let place = SourcePlace(file: files[batch.file], line: batch.lines[row])
      if let reason = reason(batch, row, passes) {
        rows.notCounted[reason, default: []].append(place)
      } else {
        rows.counted.append(place)
      }
    }
  }

  /// The lookup that found nothing, in words; nothing where the file's own cell is empty.
  private func cause(of column: Int, _ batch: RowBatch, _ row: Int) -> String {
    guard let cause = MissedLookups(plan.table).cause(of: column, batch, row),
      let lookup = plan.table.columns[cause].lookup
    else { return "" }
    return ": no row of `\(plan.policy.inputs[lookup.table].name)` gives a "
      + "`\(plan.table.columnName(cause))`"
  }

  private func reason(_ batch: RowBatch, _ row: Int, _ passes: OwnerPasses) -> String? {
    if let fault = RowFault(rawValue: batch.faults[row]) { return fault.reason }
    let place = RowPlace(file: batch.file, line: batch.lines[row])
    if let exclusion = exclusions[place] { return exclusion.kind.reason }
    if let date = plan.table.date {
      let (cell, bounds) = (batch.lanes[date][row], plan.windows[use.key.window])
      let name = plan.table.columnName(date)
      if cell == RowBatch.empty { return "`\(name)` is empty" }
      if cell < bounds.least || cell > bounds.greatest {
        return "`\(name)` is outside \(aggregate.window == nil ? period.name : "the window")"
      }
    }
    if let why = plan.excused?.why(row, batch, passes) { return "excluded: \(why)" }
    if let reversal = plan.table.reversal {
      let reverses = batch.lanes[reversal.column][row] != RowBatch.empty
      if reverses != aggregate.isReversing {
        return reverses ? "reverses another row" : "reverses no other row"
      }
    }
    if let condition = use.key.condition, case .slow(let test) = plan.slowConditions[condition],
      RowEvaluator(batch: batch, calendars: plan.policy.calendars).truth(test, row) != true
    {
      let text = aggregate.function == .share ? aggregate.among : aggregate.condition
      return "`\(text?.text ?? "")` does not hold"
    }
    if let condition = use.part?.condition, case .slow(let test) = plan.slowConditions[condition],
      RowEvaluator(batch: batch, calendars: plan.policy.calendars).truth(test, row) != true
    {
      return "in the divisor alone: `\(aggregate.condition?.text ?? "")` does not hold"
    }
    if let column = aggregate.column, batch.lanes[column][row] == RowBatch.empty {
      return "`\(plan.table.columnName(column))` is empty" + cause(of: column, batch, row)
    }
    return nil
  }
}
