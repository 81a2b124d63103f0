import MeritReport

/// Two states of a figures.csv, compared line by line.
struct FigureComparison {
  /// A figure that is not the same in both: whose, which; never its value.
  struct Difference: Hashable, CustomStringConvertible {
    let scope: String
    let id: String
    let figure: String

    var description: String { "\(scope) \(id), \(figure)" }
  }

  let count: Int
  let differences: [Difference]

  /// Compares the sealed bytes with those of now.
  init(sealed: [UInt8], now: [UInt8]) {
    if sealed == now {
      count = Self.lines(sealed) - 1
      differences = []
      return
    }
    let before = Array(CSVLines(String(decoding: sealed, as: UTF8.self)).dropFirst())
    count = before.count
    let after = CSVLines(String(decoding: now, as: UTF8.self)).dropFirst()
    var found = Set<Difference>()
    for line in Set(before).symmetricDifference(after) where line.count == 7 {
      found.insert(Difference(scope: line[0], id: line[1], figure: line[3]))
    }
    differences = found.sorted {
      ($0.scope, $0.id, $0.figure) < ($1.scope, $1.id, $1.figure)
    }
  }

  /// The lines of a text, without a text for each field.
  private static func lines(_ bytes: [UInt8]) -> Int {
    var (count, isQuoted) = (0, false)
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { count += 1 }
    }
    return count
  }
}
