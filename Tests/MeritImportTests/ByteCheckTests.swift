import TestSupport
import Testing

@testable import MeritImport

@Suite struct ByteCheckTests {
  /// The bytes as they stand in a window, and their number.
  private func number(_ bytes: [UInt8]) -> UInt64 {
    let window = WindowBytes(capacity: bytes.count + 128)
    defer { window.free() }
    window.store(bytes, at: 64)
    return ByteCheck(window, from: 64, to: 64 + bytes.count).number
  }

  /// Worked out by an own program in another language from the definition.
  @Test(
    arguments: [
      (0, 0xEABD_5681_DA31_5521), (1, 0x8C8A_9DDE_397C_B816), (31, 0x30B4_EEF3_FDD4_AB7B),
      (32, 0x5EF1_1206_DEA0_952B), (100, 0x5146_9F9E_3669_7499),
    ] as [(Int, UInt64)])
  func `the number is the defined one`(_ count: Int, _ expected: UInt64) {
    #expect(number((0..<count).map { UInt8($0 * 7 % 251) }) == expected)
  }

  @Test func `any other bit gives another number`() {
    var random = SplitMix64(seed: 1)
    let bytes = (0..<131).map { _ in UInt8(random.below(256)) }
    var seen: Set = [number(bytes)]
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        seen.insert(number(changed))
      }
    }
    #expect(seen.count == 1 + 8 * bytes.count)
  }

  @Test func `two changes that are alike do not make up for each other`() {
    var random = SplitMix64(seed: 2)
    let bytes = (0..<256).map { _ in UInt8(random.below(128)) }
    var seen: Set = [number(bytes)]
    // The high bits of two bytes, as where letters with accents are written in another encoding.
    for first in 0..<128 {
      for second in first + 1..<128 {
        var changed = bytes
        changed[first] ^= 0x80
        changed[second] ^= 0x80
        seen.insert(number(changed))
      }
    }
    #expect(seen.count == 1 + 128 * 127 / 2)
  }

  @Test func `stretches count in their order`() {
    let (first, second) = (ByteCheck([1, 2, 3]), ByteCheck([4, 5]))
    var (sum, turned) = (ByteCheck(), ByteCheck())
    sum.add(first)
    sum.add(second)
    turned.add(second)
    turned.add(first)
    #expect(sum != turned)
    #expect(sum != ByteCheck())
  }
}
