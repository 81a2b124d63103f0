import MeritEngine
import MeritModel

/// What each step of a bonus adds or takes: the amount after it less the one before; together they
/// are the bonus.
struct StepEffects {
  private let effects: [Value]

  /// Takes in the amounts after each step.
  init(_ after: some Collection<Value>) {
    var before = Exact.zero
    effects = after.map { value in
      guard let number = value.number else { return value }
      defer { before = number }
      return (try? number - before).map(Value.number) ?? value
    }
  }

  /// What a step adds or takes; not applicable where there is none.
  subscript(step: Int) -> Value { effects[safe: step] ?? .notApplicable }
}
