import MeritModel
import MeritPolicy

/// One rule for a stretch of subjects.
///
/// While it is computed the workspace is only read; what each subject gives is kept as a value.
struct SubjectStage {
  let work: Workspace
  let scene: RuleScene
  /// Whether the lines, steps or entries are asked for.
  let keepsParts: Bool

  /// The operands of so many subjects are evaluated at once: their values stay in the cache.
  static let mostAtOnce = 512
  /// For fewer subjects than this no operands are evaluated at once.
  private static let leastAtOnce = 8

  /// What the subjects gave.
  struct Results: Sendable {
    /// Of neighbours who were computed at once their values and, where asked for, the values of their
    /// lines, steps or entries.
    private(set) var batches: [(subjects: ArraySlice<Int>, values: [Value?], parts: PartRows?)] = []
    fileprivate(set) var waiting: [Int: [WaitingAddition]] = [:]
    fileprivate(set) var faults: [(subject: Int, fault: EvaluationFault)] = []

    fileprivate mutating func add(_ columns: RuleColumns, of subjects: ArraySlice<Int>) {
      batches.append((subjects, columns.values, columns.parts))
    }
  }

  /// What the rule gives for each of them.
  func results(of subjects: ArraySlice<Int>) -> Results {
    var results = Results()
    guard let first = subjects.first else { return results }
    var evaluation = RuleEvaluation(work: work, scene: scene, subject: first, trace: nil)
    Self.forEachBatch(of: subjects, scene) { batch, isWorthIt in
      let known =
        isWorthIt ? OperandColumns(scene.operands, work: work, scene: scene, people: batch) : nil
      evaluation.expressions.know(known)
      var columns =
        known.flatMap { RuleColumns($0, keepsParts: keepsParts) }
        ?? RuleColumns(alone: batch.count, keepsParts: keepsParts)
      for (place, subject) in batch.enumerated() {
        if columns.values[place] == nil {
          evaluation.expressions.turn(to: subject, at: place)
          compute(&evaluation, at: place, &columns, &results)
        } else if let waiting = columns.waiting(at: place) {
          results.waiting[subject] = waiting
        }
        if let range = scene.range, let number = columns.values[place]?.number,
          !range.contains(number)
        {
          results.faults.append((subject, .outsideRange(number)))
        }
      }
      results.add(columns, of: batch)
    }
    return results
  }

  /// Computes one subject alone; the evaluation is passed in place, since it is large to copy.
  private func compute(
    _ evaluation: inout RuleEvaluation, at place: Int, _ columns: inout RuleColumns,
    _ results: inout Results
  ) {
    do {
      let shaped = try evaluation.result()
      columns.set(shaped.value, shaped.parts, at: place)
      if let waiting = shaped.waiting { results.waiting[evaluation.subject] = waiting }
    } catch {
      columns.set(.missing, [], at: place)
      results.faults.append((evaluation.subject, error))
    }
  }

  /// Goes through subjects batch by batch, and says of each whether it is worth evaluating at once.
  static func forEachBatch<Failure>(
    of subjects: ArraySlice<Int>, _ scene: RuleScene,
    _ take: (_ batch: ArraySlice<Int>, _ isWorthIt: Bool) throws(Failure) -> Void
  ) throws(Failure) {
    for start in stride(from: subjects.startIndex, to: subjects.endIndex, by: mostAtOnce) {
      let batch = subjects[start..<min(start + mostAtOnce, subjects.endIndex)]
      try take(batch, batch.count >= leastAtOnce && scene.scope == .employee)
    }
  }
}
