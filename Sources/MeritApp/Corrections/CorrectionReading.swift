import MeritEngine
import MeritLedger
import MeritModel
import MeritPolicy
package import MeritReport

/// A closed period as it comes out now, with the documents that are sealed with the correction.
package struct CorrectedResult: Sendable {
  /// What is told of it.
  package let facts: CorrectedPeriod
  let figures: [UInt8]
  let people: [UInt8]
}

/// Compares closed periods, computed once more, with what was sealed and paid.
struct CorrectionReading {
  let reading: PeriodReading
  let history: SealedHistory
  let policies: [CompiledFile]

  /// What became of a closed period; nil where every figure is as it was.
  func result(of seal: Seal, _ calculation: Calculation) throws -> CorrectedResult? {
    let figures = OutputFile.figures(of: calculation).bytes
    let compared = FigureComparison(
      sealed: try history.document("figures.csv", of: seal), now: figures)
    guard !compared.differences.isEmpty else { return nil }
    let file = policies.first { $0.policy.header.version == calculation.policy.header.version }
    var causes = CorrectionCauses()
    if let file {
      causes = try CauseReading(reading: reading, history: history, file: file)
        .causes(of: seal, cohort: calculation.cohort)
    }
    let facts = CorrectedPeriod(
      period: seal.entry.period.name, revision: history.baseline(of: seal).revision + 1,
      figureCount: compared.differences.count,
      lines: try lines(seal.entry.period.name, calculation, causes), causes: causes.all)
    return CorrectedResult(
      facts: facts, figures: figures, people: SealedPeople.file(of: calculation.cohort).bytes)
  }

  private func lines(
    _ period: String, _ calculation: Calculation, _ causes: CorrectionCauses
  ) throws -> [CorrectionLine] {
    let before = try history.paid(for: period)
    var now: [SealedPay.Key: Exact] = [:]
    for line in calculation.payroll {
      let key = SealedPay.Key(employee: line.employee, payCode: line.payCode)
      now[key] = try now[key, default: .zero] + line.amount
    }
    let places = Dictionary(
      calculation.cohort.roster.people.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    let keys = Set(before.keys).union(now.keys).sorted {
      ($0.employee, $0.payCode) < ($1.employee, $1.payCode)
    }
    return try keys.compactMap { key in
      let (old, new) = (before[key] ?? .zero, now[key] ?? .zero)
      guard old != new else { return nil }
      return CorrectionLine(
        employee: key.employee,
        name: places[key.employee].map { calculation.name(of: $0) } ?? "", payCode: key.payCode,
        before: old, now: new, difference: try new - old, cause: causes.words(for: key.employee))
    }
  }

  /// The finding for a closed period that lies too far back; nil where nothing differs.
  func finding(_ seal: Seal, _ calculation: Calculation, retro: Retro?) throws -> Diagnostic? {
    let figures = OutputFile.figures(of: calculation).bytes
    let compared = FigureComparison(
      sealed: try history.document("figures.csv", of: seal), now: figures)
    guard !compared.differences.isEmpty else { return nil }
    let people = Set(compared.differences.filter { $0.scope == "employee" }.map(\.id)).count
    return Diagnostic(
      .correctionNotPaid,
      "\(seal.entry.period.name) would come out differently: \(compared.differences.count) figures, "
        + "\(people) \(people == 1 ? "person" : "people"); nothing of it is paid",
      help: retro.map { "it lies more than \($0.atMostMonths ?? 0) months back, as `retro` says" }
        ?? "the policy has no `retro`; with `\"retro\": { \"mode\": \"forward-delta\" }` this run "
        + "pays the difference; `merit verify` names the rows")
  }
}
