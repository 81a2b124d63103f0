import ArgumentParser
import MeritEngine
import MeritImport
import MeritModel
import MeritPolicy

/// The rules of one month as they are computed at its end: every month before it is closed.
///
/// Nothing is written to a ledger: what a run of everything gave of each period before the month stands
/// there as sealed. The periods that the month still needs are those that a run with such a ledger
/// plans. Nothing of the rows is read again, so the rules can be timed several times over.
struct ClosedMonths {
  private let versions: [CompiledPolicy]
  private let earlier: [PeriodStage]
  private let own: PeriodStage
  /// What the month gave with all before it computed.
  private let expected: Calculation

  /// Closes what lies before the period of a run.
  init(
    _ versions: [CompiledPolicy], earlier: [PeriodStage], own: PeriodStage,
    calculator: Calculator, calculation: Calculation
  ) throws {
    (self.versions, self.own, expected) = (versions, own, calculation)
    let period = own.cohort.period
    let closed = earlier.filter { $0.known == nil }.map(\.cohort.period)
      .filter { $0.end < period.start }
    let planned = RunPlan.plan(
      versions, version: own.version, period: period, sealed: Set(closed))
    guard let plan = planned.valid else { throw ValidationError("\(planned.diagnostics)") }
    self.earlier = plan.needs.dropLast().compactMap { need in
      guard let stage = Self.stage(of: need, among: earlier) else { return nil }
      let isClosed = need.known == nil && plan.sealed.contains(need.period)
      let values = isClosed ? calculator.calculation(of: need.period).map(SealedValues.init) : nil
      return PeriodStage(
        version: need.version, cohort: stage.cohort, measures: stage.measures, rules: need.rules,
        sealed: values, known: need.known, tellsParts: false)
    }
    guard self.earlier.count == plan.needs.count - 1 else {
      throw ValidationError("a period of the month's run was not read")
    }
  }

  /// What was read for a need; a closed period that is looked at as it was at its own end had its rows
  /// read for itself.
  private static func stage(of need: PeriodNeed, among read: [PeriodStage]) -> PeriodStage? {
    let same = read.filter { $0.cohort.period == need.period }
    let isOwn = need.known == need.period
    return same.first { $0.known == need.known } ?? same.first { isOwn && $0.known == nil }
  }

  /// What the rules of the month take each time.
  func costs(times: Int, threads: Int) throws -> [EveryShapeBench.Cost] {
    var costs: [EveryShapeBench.Cost] = []
    for _ in 0..<times {
      let start = Instant()
      let calculator = Calculator(
        versions: versions, earlier: earlier, own: own, workers: ThreadWorkers(threads))
      let calculated = calculator.calculation()
      costs.append(start.cost)
      // A run keeps it for explanations, so that letting go of it is not in the rules' time.
      withExtendedLifetime(calculator) {}
      guard calculated.valid?.columns == expected.columns else {
        throw ValidationError("the month comes out differently once the months before are closed")
      }
    }
    return costs
  }
}

extension SealedValues {
  /// What a computed period would be sealed with.
  fileprivate init(_ calculation: Calculation) {
    self.init()
    for rule in calculation.policy.rules {
      columns[rule.id] = calculation.columns[rule.id.index]
    }
    balances = calculation.balances
    for slot in Slot.allCases {
      slots[slot] = calculation.planOfPerson.indices.map { calculation.slot(slot, of: $0) }
    }
  }
}
