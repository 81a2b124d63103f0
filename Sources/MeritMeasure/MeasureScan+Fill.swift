import MeritImport
import MeritModel
import MeritPolicy

extension MeasureScan {
  /// Fills the cells of all figures from what the workers of a pass gathered; gives the findings.
  func fill(
    _ result: inout MeasureResult, _ plan: TablePlan, _ workers: [TableWorker],
    _ cohorts: [Cohort], _ files: [String]
  ) -> [Diagnostic] {
    guard let first = workers.first else { return [] }
    var diagnostics: [Diagnostic] = []
    let isText = plan.columnIndices.map { plan.table.columnKind($0).isText }
    for (place, partial) in first.partials.enumerated() {
      for other in workers.dropFirst() { partial.merge(other.partials[place], isText: isText) }
      partial.finish()
    }
    let cells = CellFiller(
      plan: plan, partials: first.partials, files: files,
      workers: ThreadWorkers(settings.threads))
    for use in plan.uses {
      if case .rows = use.key.what {
        do {
          result.tables[use.cohort].rows[use.rule] = try cells.rows(use, cohorts[use.cohort])
        } catch {
          diagnostics.append(tooLarge("`\(policy[use.rule].name)`", policy[use.rule].place))
        }
        continue
      }
      let (made, overflows) = cells.cells(use, cohorts[use.cohort])
      result.tables[use.cohort].cells[use.rule] = made
      let rule = policy[use.rule]
      for subject in overflows {
        let who = cohorts[use.cohort].id(of: subject, rule.scope)
        diagnostics.append(
          tooLarge("`\(rule.name)` of \(rule.scope.rawValue) `\(who)`", rule.place))
      }
    }
    for total in plan.totals {
      if let number = cells.total(total.key) {
        result.tables[total.cohort].controlTotals[total.check] = number
      } else {
        let check = policy.checks[total.check]
        diagnostics.append(tooLarge("the check `\(check.id)`", check.place))
      }
    }
    return diagnostics
  }

  private func tooLarge(_ what: String, _ place: SourcePlace) -> Diagnostic {
    Diagnostic(
      .overflow, "\(what): the rows add up to a number beyond exact fractions of 128 bits",
      at: place,
      help: "look for rows with amounts that cannot be, and correct them; a range finds them, as "
        + "`\"money 0..1000000\"` for the column")
  }
}
