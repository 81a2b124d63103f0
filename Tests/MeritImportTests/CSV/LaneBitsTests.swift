import Testing

@testable import MeritImport

@Suite struct LaneBitsTests {
  @Test(arguments: [0, 1, 0x8000, 0x8001, 0x0180, 0x5555, 0xAAAA, 0x7FFF, 0xFFFF] as [UInt64])
  func `each lane that is set gives its bit, with and without the instruction`(bits: UInt64) {
    var lanes = SIMD16<UInt8>(repeating: 0)
    for lane in 0..<16 where bits >> UInt64(lane) & 1 == 1 { lanes[lane] = 255 }
    #expect(laneBits(lanes) == bits)
    #expect(gatheredBits(lanes) == bits)
  }

  @Test func `a lane that is equal has all bits, others have none`() {
    var block = SIMD16<UInt8>(repeating: 44)
    (block[0], block[7], block[15]) = (45, 172, 0)
    let equal = lanesEqual(block, SIMD16(repeating: 44))
    #expect(
      (0..<16).map { equal[$0] } == [0] + Array(repeating: 255, count: 6) + [0]
        + Array(repeating: 255, count: 7) + [0])
  }
}
