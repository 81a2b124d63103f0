import MeritModel

/// The documents of earlier seals, among which a file that is to be kept may be: the figures of the
/// period before are read by the next close, and their own seal holds them.
struct SealedBefore {
  private let seals: [Seal]

  /// Takes in the seals before the one whose files are looked for.
  init(_ seals: [Seal]) { self.seals = seals }

  /// The seal and the document with the bytes of a file; the newest, if there are several.
  func part(_ source: SealedSource) -> (seal: Seal, name: String)? {
    for seal in seals.reversed() {
      let part = seal.entry.parts.first {
        $0.hash == source.hash && $0.byteCount == source.byteCount
      }
      if let part { return (seal, part.name) }
    }
    return nil
  }
}
