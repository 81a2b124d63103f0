import MeritEngine
import MeritModel
import MeritPolicy

/// Says by how much a condition is missed, where it compares two values that can be read.
struct Shortfall {
  let reader: FigureReader

  /// In words; nil where the condition compares nothing, or a value is absent.
  func words(_ condition: Expression, of person: Int) -> String? {
    guard case .comparison(let comparison, let left, let right) = condition,
      case .present(let own)? = reader.value(left, of: person),
      case .present(let needed)? = reader.value(right, of: person)
    else { return nil }
    guard case .number(let number) = own, case .number(let limit) = needed else {
      return "it is \(own.canonicalText), needed is \(asked(comparison)) \(needed.canonicalText)"
    }
    let isBelow = number < limit
    guard let gap = try? isBelow ? limit - number : number - limit else { return nil }
    return "it is \(Shown.text(number, .number)), needed is \(asked(comparison)) "
      + "\(Shown.text(limit, .number)): \(Shown.text(gap, .number)) "
      + (gap.isZero ? "away" : isBelow ? "missing" : "too many")
  }

  private func asked(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "exactly"
    case .notEqual: "anything but"
    case .less: "below"
    case .lessOrEqual: "at most"
    case .greater: "above"
    case .greaterOrEqual: "at least"
    }
  }
}
