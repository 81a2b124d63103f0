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
    if !isOwn, demand == nil { work.findings.period = work.cohort.period.name }
    let (lines, (otherPay, ofOthers)) = work.workers(for: work.cohort.members.count).both {
      isOwn ? work.cohort.closedReportingLines : []
    } _: {
      splitsByDays ? SplitByDays(work: work).pay() : ([:], [])
    }
    for finding in lines { work.findings.add(finding) }
    work.otherPay = otherPay
    for wave in work.policy.waves {
      RuleWave(work: work, demand: demand).run(wave.filter(isAsked))
    }
    for findings in ofOthers { work.findings.merge(findings) }
    if isOwn { PlanFindings(work: work).report() }
  }

  /// Whether other plans that were held on days of the period are computed, too.
  private var splitsByDays: Bool { work.policy.header.splitsByDays && demand == nil }

  private func isAsked(_ id: RuleID) -> Bool {
    work.policy[id].grain == work.cohort.period.grain && work.asked?.contains(id) ?? true
      && demand?.isAsked(id) ?? true
  }
}
