package import MeritModel
package import MeritPolicy

/// Calculates one period: every rule of its grain, for every person or group; before it the parts
/// and the earlier periods that its rules read.
package struct Calculator {
  private let timeline: Timeline
  /// The periods in the order in which they are calculated; the run's own is the last.
  private let stages: [Workspace]
  /// Those among them that read no other one, where there are many; they are calculated first.
  private let alone: [Workspace]
  private let work: Workspace

  /// Fewer periods that read no other one are not worth a worker each.
  private static let leastAlone = 16

  /// Takes in a period that reads no other one.
  package init(
    policy: CompiledPolicy, cohort: Cohort, measures: MeasureTable,
    workers: any Workers = OneWorker()
  ) {
    self.init(
      versions: [policy], own: PeriodStage(version: 0, cohort: cohort, measures: measures),
      workers: workers)
  }

  /// Takes in the policy versions, the periods that are read, each after those that it reads
  /// itself, and the run's own period; the workers never change what comes out.
  package init(
    versions: [CompiledPolicy], earlier: [PeriodStage] = [], own: PeriodStage,
    workers: any Workers = OneWorker()
  ) {
    timeline = Timeline(
      versions: versions, calendar: versions[own.version].header.calendar, workers: workers)
    work = Workspace(own, of: timeline)
    let isAlone = earlier.map { $0.readsNoOther(versions[$0.version]) }
    let hasMany = isAlone.count(where: { $0 }) >= Self.leastAlone
    stages =
      workers.split(earlier.count) { [timeline, work] places in
        var stages: [Workspace] = []
        for (place, stage) in zip(places, earlier[places]) {
          let one = hasMany && isAlone[place] ? OneWorker() : nil
          stages.append(Workspace(stage, of: timeline, like: stages.last ?? work, workers: one))
        }
        return stages
      }.flatMap(\.self) + [work]
    alone = hasMany ? zip(stages, isAlone).filter(\.1).map(\.0) : []
    for stage in stages { timeline.add(stage) }
    for stage in stages { stage.link() }
  }

  /// Walks the rules in the policy's order.
  package func calculation() -> Checked<Calculation> {
    _ = timeline.workers.each(alone.count) { [alone] place in
      PeriodCalculation(work: alone[place], isOwn: false).run()
    }
    let calculated = Set(alone.map(ObjectIdentifier.init))
    for stage in stages where !calculated.contains(ObjectIdentifier(stage)) {
      PeriodCalculation(work: stage, isOwn: stage === work).run()
    }
    DataChecks(work: work).run()
    GuardWatch(work: work).run()
    var diagnostics = stages.filter { $0.stage.known == nil }.flatMap(\.findings.diagnostics)
    // What is looked at again says again what it said of itself.
    let said = Set(diagnostics)
    var more: Set<Diagnostic> = []
    for stage in stages where stage.stage.known != nil {
      more.formUnion(stage.findings.diagnostics.filter { !said.contains($0) })
    }
    diagnostics += more
    return Checked(summary(of: work), diagnostics.inOrder)
  }

  /// What a period gave that was computed whole; only after ``calculation()``.
  package func calculation(of period: Period) -> Calculation? {
    timeline.workspace(at: period).map(summary)
  }

  /// The rows of void ballots that count nowhere; only after ``calculation()``.
  package func voidRows() -> [VoidRows] { VoidBallots(stages: stages).rows() }

  private func summary(of work: Workspace) -> Calculation {
    let (ranks, (prizes, days)) = work.workers(for: work.cohort.members.count).both {
      Ranks(work: work).columns()
    } _: {
      (work.prizeParts, work.daysInPlan)
    }
    return Calculation(
      policy: work.policy, cohort: work.cohort, columns: work.columns,
      planOfPerson: work.planOfPerson, steps: work.steps, lines: work.lines,
      allocations: work.allocationParts, prizes: prizes, balances: work.balances.byRule,
      requirements: work.requirements,
      ranks: ranks, otherPay: work.otherPay, daysInPlan: days,
      seats: work.seats.byRule.compactMapValues { try? $0.get() })
  }

  /// Explains the value of a rule of the run's own period for a person or group, by the same rules;
  /// only after ``calculation()``.
  package func explanation(of id: RuleID, for subject: Int) -> Explanation {
    explanation(of: id, for: subject, in: work)
  }

  /// Explains a value that another one read, in whatever period it lies.
  package func explanation(of use: Explanation.Use) -> Explanation {
    explanation(of: use.rule, for: use.subject, in: timeline.workspace(at: use.period) ?? work)
  }

  private func explanation(of id: RuleID, for subject: Int, in work: Workspace) -> Explanation {
    let rule = work.policy[id]
    let value = work.columns[id.index]?[subject] ?? .missing
    if work.stage.sealed != nil {
      return Explanation(
        policy: work.policy, rule: rule, period: work.cohort.period,
        subject: work.id(of: subject, rule.scope), value: value, unrounded: value,
        isHandled: false, derivation: nil, ceiling: nil, uses: [], isSealed: true)
    }
    let trace = RuleTrace()
    let evaluation = RuleEvaluation(
      work: work, scene: RuleScene(rule, of: work.policy), subject: subject, trace: trace)
    _ = try? evaluation.result()
    var walk = UseWalk()
    for expression in rule.expressions { walk.add(expression.root, evaluation.expressions) }
    for (expression, at) in trace.elsewhere { walk.add(expression, at) }
    return Explanation(
      policy: work.policy, rule: rule, period: work.cohort.period,
      subject: work.id(of: subject, rule.scope),
      value: value, unrounded: trace.unrounded,
      isHandled: trace.handled, derivation: trace.derivation, ceiling: trace.ceiling,
      uses: walk.uses)
  }
}
