import MeritModel

/// One input of a decision table, cut into the finest parts that its rows tell apart.
struct TableAxis {
  /// A part: all values in it pass the same cells.
  struct Part {
    /// A value inside.
    let sample: Scalar
    let bounds: Bounds
  }

  /// What a part holds.
  enum Bounds {
    case value(String)
    /// Any text but those that the table lists.
    case otherText
    case point(Exact)
    /// The numbers strictly between; nil where there is no end.
    case between(Exact?, Exact?)
  }

  let name: String
  let kind: Kind
  let parts: [Part]

  /// Cuts an input whose values have a range by the cells of its column.
  init(name: String, kind: Kind, range: ValueRange, cells: [LookupCell], grades: GradeSet?) {
    self.name = name
    self.kind = kind
    if kind.isNumeric {
      self.parts = TableAxis.numbers(kind, range, cells)
    } else {
      self.parts = TableAxis.values(kind, cells, grades)
    }
  }

  private static func values(_ kind: Kind, _ cells: [LookupCell], _ grades: GradeSet?) -> [Part] {
    switch kind {
    case .grade:
      return (grades?.grades ?? []).map { Part(sample: .grade($0), bounds: .value($0.name)) }
    case .choice(let choices):
      return choices.map { Part(sample: .text($0), bounds: .value($0)) }
    case .flag:
      return [true, false].map { Part(sample: .flag($0), bounds: .value($0 ? "true" : "false")) }
    default:
      var listed: [Scalar] = []
      for case .oneOf(let values) in cells {
        for value in values where !listed.contains(value) { listed.append(value) }
      }
      // No cell can hold the empty text, so it stands for every text that is not listed.
      return listed.map { Part(sample: $0, bounds: .value($0.canonicalText)) }
        + [Part(sample: .text(""), bounds: .otherText)]
    }
  }

  private static func numbers(
    _ kind: Kind, _ range: ValueRange, _ cells: [LookupCell]
  ) -> [Part] {
    var edges = Set([range.least, range.greatest].compactMap { $0 })
    for cell in cells { edges.formUnion(cell.edges) }
    let sorted = edges.sorted()
    guard let first = sorted.first, let last = sorted.last else {
      return [Part(sample: .number(.zero), bounds: .between(nil, nil))]
    }
    var bounds: [Bounds] = [.between(nil, first)]
    for (edge, next) in zip(sorted, sorted.dropFirst()) {
      bounds += [.point(edge), .between(edge, next)]
    }
    bounds += [.point(last), .between(last, nil)]
    return bounds.compactMap { bounds in
      guard let sample = bounds.sample, range.contains(sample),
        kind != .count || bounds.holdsWhole
      else { return nil }
      return Part(sample: .number(sample), bounds: bounds)
    }
  }
}

extension TableAxis.Bounds {
  /// A number inside.
  fileprivate var sample: Exact? {
    switch self {
    case .value, .otherText: nil
    case .point(let number): number
    case .between(nil, nil): .zero
    case .between(nil, let high?): try? high - .one
    case .between(let low?, nil): try? low + .one
    case .between(let low?, let high?): (try? low + high).flatMap { try? $0 / Exact(2) }
    }
  }

  /// Whether a whole number lies inside; counts are whole.
  fileprivate var holdsWhole: Bool {
    switch self {
    case .value, .otherText: return false
    case .point(let number): return number.isWhole
    case .between(let low?, let high?):
      let next =
        low.isNegative && !low.isWhole
        ? low.numerator / low.denominator
        : low.numerator / low.denominator + 1
      return Exact(whole: next) < high
    case .between: return true
    }
  }
}
