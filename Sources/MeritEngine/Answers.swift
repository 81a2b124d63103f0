import MeritModel
import MeritPolicy

extension Workspace {
  /// Asks something of many subjects, of which nothing is written down; the answers in their order.
  ///
  /// The expressions that are asked of each are evaluated for many subjects at once.
  func answers<Answer: Sendable>(
    of subjects: [Int], _ scene: RuleScene, asking expressions: [CompiledExpression],
    _ ask: @escaping @Sendable (RuleEvaluation) throws(EvaluationFault) -> Answer
  ) -> FlattenSequence<[[Result<Answer, EvaluationFault>]]> {
    guard let first = subjects.first else { return [].joined() }
    return workers(for: subjects.count).split(subjects.count) { places in
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
    }.joined()
  }

  /// The values of expressions for many subjects, those of each expression in the subjects' order.
  ///
  /// Throws the fault of the first subject that has one.
  func values(
    of expressions: [CompiledExpression], for subjects: [Int], _ scene: RuleScene
  ) throws(EvaluationFault) -> [[Value]] {
    let stretches = workers(for: subjects.count).split(subjects.count) { places in
      Result { () throws(EvaluationFault) in
        try self.stretch(of: expressions, for: subjects[places], scene)
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
}
