internal import BigInt

extension Fraction {
  /// Reads `12`, `-3.50`, `1e3`; nil for any other text.
  package init?(decimal text: String) {
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard (1...2).contains(parts.count), let mantissa = Fraction(plain: String(parts[0])) else {
      return nil
    }
    guard parts.count == 2 else {
      self = mantissa
      return
    }
    guard let exponent = Int(parts[1]), abs(exponent) <= 400 else { return nil }
    let power = Fraction(BigInt(10).power(abs(exponent)), over: 1)
    self = exponent < 0 ? mantissa / power : mantissa * power
  }

  private init?(plain text: String) {
    var rest = Substring(text)
    let negative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    let digits = String(parts[0] + decimals)
    guard parts.count == 1 || !decimals.isEmpty,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let whole = BigInt(digits)
    else { return nil }
    self.init(negative ? -whole : whole, over: BigInt(10).power(decimals.count))
  }
}

extension Fraction: CustomStringConvertible {
  /// The canonical text: the exact decimal where one exists, else `n/d`.
  package var description: String {
    if isWhole { return String(top) }
    var rest = bottom
    var twos = 0
    var fives = 0
    while (rest % 2).isZero {
      rest /= 2
      twos += 1
    }
    while (rest % 5).isZero {
      rest /= 5
      fives += 1
    }
    guard rest == 1 else { return "\(top)/\(bottom)" }
    return decimal(places: max(twos, fives))
  }

  private func decimal(places: Int) -> String {
    let scaled = top.magnitude * BigUInt(10).power(places) / bottom.magnitude
    var digits = String(scaled)
    if digits.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.count) + digits
    }
    let sign = isNegative ? "-" : ""
    guard places > 0 else { return sign + digits }
    return sign + digits.dropLast(places) + "." + digits.suffix(places)
  }
}
