package import MeritModel

/// Writes values for people: grouped amounts, percent signs, two decimals where a fraction is long.
package enum Shown {
  /// The value of a kind as one reads it; an absent one by its state.
  package static func text(_ value: Value, _ kind: Kind) -> String {
    switch value {
    case .missing: Words.missing
    case .notApplicable: Words.notApplicable
    case .present(.number(let number)): text(number, kind)
    case .present(.flag(let flag)): flag ? Words.yes : Words.no
    case .present(let scalar): scalar.canonicalText
    }
  }

  /// The number of a kind as one reads it, rounded half-up to the digits that are shown.
  package static func text(_ number: Exact, _ kind: Kind) -> String {
    switch kind {
    case .money: decimal(number, places: 2)
    case .points: decimal(number, places: 2)
    case .percent: percent(number)
    default: number.isWhole ? decimal(number, places: 0) : decimal(number, places: 2)
    }
  }

  /// An amount of money as one reads it: grouped, with two decimals.
  package static func money(_ amount: Exact) -> String { text(amount, .money) }

  /// A fraction as percent, with up to two decimals: `95.24 %`.
  package static func percent(_ fraction: Exact) -> String {
    guard let hundredfold = try? fraction * Exact(100) else { return fraction.canonicalText }
    let places = Swift.min(2, hundredfold.decimalDigits ?? 2)
    return decimal(hundredfold, places: places) + " %"
  }

  /// What is missing to a number of a kind: `3.68 points`, `12.27 percentage points`, `1 more`.
  package static func gap(_ number: Exact, _ kind: Kind) -> String {
    switch kind {
    case .points: return "\(text(number, kind)) points"
    case .percent:
      let points = percent(number).dropLast(2)
      return "\(points) percentage point\(points == "1" ? "" : "s")"
    default: return "\(text(number, kind)) more"
    }
  }

  /// A number with all its digits, or the first six after the point where there are more.
  package static func digits(_ number: Exact) -> String {
    if let digits = number.decimalDigits, digits <= 6 { return number.canonicalText }
    return number.fixedText(places: 6) + "…"
  }

  /// A decimal with grouped thousands.
  package static func decimal(_ number: Exact, places: Int) -> String {
    let step = try? Exact(1, over: [1, 10, 100, 1000, 10_000][Swift.min(places, 4)])
    let rounded = step.flatMap { try? Rounding(step: $0, mode: .halfUp)(number) } ?? number
    let text = rounded.fixedText(places: places)
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    let grouped = group(String(parts[0]))
    return (isNegative ? "−" : "") + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }

  private static func group(_ digits: String) -> String {
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }
}

extension Kind {
  /// Says whether values stand on the right of a column.
  var standsRight: Bool { isNumeric }
}
