/// A number over bytes that comes out differently where any of them is another one.
///
/// It guards against chance and not against forgery; that is what a hash is for, which takes many
/// times as long. The same bytes in other pieces give another number.
package struct ByteCheck: Hashable, Sendable {
  /// The number of all bytes so far.
  package private(set) var number: UInt64 = ByteCheck.factor

  /// 2⁶⁴ divided by the golden ratio: odd, and its bits have no pattern.
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Begins without a byte.
  package init() {}

  /// The number of a stretch of bytes.
  init(_ bytes: WindowBytes, from start: Int, to end: Int) {
    // Four chains side by side: one would wait for each multiplication.
    var (first, second, third, fourth) = (number, number ^ 1, number ^ 2, number ^ 3)
    var place = start
    while place &+ 32 <= end {
      first = Self.mixed(first, bytes.word(at: place))
      second = Self.mixed(second, bytes.word(at: place &+ 8))
      third = Self.mixed(third, bytes.word(at: place &+ 16))
      fourth = Self.mixed(fourth, bytes.word(at: place &+ 24))
      place &+= 32
    }
    while place < end {
      first = Self.mixed(first, UInt64(bytes[place]))
      place += 1
    }
    for chain in [UInt64(end - start), first, second, third, fourth] {
      number = Self.mixed(number, chain)
    }
  }

  /// The number of a few bytes.
  init(_ bytes: [UInt8]) {
    for byte in bytes { number = Self.mixed(number, UInt64(byte)) }
  }

  /// Goes on with the bytes that come next.
  package mutating func add(_ next: ByteCheck) { number = Self.mixed(number, next.number) }

  /// Both halves of the product: the lower one has every bit of the chain, the upper one spreads those
  /// that stand high, which would be lost for the lower one.
  @inline(__always)
  private static func mixed(_ chain: UInt64, _ word: UInt64) -> UInt64 {
    let product = (chain ^ word).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
