import MeritModel
import MeritPolicy

extension OperandColumns {
  /// An outcome for many people, with the results of a checklist's lines: see
  /// ``RuleEvaluation/outcome(_:)``.
  func outcome(_ outcome: OutcomeRule) -> (Column?, lines: [Column]) {
    switch outcome {
    case .requires(let lines, let anyOf):
      guard let results = results(of: lines + anyOf) else { return (nil, []) }
      return (eligible(results, all: lines.count), results)
    case .assign(let assignments): return (self.assignments(assignments), [])
    case .table(let table):
      return (hits(table)?.map { $0 == .present(.text("none")) ? .notApplicable : $0 }, [])
    }
  }

  /// For each line of a checklist who passes.
  private func results(of lines: [Requirement]) -> [Column]? {
    columns(of: lines.lazy.map(\.check)).map { checks in
      zip(lines, checks).map { line, column in
        column.map { $0.flatMap(line.handlers.plain).map(RuleEvaluation.passed) }
      }
    }
  }

  private func eligible(_ results: [Column], all: Int) -> Column {
    people.indices.map { index in
      let place = index - people.startIndex
      var state = Value.present(.flag(true))
      var passed = 0
      var isAny = results.count == all
      for (line, column) in results.enumerated() {
        guard let result = column[place] else { return nil }
        state = state.combined(with: result)
        guard result == .pass else { continue }
        if line < all { passed += 1 } else { isAny = true }
      }
      guard state.isPresent else { return state }
      return passed == all && isAny ? .eligible : .notEligible
    }
  }

  private func assignments(_ assignments: [Assignment]) -> Column? {
    guard let conditions = columns(of: assignments.lazy.map(\.when)) else { return nil }
    // Few of the many choices occur, so that a text is put together once for each.
    var texts: [[Bool]: Value] = [:]
    return people.indices.map { index in
      let place = index - people.startIndex
      var state = Value.present(.flag(true))
      var holds: [Bool] = []
      holds.reserveCapacity(assignments.count)
      for (assignment, column) in zip(assignments, conditions) {
        guard let asked = column[place], let value = assignment.handlers.plain(asked) else {
          return nil
        }
        state = state.combined(with: value)
        holds.append(value.isTrue)
      }
      guard state.isPresent else { return state }
      if let text = texts[holds] { return text }
      let text = Value.assigned(zip(assignments, holds).filter(\.1).map(\.0.id))
      texts[holds] = text
      return text
    }
  }
}
