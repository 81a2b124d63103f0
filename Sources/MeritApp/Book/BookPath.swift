/// Paths as a book may name them: from its own folder, so that the book can be moved as a whole.
enum BookPath {
  /// Says whether a path leads from the root of a machine or from somebody's home.
  static func isAbsolute(_ path: String) -> Bool {
    let letters = Array(path.utf8.prefix(3))
    let hasDrive =
      letters.count == 3 && letters[1] == UInt8(ascii: ":")
      && [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(letters[2])
    return path.hasPrefix("/") || path.hasPrefix("~/") || hasDrive
  }

  /// A path as seen from a folder; both begin at the root.
  static func relative(_ path: String, from folder: String) -> String {
    let (own, other) = (parts(folder), parts(path))
    let shared = zip(own, other).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: own.count - shared)
    return (up + other[shared...]).joined(separator: "/")
  }

  /// What to write instead of an absolute path in a book of a folder.
  static func help(_ path: String, from folder: String) -> String {
    guard path.hasPrefix("/"), folder.hasPrefix("/") else {
      return "write it as seen from the folder of merit.json, as `\"data/calls.csv\"` or "
        + "`\"../exports/calls.csv\"`"
    }
    return "write it as seen from the folder of merit.json: "
      + "`\"\(relative(path, from: folder))\"`"
  }

  /// The folders from the root to a path.
  private static func parts(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts
  }
}
