internal import Synchronization

/// A text that is kept once for the whole process, by its number.
///
/// Texts only ever become more, and nobody sees their numbers, so it does not matter who comes first.
@usableFromInline
struct KeptText: Hashable, Sendable {
  private struct Kept {
    var strings: [String] = []
    /// By their bytes, since equal strings may be written in several ways.
    var known: [[UInt8]: KeptText] = [:]
    /// The number of the first text with the same letters.
    var letters: [String: UInt32] = [:]

    /// Keeps a string that is not known yet.
    mutating func keep(_ string: String, _ bytes: [UInt8]) -> KeptText {
      let number = UInt32(strings.count)
      let text = KeptText(number: number, letters: letters[string] ?? number)
      strings.append(string)
      letters[string] = text.letters
      known[bytes] = text
      return text
    }
  }

  private static let kept = Mutex(Kept())

  private let number: UInt32
  /// The same for all texts with the same letters, whatever code points they are written with.
  @usableFromInline let letters: UInt32

  private init(number: UInt32, letters: UInt32) {
    self.number = number
    self.letters = letters
  }

  /// Keeps a string, or finds it.
  init(_ string: String) {
    let bytes = Array(string.utf8)
    self = Self.kept.withLock { $0.known[bytes] ?? $0.keep(string, bytes) }
  }

  /// Both numbers in one.
  var word: UInt64 { UInt64(letters) << 32 | UInt64(number) }

  /// Reads back ``word``.
  init(word: UInt64) {
    number = UInt32(truncatingIfNeeded: word)
    letters = UInt32(word >> 32)
  }

  /// The text as it was written.
  var string: String { Self.kept.withLock { $0.strings[Int(number)] } }

  /// Says whether both are the same text.
  @inlinable
  static func == (left: KeptText, right: KeptText) -> Bool { left.letters == right.letters }

  /// Hashes what is the same for all texts with the same letters.
  @usableFromInline
  func hash(into hasher: inout Hasher) { hasher.combine(letters) }
}
