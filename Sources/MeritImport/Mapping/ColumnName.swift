/// Compares column names as people read them.
enum ColumnName {
  /// A name without case, width and blanks.
  static func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(name) }
    var text = ""
    for scalar in name.unicodeScalars where !scalar.properties.isWhitespace {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      let narrow = isWide ? UnicodeScalar(scalar.value - 0xFEE0) ?? scalar : scalar
      text += narrow.properties.lowercaseMapping
    }
    return text
  }

  /// The same for plain text, whose letters need no tables: most cells of most exports.
  private static func foldedASCII(_ name: String) -> String {
    let kept = name.utf8.lazy.filter { $0 != 32 && !(9...13).contains($0) }
    return String(
      decoding: kept.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// The nearest of some names, where one is near.
  static func nearest(_ name: String, among names: [String]) -> String? {
    let wanted = Array(folded(name).unicodeScalars)
    let distances = names.map {
      (name: $0, distance: distance(wanted, Array(folded($0).unicodeScalars)))
    }
    let best = distances.min { $0.distance < $1.distance }
    return best.flatMap { $0.distance <= max(1, wanted.count / 3) ? $0.name : nil }
  }

  private static func distance(_ first: [UnicodeScalar], _ second: [UnicodeScalar]) -> Int {
    var row = Array(0...second.count)
    for (line, left) in first.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (place, right) in second.enumerated() {
        let cost = min(row[place] + 1, row[place + 1] + 1, diagonal + (left == right ? 0 : 1))
        (diagonal, row[place + 1]) = (row[place + 1], cost)
      }
    }
    return row[second.count]
  }
}
