import Foundation
import MeritModel

/// A line of the General Decimal Arithmetic test cases: an operation with its result.
struct DecimalVector {
  let id: String
  let operation: String
  let operands: [String]
  let result: String
  let conditions: Set<String>
  /// The name of the rounding in force.
  let rounding: String

  /// Reads the lines of a file; `keyword: value` is in force until it changes.
  static func read(_ file: URL) throws -> [DecimalVector] {
    var settings: [String: String] = [:]
    var vectors: [DecimalVector] = []
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline) {
      let words = words(of: line)
      guard let first = words.first else { continue }
      if first.hasSuffix(":"), words.count == 2 {
        settings[first.dropLast().lowercased()] = words[1].lowercased()
      } else if let arrow = words.firstIndex(of: "->"), arrow >= 3, words.count > arrow + 1 {
        vectors.append(
          DecimalVector(
            id: first, operation: words[1].lowercased(), operands: Array(words[2..<arrow]),
            result: words[arrow + 1],
            conditions: Set(words[(arrow + 2)...].map { $0.lowercased() }),
            rounding: settings["rounding"] ?? ""))
      }
    }
    return vectors
  }

  /// The words of a line without its quotes and its comment.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var rest = line[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first, !rest.hasPrefix("--") else { return words }
      if first == "'" || first == "\"" {
        let inner = rest.dropFirst().prefix { $0 != first }
        words.append(String(inner))
        rest = rest[inner.endIndex...].dropFirst()
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(String(word))
        rest = rest[word.endIndex...]
      }
    }
  }
}

/// A decimal as a test case writes it: digits times a power of ten.
struct DecimalText {
  let digits: String
  let exponent: Int
  let isNegative: Bool

  /// Reads a finite number; nil for infinities, for what is no number, and for other texts.
  init?(_ text: String) {
    var rest = text[...]
    isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    let parts = rest.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "eE".contains($0) })
    guard let mantissa = parts.first, !mantissa.isEmpty,
      mantissa.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), mantissa != "."
    else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var exponent = 0
    if parts.count == 2 {
      guard let power = Int(parts[1].hasPrefix("+") ? parts[1].dropFirst() : parts[1]) else {
        return nil
      }
      exponent = power
    }
    digits = halves.joined()
    self.exponent = exponent - (halves.count == 2 ? halves[1].count : 0)
  }

  /// Ten to the power of the last digit.
  func quantum() throws(ExactError) -> Exact { try DecimalText.power(exponent) }

  /// The number; throws where it does not fit.
  func value() throws(ExactError) -> Exact {
    var number = Exact.zero
    for digit in digits {
      number = try number * Exact(10) + Exact(Int(String(digit)) ?? 0)
    }
    if number.isZero { return .zero }
    // The zeros at the end go into the power, which may then fit.
    var power = exponent
    while power < 0, try (number / Exact(10)).isWhole {
      number = try number / Exact(10)
      power += 1
    }
    let value = try number * DecimalText.power(power)
    return isNegative ? try value.negated() : value
  }

  static func power(_ exponent: Int) throws(ExactError) -> Exact {
    guard abs(exponent) < 60 else { throw .overflow }
    var power = Exact.one
    for _ in 0..<abs(exponent) { power = try power * Exact(10) }
    return exponent < 0 ? try Exact.one / power : power
  }
}
