import MeritEngine
import MeritModel
import MeritPolicy

/// A name of figures.csv with where its values come from.
struct FigureColumn: Sendable {
  let name: String
  let kind: String
  let source: FigureSource
}

/// Where the values of a figure come from.
enum FigureSource: Sendable {
  case rule(RuleID)
  case slot(Slot)
  case step(RuleID, Int)
  case balance(RuleID, Int)
  case requirement(RuleID, Int)
  case rank(Int)

  /// The value for a person or group.
  func value(in calculation: Calculation, of subject: Int) -> Value {
    switch self {
    case .rule(let id): calculation.value(id, of: subject)
    case .slot(let slot): calculation.slot(slot, of: subject)
    case .step(let id, let place):
      part(calculation.steps[id]?[subject] ?? [], place, whole: calculation.value(id, of: subject))
    case .balance(let id, let place):
      part(
        calculation.balances[id]?[subject] ?? [], place, whole: calculation.value(id, of: subject))
    case .requirement(let id, let place):
      part(
        calculation.requirements[id]?[subject] ?? [], place,
        whole: calculation.value(id, of: subject))
    case .rank(let place): calculation.ranks[place].values[subject]
    }
  }

  // A bonus without a value gives its state to every step.
  private func part(_ parts: Parts, _ place: Int, whole: Value) -> Value {
    guard place < parts.count else { return whole == .missing ? .missing : .notApplicable }
    return parts[place]
  }
}
