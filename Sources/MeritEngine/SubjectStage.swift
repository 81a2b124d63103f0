import MeritModel
import MeritPolicy

/// One rule for many subjects: a stage of a period.
///
/// While it is computed the workspace is only read. What each subject gives is kept as a value here and
/// written into the workspace afterwards, in the order of the subjects, by the one who walks the rules.
struct SubjectStage {
  let work: Workspace
  let scene: RuleScene

  /// Fewer subjects than this are not worth several workers.
  fileprivate static let leastShared = 256
  /// The operands of so many subjects are evaluated at once: their values stay in the cache.
  private static let mostAtOnce = 512
  /// For fewer subjects than this no operands are evaluated at once.
  private static let leastAtOnce = 8

  /// What a stretch of subjects gave.
  private struct Results: Sendable {
    var values: [Value] = []
    /// The lines, steps or entries of those who have some.
    var parts = PartRows()
    var waiting: [Int: [WaitingAddition]] = [:]
    var faults: [(subject: Int, fault: EvaluationFault)] = []

    /// Adds the value of one subject.
    mutating func add(_ value: Value, _ scene: RuleScene, _ subject: Int) {
      values.append(value)
      if let range = scene.range, let number = value.number, !range.contains(number) {
        faults.append((subject, .outsideRange(number)))
      }
    }

    /// Adds what the rule gives for one subject.
    mutating func add(_ evaluation: RuleEvaluation, _ hasParts: Bool) {
      let subject = evaluation.subject
      do {
        let shaped = try evaluation.result()
        add(shaped.value, evaluation.scene, subject)
        if hasParts { parts.add(shaped.parts) }
        if let more = shaped.waiting { waiting[subject] = more }
      } catch {
        values.append(.missing)
        if hasParts { parts.add([]) }
        faults.append((subject, error))
      }
    }
  }

  /// Computes the rule and writes what it gave: the values, the parts, the findings.
  func run(_ subjects: [Int], _ column: inout [Value]) {
    let (work, scene, hasParts) = (work, scene, keepsParts)
    let isWorthIt = subjects.count >= Self.leastShared
    let workers: any Workers = isWorthIt ? work.workers : OneWorker()
    let stretches = workers.split(subjects.count) { places in
      Self.results(of: subjects[places], work, scene, hasParts)
    }
    var parts = PartTable(count: hasParts ? column.count : 0)
    var waiting: [Int: [WaitingAddition]] = [:]
    var place = 0
    for stretch in stretches {
      for (offset, value) in stretch.values.enumerated() {
        column[subjects[place + offset]] = value
      }
      if hasParts { parts.add(stretch.parts, of: subjects[place..<place + stretch.values.count]) }
      place += stretch.values.count
      waiting.merge(stretch.waiting) { _, later in later }
      for (subject, fault) in stretch.faults {
        FaultReport(work: work, scene: scene, subject: subject).add(fault)
      }
    }
    if hasParts { work.setParts(parts, of: scene.rule) }
    if !waiting.isEmpty { work.waiting[scene.rule.id] = waiting }
  }

  /// Whether the rule's lines, steps or entries are asked for by other rules or afterwards.
  private var keepsParts: Bool {
    if case .balance = scene.rule.body { return true }
    return work.stage.tellsParts && scene.rule.body.hasParts
  }

  private static func results(
    of subjects: ArraySlice<Int>, _ work: Workspace, _ scene: RuleScene, _ hasParts: Bool
  ) -> Results {
    var results = Results()
    results.values.reserveCapacity(subjects.count)
    guard let first = subjects.first else { return results }
    var evaluation = RuleEvaluation(work: work, scene: scene, subject: first, trace: nil)
    forEachBatch(of: subjects, scene) { batch, isWorthIt in
      let known =
        isWorthIt ? OperandColumns(scene.operands, work: work, scene: scene, people: batch) : nil
      evaluation.expressions.know(known)
      guard let known, let whole = RuleColumns(known, keepsParts: hasParts) else {
        for (place, subject) in batch.enumerated() {
          evaluation.expressions.turn(to: subject, at: place)
          results.add(evaluation, hasParts)
        }
        return
      }
      for (place, value) in whole.values.enumerated() {
        let subject = batch[batch.startIndex + place]
        if let value {
          results.add(value, scene, subject)
          if hasParts { results.parts.add(whole.parts(at: place)) }
          if let more = whole.waiting(at: place) { results.waiting[subject] = more }
        } else {
          evaluation.expressions.turn(to: subject, at: place)
          results.add(evaluation, hasParts)
        }
      }
    }
    return results
  }

  /// Goes through subjects batch by batch, and says of each whether it is worth evaluating at once.
  fileprivate static func forEachBatch<Failure>(
    of subjects: ArraySlice<Int>, _ scene: RuleScene,
    _ take: (_ batch: ArraySlice<Int>, _ isWorthIt: Bool) throws(Failure) -> Void
  ) throws(Failure) {
    for start in stride(from: subjects.startIndex, to: subjects.endIndex, by: mostAtOnce) {
      let batch = subjects[start..<min(start + mostAtOnce, subjects.endIndex)]
      try take(batch, batch.count >= leastAtOnce && scene.scope == .employee)
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
  /// Asks something of many subjects, of which nothing is written down; the answers in their order.
  ///
  /// The expressions that are asked of each are evaluated for many subjects at once.
  func answers<Answer: Sendable>(
    of subjects: [Int], _ scene: RuleScene, asking expressions: [CompiledExpression],
    _ ask: @Sendable (RuleEvaluation) throws(EvaluationFault) -> Answer
  ) -> [Result<Answer, EvaluationFault>] {
    guard let first = subjects.first else { return [] }
    let isWorthIt = subjects.count >= SubjectStage.leastShared
    let workers: any Workers = isWorthIt ? self.workers : OneWorker()
    return workers.split(subjects.count) { places in
      var answers: [Result<Answer, EvaluationFault>] = []
      answers.reserveCapacity(places.count)
      var evaluation = RuleEvaluation(work: self, scene: scene, subject: first, trace: nil)
      SubjectStage.forEachBatch(of: subjects[places], scene) { batch, isWorthIt in
        let known =
          isWorthIt
          ? OperandColumns(expressions, work: self, scene: scene, people: batch) : nil
        evaluation.expressions.know(known)
        for (place, subject) in batch.enumerated() {
          evaluation.expressions.turn(to: subject, at: place)
          // A closure would hold the evaluation, and copy it for each subject.
          do throws(EvaluationFault) { answers.append(.success(try ask(evaluation))) } catch {
            answers.append(.failure(error))
          }
        }
      }
      return answers
    }.flatMap(\.self)
  }

  /// The values of expressions for many subjects, those of each expression in the subjects' order.
  ///
  /// Throws the fault of the first subject that has one.
  func values(
    of expressions: [CompiledExpression], for subjects: [Int], _ scene: RuleScene
  ) throws(EvaluationFault) -> [[Value]] {
    let isWorthIt = subjects.count >= SubjectStage.leastShared
    let workers: any Workers = isWorthIt ? self.workers : OneWorker()
    let stretches = workers.split(subjects.count) { places in
      Result { () throws(EvaluationFault) in
        try stretch(of: expressions, for: subjects[places], scene)
      }
    }
    var columns = expressions.map { _ in [Value]() }
    for stretch in stretches {
      for (column, values) in try stretch.get().enumerated() { columns[column] += values }
    }
    return columns
  }

  private func stretch(
    of expressions: [CompiledExpression], for subjects: ArraySlice<Int>, _ scene: RuleScene
  ) throws(EvaluationFault) -> [[Value]] {
    var columns = expressions.map { _ in [Value]() }
    guard let first = subjects.first else { return columns }
    var alone = ExpressionEvaluation(work: self, scene: scene, subject: first)
    try SubjectStage.forEachBatch(of: subjects, scene) {
      (batch, isWorthIt) throws(EvaluationFault) in
      let people = ExpressionColumns(work: self, scene: scene, people: batch)
      let known = expressions.map { isWorthIt ? people.column($0.root) : nil }
      for (place, subject) in batch.enumerated() {
        for (column, expression) in expressions.enumerated() {
          if let value = known[column]?[place] {
            columns[column].append(value)
          } else {
            alone.turn(to: subject, at: place)
            columns[column].append(try alone.value(expression))
          }
        }
      }
    }
    return columns
  }

  /// Keeps the values of a rule's lines, steps or entries, by person or group.
  func setParts(_ parts: PartTable, of rule: Rule) {
    switch rule.body {
    case .score: lines[rule.id] = parts
    case .bonus: steps[rule.id] = parts
    case .balance: balances[rule.id] = parts
    case .outcome(.requires): requirements[rule.id] = parts
    default: break
    }
  }
}
