/// Says what a value is, type and unit together.
package enum Kind: Hashable, Sendable {
  case number
  case count
  case percent
  case points
  case money
  case days
  case months
  case minutes
  case seconds
  case date
  case datetime
  /// The name of a month, as a column holds it.
  case month
  /// The name of a quarter, as a column holds it.
  case quarter
  case flag
  case text
  case id
  /// One of the listed texts.
  case choice([String])
  /// A grade of the named grade set.
  case grade(set: String)

  /// Reads the name of a kind without parameters.
  package init?(name: String) {
    guard let kind = Kind.named[name] else { return nil }
    self = kind
  }

  /// The word for it in a policy, in messages and in the column `kind` of figures.csv.
  package var name: String {
    switch self {
    case .choice: "choice"
    case .grade: "grade"
    default: Kind.named.first { $0.value == self }?.key ?? ""
    }
  }

  /// Says whether values of the kind are exact numbers.
  package var isNumeric: Bool {
    switch self {
    case .number, .count, .percent, .points, .money, .days, .months, .minutes, .seconds: true
    default: false
    }
  }

  /// A number of the kind as a policy writes it: a rate with its percent sign.
  package func written(_ number: Exact) -> String {
    guard self == .percent, let hundredfold = try? number * Exact(100) else {
      return number.canonicalText
    }
    return hundredfold.canonicalText + "%"
  }

  private static let named: [String: Kind] = [
    "number": .number, "count": .count, "percent": .percent, "points": .points, "money": .money,
    "days": .days, "months": .months, "minutes": .minutes, "seconds": .seconds, "date": .date,
    "datetime": .datetime, "month": .month, "quarter": .quarter, "flag": .flag, "text": .text,
    "id": .id,
  ]

  /// The names of all kinds without parameters, sorted.
  package static let names: [String] = named.keys.sorted()
}
