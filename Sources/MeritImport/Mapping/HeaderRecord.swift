/// The first record of a file and where the next one begins.
struct HeaderRecord {
  var fields: [String] = []
  /// The place after the record's line end.
  var end = 0
  /// Lines that the record takes up.
  var lines = 0
  var isComplete = false

  /// Reads one record at a place.
  init(_ head: [UInt8], from start: Int, _ dialect: CSVDialect) {
    var field: [UInt8] = []
    var (place, isQuoted) = (start, false)
    while place < head.count {
      let byte = head[place]
      place += 1
      if byte == dialect.newline { lines += 1 }
      if byte == dialect.quote {
        if isQuoted, place < head.count, head[place] == dialect.quote {
          field.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      } else if !isQuoted, byte == dialect.delimiter {
        fields.append(HeaderRecord.text(field))
        field = []
      } else if !isQuoted, byte == dialect.newline {
        isComplete = true
        break
      } else {
        field.append(byte)
      }
    }
    fields.append(HeaderRecord.text(field))
    end = place
  }

  private static func text(_ bytes: [UInt8]) -> String {
    let text = bytes.last == 13 ? bytes.dropLast() : bytes[...]
    return String(decoding: text, as: UTF8.self)
  }
}

/// Compares column names as people read them.
enum ColumnName {
  /// A name without case, width and blanks.
  static func folded(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars where !scalar.properties.isWhitespace {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      let narrow = isWide ? UnicodeScalar(scalar.value - 0xFEE0) ?? scalar : scalar
      text += narrow.properties.lowercaseMapping
    }
    return text
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
