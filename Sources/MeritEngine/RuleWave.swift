import MeritModel
import MeritPolicy

/// Rules of which none reads another, computed at the same time.
///
/// Some rules first decide what goes by a whole group at once (``GroupFacts``), which takes long on one
/// thread; the others are computed meanwhile, each cut into stretches of subjects. Then those that had
/// to decide are computed. The workspace is only read while threads are at work. What came out is
/// written into it in between, in the order of the rules, by the one who walks them.
struct RuleWave {
  let work: Workspace
  /// What is asked where some people are computed in another plan.
  let demand: OtherPlanDemand?

  /// So many subjects of one rule are computed in one go.
  private static let stretch = SubjectStage.mostAtOnce
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
  }

  /// A rule after the first round: what it decided, or its values where it had nothing to decide.
  private struct Begun {
    let asked: Asked
    var facts: GroupFacts?
    var column: Column?
  }

  private func compute(_ rules: ArraySlice<RuleID>) {
    let workers = work.workers(for: work.cohort.members.count)
    let scenes = rules.map { RuleScene(work.policy[$0], of: work.policy) }
    // Those that decide begin, since nobody can help with all of what they do.
    let places =
      scenes.indices.filter { scenes[$0].decidesOfGroups }
      + scenes.indices.filter { !scenes[$0].decidesOfGroups }
    let found = workers.each(places.count) { begin(scenes[places[$0]]) }
    var begun = zip(places, found).sorted { $0.0 < $1.0 }.map(\.1)
    for one in begun { if let facts = one.facts { work.keep(facts, of: one.asked.scene.rule.id) } }
    // Ceilings on grades go by the seats.
    let open = begun.indices.filter { begun[$0].column == nil }
    let asked = open.map { begun[$0].asked }
    let limited = workers.each(asked.count) { ceilings(asked[$0]) }
    for (one, seats) in zip(asked, limited) { work.limited[one.scene.rule.id] = seats }
    let columns = workers.each(asked.count) { column(asked[$0]) }
    for (place, column) in zip(open, columns) { begun[place].column = column }
    for place in begun.indices { write(&begun[place]) }
  }

  private func begin(_ scene: RuleScene) -> Begun {
    let asked = Asked(scene: scene, subjects: subjects(scene))
    guard scene.decidesOfGroups else { return Begun(asked: asked, column: column(asked)) }
    let facts = GroupFacts(scene, in: work, isOfMoved: isOfMoved(scene.rule.id))
    return Begun(asked: asked, facts: facts)
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
    var values: [Value]
    /// The lines, steps or entries, where they are asked for.
    let parts: PartTable?
    let waiting: [Int: [WaitingAddition]]
    let faults: [(subject: Int, fault: EvaluationFault)]
  }

  /// What a rule gives for its subjects.
  private func column(_ asked: Asked) -> Column {
    let (scene, subjects) = (asked.scene, asked.subjects)
    let stretches = stride(from: 0, to: subjects.count, by: Self.stretch).map {
      subjects[$0..<min($0 + Self.stretch, subjects.count)]
    }
    let stage = SubjectStage(work: work, scene: scene, keepsParts: keepsParts(scene))
    let results = work.workers.each(stretches.count) { stage.results(of: stretches[$0]) }
    let groups = work.cohort.groups[scene.scope]?.ids.count ?? 0
    let count = scene.scope == .employee ? work.cohort.decidingRow.count : groups
    var values = [Value](repeating: .notApplicable, count: count)
    var parts = keepsParts(scene) ? PartTable(count: count) : nil
    var waiting: [Int: [WaitingAddition]] = [:]
    for results in results {
      for batch in results.batches {
        for (subject, value) in zip(batch.subjects, batch.values) {
          if let value { values[subject] = value }
        }
        if let rows = batch.parts { parts?.add(rows, of: batch.subjects) }
      }
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

  /// Writes what a rule gave, which is taken and not copied.
  private func write(_ one: inout Begun) {
    guard var column = one.column.take() else { return }
    let scene = one.asked.scene
    for (subject, fault) in column.faults {
      FaultReport(work: work, scene: scene, subject: subject).add(fault)
    }
    if let parts = column.parts { work.setParts(parts, of: scene.rule) }
    if !column.waiting.isEmpty { work.waiting[scene.rule.id] = column.waiting }
    if case .bonus = scene.rule.body { addOtherPay(scene, &column.values) }
    work.columns[scene.rule.id.index] = column.values
  }

  private func addOtherPay(_ scene: RuleScene, _ column: inout [Value]) {
    do { try work.addOtherPay(to: scene.rule, &column) } catch {
      for person in work.otherPay.keys.sorted() {
        FaultReport(work: work, scene: scene, subject: person).add(error)
      }
    }
  }
}

extension RuleScene {
  /// Whether something is decided or looked up before the rule is computed of each subject.
  fileprivate var decidesOfGroups: Bool {
    switch rule.body {
    case .allocation, .prize, .balance, .ranking: true
    case .measure(let measure): if case .rating = measure.shape { true } else { false }
    case .grade(let grade): if case .quota = grade.method { true } else { grade.limits != nil }
    case .indicator, .score, .bonus, .outcome: false
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
