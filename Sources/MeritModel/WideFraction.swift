internal import Synchronization

/// Packs the rare fractions whose numerator or denominator needs more than a word into two words.
///
/// From the highest bit down: one that says that the fraction is wide, one that says where it is kept,
/// seven with how many bits the denominator has, and 119 with numerator and denominator. What does not
/// fit those is kept once for the whole process, by its number: exact results of that size, beyond 35
/// digits together, come from chains of divisions and not from rows of a file, so they stay few.
@usableFromInline
enum WideFraction {
  /// A fraction in lowest terms as it is kept.
  private struct Wide: Hashable {
    let numerator: Int128
    let denominator: Int128
  }

  private struct Kept {
    var fractions: [Wide] = []
    var numbers: [Wide: Int] = [:]
  }

  /// What nobody sees the numbers of, so it does not matter who comes first.
  private static let kept = Mutex(Kept())

  private static let wideMark = UInt128(1) << 127
  private static let keptMark = UInt128(1) << 126
  private static let countShift: UInt128 = 119
  /// The bits for numerator and denominator.
  private static let bits = 119

  /// Packs a fraction in lowest terms that is not short.
  @usableFromInline
  static func packed(_ numerator: Int128, _ denominator: Int128) -> Exact {
    let below = 128 - denominator.leadingZeroBitCount
    let free = bits - below
    // The numerator has its sign in the highest of its bits.
    let highest = numerator < 0 ? ~numerator : numerator
    guard 128 - highest.leadingZeroBitCount < free else {
      return exact(wideMark | keptMark | UInt128(number(of: numerator, denominator)))
    }
    let above = UInt128(truncatingIfNeeded: numerator) & (1 << UInt128(free) - 1)
    return exact(
      wideMark | UInt128(below) << countShift | above << UInt128(below) | UInt128(denominator))
  }

  /// The numerator of a wide fraction.
  @usableFromInline
  static func numerator(of fraction: Exact) -> Int128 {
    let packed = packed(fraction)
    if packed & keptMark != 0 { return whatIsKept(of: fraction).numerator }
    let unused = Int128(128 - bits)
    return (Int128(truncatingIfNeeded: packed) << unused) >> (unused + Int128(below(packed)))
  }

  /// The denominator of a wide fraction.
  @usableFromInline
  static func denominator(of fraction: Exact) -> Int128 {
    let packed = packed(fraction)
    if packed & keptMark != 0 { return whatIsKept(of: fraction).denominator }
    return Int128(packed & (UInt128(1) << below(packed) - 1))
  }

  /// How many bits the denominator has.
  private static func below(_ packed: UInt128) -> UInt128 { (packed << 2) >> (countShift + 2) }

  private static func exact(_ packed: UInt128) -> Exact {
    Exact(
      short: Int64(truncatingIfNeeded: packed), Int64(truncatingIfNeeded: packed >> UInt128(64)))
  }

  private static func packed(_ fraction: Exact) -> UInt128 {
    UInt128(UInt64(bitPattern: fraction.lower)) << 64 | UInt128(UInt64(bitPattern: fraction.upper))
  }

  private static func number(of numerator: Int128, _ denominator: Int128) -> Int {
    let fraction = Wide(numerator: numerator, denominator: denominator)
    return kept.withLock { kept in
      if let known = kept.numbers[fraction] { return known }
      kept.fractions.append(fraction)
      kept.numbers[fraction] = kept.fractions.count - 1
      return kept.fractions.count - 1
    }
  }

  private static func whatIsKept(of fraction: Exact) -> Wide {
    kept.withLock { $0.fractions[Int(fraction.upper)] }
  }
}
