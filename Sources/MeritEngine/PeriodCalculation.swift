import MeritModel
import MeritPolicy

/// Calculates the rules that are asked of one period, in waves of rules that read none of each other.
struct PeriodCalculation {
  let work: Workspace
  /// Whether it is the run's own period, not one that its rules read.
  let isOwn: Bool
  /// What is asked where the period is computed once more with some people in another plan.
  var demand: OtherPlanDemand?

  func run() {
    if work.stage.sealed != nil { return }
    if isOwn {
      for finding in work.cohort.closedReportingLines { work.findings.add(finding) }
    } else if demand == nil {
      work.findings.period = work.cohort.period.name
    }
    var ofOthers: [CalculationFindings] = []
    if work.policy.header.splitsByDays, demand == nil {
      (work.otherPay, ofOthers) = SplitByDays(work: work).pay()
    }
    for wave in work.policy.waves {
      RuleWave(work: work, demand: demand).run(wave.filter(isAsked))
    }
    for findings in ofOthers { work.findings.merge(findings) }
    if isOwn { PlanFindings(work: work).report() }
  }

  private func isAsked(_ id: RuleID) -> Bool {
    work.policy[id].grain == work.cohort.period.grain && work.asked?.contains(id) ?? true
      && demand?.isAsked(id) ?? true
  }
}
