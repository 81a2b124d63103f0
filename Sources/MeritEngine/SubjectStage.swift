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

  /// Fewer subjects than this are not worth several workers.
  static let leastShared = 256
  /// The operands of so many subjects are evaluated at once: their values stay in the cache.
  static let mostAtOnce = 512
  /// For fewer subjects than this no operands are evaluated at once.
  private static let leastAtOnce = 8

  /// What the subjects gave.
  struct Results: Sendable {
    private(set) var values: [Value] = []
    /// The lines, steps or entries of those who have some.
    private(set) var parts = PartRows()
    private(set) var waiting: [Int: [WaitingAddition]] = [:]
    private(set) var faults: [(subject: Int, fault: EvaluationFault)] = []

    init(capacity: Int) { values.reserveCapacity(capacity) }

    /// Adds the value of one subject.
    private mutating func add(_ value: Value, _ range: ValueRange?, _ subject: Int) {
      values.append(value)
      if let range, let number = value.number, !range.contains(number) {
        faults.append((subject, .outsideRange(number)))
      }
    }

    /// Adds what the rule gives for one subject.
    fileprivate mutating func add(_ evaluation: RuleEvaluation, _ keepsParts: Bool) {
      let subject = evaluation.subject
      do {
        let shaped = try evaluation.result()
        add(shaped.value, evaluation.scene.range, subject)
        if keepsParts { parts.add(shaped.parts) }
        if let more = shaped.waiting { waiting[subject] = more }
      } catch {
        values.append(.missing)
        if keepsParts { parts.add([]) }
        faults.append((subject, error))
      }
    }

    /// Adds what was computed for many at once, and what `alone` gives for each who was left out.
    fileprivate mutating func add(
      _ whole: RuleColumns, of subjects: ArraySlice<Int>, _ scene: RuleScene, _ keepsParts: Bool,
      alone: (inout Results, _ place: Int) -> Void
    ) {
      let range = scene.range
      for (place, value) in whole.values.enumerated() {
        guard let value else {
          alone(&self, place)
          continue
        }
        let subject = subjects[subjects.startIndex + place]
        add(value, range, subject)
        if keepsParts { parts.add(whole.parts(at: place)) }
        if let more = whole.waiting(at: place) { waiting[subject] = more }
      }
    }
  }

  /// What the rule gives for each of them.
  func results(of subjects: ArraySlice<Int>) -> Results {
    var results = Results(capacity: subjects.count)
    guard let first = subjects.first else { return results }
    var evaluation = RuleEvaluation(work: work, scene: scene, subject: first, trace: nil)
    Self.forEachBatch(of: subjects, scene) { batch, isWorthIt in
      let known =
        isWorthIt ? OperandColumns(scene.operands, work: work, scene: scene, people: batch) : nil
      evaluation.expressions.know(known)
      func alone(_ results: inout Results, _ place: Int) {
        evaluation.expressions.turn(to: batch[batch.startIndex + place], at: place)
        results.add(evaluation, keepsParts)
      }
      if let known, let whole = RuleColumns(known, keepsParts: keepsParts) {
        results.add(whole, of: batch, scene, keepsParts, alone: alone)
      } else {
        for place in 0..<batch.count { alone(&results, place) }
      }
    }
    return results
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
