import TestSupport

/// Makes damaged texts out of sound ones; the same seed gives the same text.
package struct Mutator {
  /// The longest text that is made.
  package static let longest = 1 << 13

  private let corpus: [[UInt8]]
  /// Pieces that matter to the reader at hand.
  private let pieces: [[UInt8]]

  /// Takes the texts to begin from, and pieces that matter to their reader.
  package init(corpus: [[UInt8]], pieces: [String]) {
    self.corpus = corpus.isEmpty ? [[]] : corpus
    self.pieces =
      pieces.map { Array($0.utf8) } + [[0], [0xFF], [0xEF, 0xBB, 0xBF], [0xC3], [0xE2, 0x82]]
  }

  /// The text of a number.
  package func text(_ number: UInt64, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed &+ number &* 0xD134_2543_DE82_EF95)
    var text = corpus[random.below(corpus.count)]
    for _ in 0...random.below(6) { mutate(&text, &random) }
    return Array(text.prefix(Mutator.longest))
  }

  private func mutate(_ text: inout [UInt8], _ random: inout SplitMix64) {
    let place = random.below(text.count + 1)
    let end = min(text.count, place + 1 + random.below(40))
    switch random.below(9) {
    case 0: if place < text.count { text[place] = UInt8(truncatingIfNeeded: random.next()) }
    case 1: if place < text.count { text[place] ^= 1 << UInt8(random.below(8)) }
    case 2, 3: text.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
    case 4: text.removeSubrange(place..<end)
    case 5: text.insert(contentsOf: text[place..<end], at: random.below(text.count + 1))
    case 6: splice(&text, at: place, &random)
    case 7: text.removeSubrange(place...)
    default:
      let part = Array(text[place..<end])
      let times = random.below(200)
      text.insert(contentsOf: (0..<times).flatMap { _ in part }, at: place)
    }
  }

  /// Puts the end of another text behind the beginning of this one.
  private func splice(_ text: inout [UInt8], at place: Int, _ random: inout SplitMix64) {
    let other = corpus[random.below(corpus.count)]
    text = Array(text[..<place]) + other[random.below(other.count + 1)...]
  }
}
