internal import BigInt

/// A rounding as a policy writes it, a step and a mode, such as `0.01 half-up`.
struct Rounding {
  let step: Fraction
  let mode: String

  /// Nil stands for `exact`.
  static func read(_ text: String) throws -> Rounding? {
    if text == "exact" { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let step = Amount.read(words[0]), step > .zero else {
      throw ReferenceStop("unreadable rounding \(text)")
    }
    return Rounding(step: step, mode: words[1])
  }

  /// The multiple of the step that the mode picks.
  func applied(to value: Fraction) throws -> Fraction {
    let units = value / step
    let size = units.magnitude
    let whole = Fraction(size.floor, over: 1)
    let rest = size - whole
    if rest.isZero { return value }
    let away = try goesAway(rest: rest, wholeIsOdd: whole.top % 2 == 1, negative: value.isNegative)
    let rounded = away ? whole + .one : whole
    return (value.isNegative ? -rounded : rounded) * step
  }

  private func goesAway(rest: Fraction, wholeIsOdd: Bool, negative: Bool) throws -> Bool {
    let half = Fraction(1, over: 2)
    switch mode {
    case "half-up": return rest >= half
    case "half-down": return rest > half
    case "half-even": return rest == half ? wholeIsOdd : rest > half
    case "up": return true
    case "down": return false
    case "ceiling": return !negative
    case "floor": return negative
    default: throw ReferenceStop("unknown rounding mode \(mode)")
    }
  }
}

/// Reads the amounts of a policy: `3`, `12.5%`, `500 CNY`.
enum Amount {
  static func read(_ text: String) -> Fraction? {
    if text.hasSuffix("%") {
      return Fraction(decimal: String(text.dropLast())).map { $0 / Fraction(100) }
    }
    let words = text.split(separator: " ")
    if words.count == 2, words[1].count == 3, words[1].allSatisfy({ ("A"..."Z").contains($0) }) {
      return Fraction(decimal: String(words[0]))
    }
    return Fraction(decimal: text)
  }

  static func read(_ json: JSON) -> Fraction? {
    switch json {
    case .number(let text): return Fraction(decimal: text)
    case .string(let text): return read(text)
    default: return nil
    }
  }
}

/// A range as a policy writes it: `0..`, `1..5`, `0%..100%`; both ends belong to it.
struct AmountRange {
  let low: Fraction?
  let high: Fraction?

  static func read(_ text: String) throws -> AmountRange {
    let ends = text.components(around: "..")
    guard ends.count == 2 else { throw ReferenceStop("unreadable range \(text)") }
    return AmountRange(low: Amount.read(ends[0]), high: Amount.read(ends[1]))
  }

  func contains(_ value: Fraction) -> Bool {
    if let low, value < low { return false }
    if let high, value > high { return false }
    return true
  }
}

extension String {
  /// The pieces on both sides of the first `mark`; the whole text alone where there is none.
  func components(around mark: String) -> [String] {
    guard let place = firstRange(of: mark) else { return [self] }
    return [String(self[..<place.lowerBound]), String(self[place.upperBound...])]
  }

  private func firstRange(of mark: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) {
        return start..<index(start, offsetBy: mark.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
