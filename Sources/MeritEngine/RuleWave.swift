import MeritModel
import MeritPolicy

/// Rules of which none reads another, computed at the same time.
///
/// First each rule decides what goes by a whole group at once (``GroupFacts``); then stretches of
/// subjects of all rules are computed, and put together by rule. The workspace is only read meanwhile.
/// What came out is written into it in between, in the order of the rules, by the one who walks them.
struct RuleWave {
  let work: Workspace
  /// What is asked where some people are computed in another plan.
  let demand: OtherPlanDemand?

  /// So many subjects of one rule are computed in one go.
  private static let stretch = 2 * SubjectStage.mostAtOnce
  /// More rules than this are not computed at the same time, since what all of them gave is kept
  /// meanwhile.
  private static let mostRules = 16

  /// Computes rules in their order.
  func run(_ rules: [RuleID]) {
    for start in stride(from: 0, to: rules.count, by: Self.mostRules) {
      compute(rules[start..<min(start + Self.mostRules, rules.count)])
    }
  }

  /// A rule with those for whom it is computed.
  private struct Asked {
    let scene: RuleScene
    let subjects: [Int]
    let facts: GroupFacts?
  }

  private func compute(_ rules: ArraySlice<RuleID>) {
    let workers = workers(for: work.cohort.members.count)
    let asked = workers.each(rules.count) { ask(rules[rules.startIndex + $0]) }
    for one in asked { if let facts = one.facts { work.keep(facts, of: one.scene.rule.id) } }
    // Ceilings on grades go by the seats.
    let limited = workers.each(asked.count) { ceilings(asked[$0]) }
    for (one, seats) in zip(asked, limited) { work.limited[one.scene.rule.id] = seats }
    for (one, column) in zip(asked, columns(asked)) { write(column, of: one.scene) }
  }

  private func workers(for subjects: Int) -> any Workers {
    subjects >= SubjectStage.leastShared ? work.workers : OneWorker()
  }

  private func ask(_ id: RuleID) -> Asked {
    let scene = RuleScene(work.policy[id], of: work.policy)
    return Asked(
      scene: scene, subjects: subjects(scene),
      facts: GroupFacts(scene, in: work, isOfMoved: isOfMoved(id)))
  }

  private func ceilings(_ asked: Asked) -> Result<[Int: LimitedGrades.Seat], EvaluationFault>? {
    guard case .grade(let grade) = asked.scene.rule.body, let limits = grade.limits,
      !isOfMoved(asked.scene.rule.id)
    else { return nil }
    let grades = LimitedGrades(work: work, scene: asked.scene, grade: grade, limits: limits)
    return Result { () throws(EvaluationFault) in try grades.seats() }
  }

  // MARK: Subjects

  /// Whether a rule is asked of people in another plan only; they take no seats in it.
  private func isOfMoved(_ id: RuleID) -> Bool {
    demand.map { !$0.everybody.contains(id) } ?? false
  }

  /// The people or groups for whom a rule is computed.
  private func subjects(_ scene: RuleScene) -> [Int] {
    guard scene.scope == .employee else {
      let groups = work.cohort.groups[scene.scope]?.ids ?? []
      if scene.isForEverybody { return Array(groups.indices) }
      let reached = work.reachedGroups(scene)
      return groups.indices.filter { reached[$0] }
    }
    let people = isOfMoved(scene.rule.id) ? work.moved.sorted() : work.cohort.members
    return scene.isForEverybody ? people : people.filter { work.isReached(scene, $0) }
  }

  // MARK: Values

  /// What a rule gave.
  private struct Column {
    let values: [Value]
    /// The lines, steps or entries, where they are asked for.
    let parts: PartTable?
    let waiting: [Int: [WaitingAddition]]
    let faults: [(subject: Int, fault: EvaluationFault)]
  }

  /// What the rules give, each for its subjects.
  private func columns(_ asked: [Asked]) -> [Column] {
    // There may be many more customers than people.
    let workers = workers(for: asked.map(\.subjects.count).max() ?? 0)
    var stretches: [(rule: Int, subjects: ArraySlice<Int>)] = []
    var ofRule: [Range<Int>] = []
    for (rule, one) in asked.enumerated() {
      let first = stretches.count
      for start in stride(from: 0, to: one.subjects.count, by: Self.stretch) {
        let end = min(start + Self.stretch, one.subjects.count)
        stretches.append((rule, one.subjects[start..<end]))
      }
      ofRule.append(first..<stretches.count)
    }
    let results = workers.each(stretches.count) { [stretches] place in
      let scene = asked[stretches[place].rule].scene
      return SubjectStage(work: work, scene: scene, keepsParts: keepsParts(scene))
        .results(of: stretches[place].subjects)
    }
    return workers.each(asked.count) { [stretches, ofRule] rule in
      column(asked[rule], results[ofRule[rule]], stretches[ofRule[rule]].lazy.map { $0.subjects })
    }
  }

  /// What stretches of a rule's subjects gave, put together.
  private func column(
    _ asked: Asked, _ results: ArraySlice<SubjectStage.Results>,
    _ stretches: some Sequence<ArraySlice<Int>>
  ) -> Column {
    let groups = work.cohort.groups[asked.scene.scope]?.ids.count ?? 0
    let count = asked.scene.scope == .employee ? work.cohort.decidingRow.count : groups
    var values = [Value](repeating: .notApplicable, count: count)
    var parts = keepsParts(asked.scene) ? PartTable(count: count) : nil
    var waiting: [Int: [WaitingAddition]] = [:]
    for (results, subjects) in zip(results, stretches) {
      let found = results.values
      var place = 0
      for subject in subjects {
        values[subject] = found[place]
        place += 1
      }
      parts?.add(results.parts, of: subjects)
      waiting.merge(results.waiting) { _, later in later }
    }
    return Column(
      values: values, parts: parts, waiting: waiting, faults: results.flatMap { $0.faults })
  }

  /// Whether the rule's lines, steps or entries are asked for by other rules or afterwards.
  private func keepsParts(_ scene: RuleScene) -> Bool {
    if case .balance = scene.rule.body { return true }
    return work.stage.tellsParts && scene.rule.body.hasParts
  }

  private func write(_ column: Column, of scene: RuleScene) {
    for (subject, fault) in column.faults {
      FaultReport(work: work, scene: scene, subject: subject).add(fault)
    }
    if let parts = column.parts { work.setParts(parts, of: scene.rule) }
    if !column.waiting.isEmpty { work.waiting[scene.rule.id] = column.waiting }
    var values = column.values
    if case .bonus = scene.rule.body { addOtherPay(scene, &values) }
    work.columns[scene.rule.id.index] = values
  }

  private func addOtherPay(_ scene: RuleScene, _ column: inout [Value]) {
    do { try work.addOtherPay(to: scene.rule, &column) } catch {
      for person in work.otherPay.keys.sorted() {
        FaultReport(work: work, scene: scene, subject: person).add(error)
      }
    }
  }
}

extension RuleBody {
  /// Whether the rule has lines, steps or entries with values of their own.
  fileprivate var hasParts: Bool {
    switch self {
    case .score, .bonus, .balance, .outcome(.requires): true
    case .measure, .indicator, .grade, .allocation, .prize, .ranking, .outcome: false
    }
  }
}

extension Workspace {
  /// Keeps the values of a rule's lines, steps or entries, by person or group.
  fileprivate func setParts(_ parts: PartTable, of rule: Rule) {
    switch rule.body {
    case .score: lines[rule.id] = parts
    case .bonus: steps[rule.id] = parts
    case .balance: balances[rule.id] = parts
    case .outcome(.requires): requirements[rule.id] = parts
    default: break
    }
  }
}
