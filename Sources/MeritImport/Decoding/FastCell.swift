/// Reads the plain forms of cells from their bytes without a branch per byte; whatever is not
/// plain is left to the slow readers.
enum FastCell {
  /// The number of a text of 1 to 8 digits; negative where it is none.
  @inline(__always)
  static func digits(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Int64 {
    guard length > 0, length <= 8 else { return -1 }
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    let filler = length == 8 ? 0 : 0x3030_3030_3030_3030 as UInt64 &>> (64 &- shift)
    return digits((bytes.word(at: start) &<< shift) | filler)
  }

  @inline(__always)
  private static func digits(_ word: UInt64) -> Int64 {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let carried = ((word &+ 0x0606_0606_0606_0606) & high) &>> 4
    guard (word & high) | carried == 0x3333_3333_3333_3333 else { return -1 }
    var value = word &- 0x3030_3030_3030_3030
    value = value &* 10 &+ (value &>> 8)
    let first = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let second = ((value &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: (first &+ second) &>> 32)
  }

  /// The parts of a plain decimal with up to 6 digits after the point; nil for all else.
  @inline(__always)
  static func decimal(_ bytes: WindowBytes, _ start: Int, _ length: Int, _ factors: [Int64])
    -> Int64?
  {
    let whole = digits(bytes, start, length)
    if whole >= 0 { return whole &* factors[0] }
    if length > 3, length <= 11, bytes[start &+ length &- 3] == 46 {
      let left = digits(bytes, start, length &- 3)
      let right = digits(bytes, start &+ length &- 2, 2)
      if left >= 0, right >= 0 { return (left &* 100 &+ right) &* factors[2] }
    }
    return longDecimal(bytes, start, length, factors)
  }

  private static func longDecimal(
    _ bytes: WindowBytes, _ start: Int, _ length: Int, _ factors: [Int64]
  ) -> Int64? {
    let isNegative = bytes[start] == 45
    var place = start + (isNegative ? 1 : 0)
    let end = start + length
    guard end - place > 0, end - place <= 17 else { return nil }
    var (value, point): (Int64, Int) = (0, -1)
    while place < end {
      let byte = bytes[place]
      if byte == 46, point < 0, place > start, place + 1 < end {
        point = place
      } else {
        guard byte &- 48 < 10 else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      place += 1
    }
    let after = point < 0 ? 0 : end - point - 1
    guard after <= NumberScale.digits else { return nil }
    let (parts, overflow) = value.multipliedReportingOverflow(by: factors[after])
    guard !overflow, parts < 1 << 62 else { return nil }
    return isNegative ? -parts : parts
  }

  /// The seconds of `HH:mm:ss`; negative where it is none.
  @inline(__always)
  static func clock(_ bytes: WindowBytes, _ start: Int) -> Int64 {
    let word = bytes.word(at: start)
    guard word & 0x0000_FF00_00FF_0000 == 0x0000_3A00_003A_0000 else { return -1 }
    let value = (word & 0xFFFF_00FF_FF00_FFFF) ^ 0x3030_0030_3000_3030
    let tested = (value &+ 0x7676_0076_7600_7676) | value
    guard tested & 0x8080_0080_8000_8080 == 0 else { return -1 }
    let hour = (value & 0xFF) &* 10 &+ (value &>> 8 & 0xFF)
    let minute = (value &>> 24 & 0xFF) &* 10 &+ (value &>> 32 & 0xFF)
    let second = (value &>> 48 & 0xFF) &* 10 &+ (value &>> 56)
    guard hour < 24, minute < 60, second < 60 else { return -1 }
    return Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// The seconds of `:mm:ss`; negative where it is none.
  @inline(__always)
  static func minutes(_ bytes: WindowBytes, _ start: Int) -> Int64 {
    let word = bytes.word(at: start)
    guard word & 0x0000_0000_FF00_00FF == 0x0000_0000_3A00_003A else { return -1 }
    let value = (word & 0x0000_FFFF_00FF_FF00) ^ 0x0000_3030_0030_3000
    let tested = (value &+ 0x0000_7676_0076_7600) | value
    guard tested & 0x0000_8080_0080_8000 == 0 else { return -1 }
    let minute = (value &>> 8 & 0xFF) &* 10 &+ (value &>> 16 & 0xFF)
    let second = (value &>> 32 & 0xFF) &* 10 &+ (value &>> 40)
    guard minute < 60, second < 60 else { return -1 }
    return Int64(truncatingIfNeeded: minute &* 60 &+ second)
  }
}
