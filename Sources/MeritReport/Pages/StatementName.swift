/// Names the file of each person's statement; ids from data never stand in a path as they are.
enum StatementName {
  private static let longest = 60
  private static let devices: Set<String> = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]

  /// The names for ids, without suffix: the id where it is safe everywhere and differs from all others
  /// by more than case, else its safe part with a digest of the id.
  static func names(for ids: [String]) -> [String] {
    var uses: [String: Int] = [:]
    for id in ids { uses[id.lowercased(), default: 0] += 1 }
    return ids.map { id in
      isSafe(id) && uses[id.lowercased()] == 1 ? id : "\(slug(id))-\(digest(id))"
    }
  }

  private static func isSafe(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= longest && id.utf8.allSatisfy(isPlain)
      && id.utf8.first != UInt8(ascii: "-") && !devices.contains(id.lowercased())
  }

  private static func slug(_ id: String) -> String {
    let plain = id.utf8.prefix(40).map { isPlain($0) ? $0 : UInt8(ascii: "-") }
    return "id-" + String(decoding: plain, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  // FNV-1a of 64 bits tells ids apart; it keeps nothing secret.
  private static func digest(_ id: String) -> String {
    let hash = id.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
