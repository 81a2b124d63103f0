extension Exact {
  /// Writes the canonical text: a plain decimal where one exists, else `n/d` in lowest terms.
  ///
  /// No exponent, no plus sign, no grouping, no trailing zeros, never `-0`: `800`, `3619.05`, `37/412`.
  package var canonicalText: String {
    var bytes: [UInt8] = []
    appendCanonicalText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the canonical text to bytes, for files with many numbers.
  package func appendCanonicalText(to bytes: inout [UInt8]) {
    if appendShortText(to: &bytes) { return }
    guard let digits = decimalDigits else {
      bytes += "\(numerator)/\(denominator)".utf8
      return
    }
    bytes += (digits == 0 ? String(numerator) : decimalText(digits: digits)).utf8
  }

  /// Adds the canonical text where numerator and denominator fit into 56 bits, as nearly all do,
  /// worked out without numbers of 128 bits; adds nothing and says false for others.
  private func appendShortText(to bytes: inout [UInt8]) -> Bool {
    let most: Int128 = 1 << 56
    guard denominator < most, numerator < most, numerator > -most else { return false }
    let divisor = UInt64(truncatingIfNeeded: denominator)
    let signed = Int64(truncatingIfNeeded: numerator)
    if signed < 0 { bytes.append(UInt8(ascii: "-")) }
    guard divisor != 1, Exact.endsAsDecimal(divisor) else {
      Exact.appendDigits(of: signed.magnitude, to: &bytes)
      guard divisor != 1 else { return true }
      bytes.append(UInt8(ascii: "/"))
      Exact.appendDigits(of: divisor, to: &bytes)
      return true
    }
    var (digit, rest) = signed.magnitude.quotientAndRemainder(dividingBy: divisor)
    Exact.appendDigits(of: digit, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    while rest != 0 {
      (digit, rest) = (10 * rest).quotientAndRemainder(dividingBy: divisor)
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    }
    return true
  }

  private static func appendDigits(of number: UInt64, to bytes: inout [UInt8]) {
    var place: UInt64 = 1
    while number / place >= 10 { place *= 10 }
    var rest = number
    while place > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
      (rest, place) = (rest % place, place / 10)
    }
  }

  private static func endsAsDecimal(_ divisor: UInt64) -> Bool {
    var rest = divisor >> divisor.trailingZeroBitCount
    while rest % 5 == 0 { rest /= 5 }
    return rest == 1
  }

  /// Writes the decimal with exactly `places` digits after the point, cut off and never rounded.
  ///
  /// Only for values that are already rounded to that place, or to show the first digits of a fraction.
  package func fixedText(places: Int) -> String {
    decimalText(digits: places)
  }

  /// The number of digits after the point, or nil where the decimal never ends.
  package var decimalDigits: Int? {
    var rest = denominator
    var (twos, fives) = (0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    return rest == 1 ? max(twos, fives) : nil
  }

  private func decimalText(digits: Int) -> String {
    let divisor = denominator.magnitude
    var (whole, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    var fraction = ""
    for _ in 0..<max(digits, 0) {
      let (high, low) = remainder.multipliedFullWidth(by: 10)
      (whole, remainder) = (whole, 0)
      let step = divisor.dividingFullWidth((high, low))
      fraction += String(step.quotient)
      remainder = step.remainder
    }
    let isZero = whole == 0 && fraction.allSatisfy { $0 == "0" }
    let sign = numerator < 0 && !isZero ? "-" : ""
    return sign + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Reads a strict decimal: an optional minus sign, digits, optionally a point and more digits.
  ///
  /// Gives nil for anything else (blanks, a plus sign, grouping, an exponent) and where it does not fit.
  package init?(decimal text: some StringProtocol) {
    self.init(decimalBytes: text.utf8)
  }

  /// Reads a strict decimal from its bytes; see ``init(decimal:)``.
  package init?(decimalBytes bytes: some Sequence<UInt8>) {
    var (mantissa, scale): (Int128, Int128) = (0, 1)
    var (isNegative, digits, seenPoint, digitsAfterPoint) = (false, 0, false, 0)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where !seenPoint && digits > 0: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tenfold, first) = mantissa.multipliedReportingOverflow(by: 10)
        let (next, second) = tenfold.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        guard !first, !second else { return nil }
        mantissa = next
        digits += 1
        if seenPoint {
          let (wider, overflow) = scale.multipliedReportingOverflow(by: 10)
          guard !overflow else { return nil }
          scale = wider
          digitsAfterPoint += 1
        }
      default: return nil
      }
    }
    guard digits > 0, !seenPoint || digitsAfterPoint > 0 else { return nil }
    guard let value = try? Exact(isNegative ? -mantissa : mantissa, over: scale) else { return nil }
    self = value
  }

  /// Reads back what ``canonicalText`` writes: a decimal or `n/d`.
  package init?(canonical text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self.init(decimal: text)
      return
    }
    guard let over = Int128(parts[1]), over > 0, let of = Int128(parts[0]),
      let value = try? Exact(of, over: over)
    else { return nil }
    self = value
  }
}

extension Exact: CustomStringConvertible {
  /// The canonical text.
  @usableFromInline
  package var description: String { canonicalText }
}
