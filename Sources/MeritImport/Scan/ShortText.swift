/// Texts that fit into one word, as ids mostly do: up to seven bytes as they stand, or up to four
/// bytes before eight digits.
package enum ShortText {
  /// The word of no text, and of those that do not fit.
  package static let none: UInt64 = 0

  /// The word of the text at a place of a window; different texts give different ones.
  @inline(__always)
  static func word(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> UInt64 {
    let word = bytes.word(at: start)
    // The length stands in the top byte, from 1; of a text with digits in its upper half, from 8.
    if length < 8 {
      return word & TextKey.lowBytes(length) | UInt64(truncatingIfNeeded: length &+ 1) &<< 56
    }
    guard length <= 12 else { return none }
    let digits = FastCell.digits(bytes, start &+ length &- 8, 8)
    guard digits >= 0 else { return none }
    return word & TextKey.lowBytes(length &- 8) | UInt64(bitPattern: digits) &<< 32
      | UInt64(truncatingIfNeeded: length) &<< 60
  }
}

extension RowBatch {
  /// The words of the text cells of chosen rows, ``ShortText/none`` where there is none; gives how many
  /// texts do not fit into one.
  package func shortWords(
    _ column: Int, rows: Lane<Int32>, count: Int, into words: Lane<UInt64>
  ) -> Int {
    let (lane, bytes) = (lanes[column], bytes(of: column))
    var others = 0
    for index in 0..<count {
      let cell = lane[Int(rows[index])]
      if cell == RowBatch.empty {
        words[index] = ShortText.none
        continue
      }
      let word = ShortText.word(bytes, Int(cell >> 32), Int(cell & 0xFFFF_FFFF))
      words[index] = word
      others &+= word == ShortText.none ? 1 : 0
    }
    return others
  }
}
