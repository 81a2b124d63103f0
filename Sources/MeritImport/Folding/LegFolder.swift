/// How many rows each call of a file has; counted before they are folded, because the rows of one
/// call may lie among those of others.
///
/// Unchecked, since it is written by one pass over the file and only read after it.
final class LegCounts: @unchecked Sendable {
  private(set) var counts: [LegKey: Int] = [:]

  func add(_ key: LegKey) { counts[key, default: 0] += 1 }
}

/// The value that the rows of one call share, in 128 bits.
struct LegKey: Hashable, Sendable {
  private var first: UInt64 = 0x243F_6A88_85A3_08D3
  private var second: UInt64 = 0x1319_8A2E_0370_7344

  init(_ text: String) {
    for byte in text.utf8 {
      first = TextKey.mix(first, UInt64(byte))
      second = TextKey.mix(second, UInt64(byte) | 0x100)
    }
  }
}

/// Folds the rows of one call into one row, which stands where the last of them stood.
struct LegFolder: Sendable {
  private struct Call: Sendable {
    var fields: [String]
    var rows: Int
  }

  private let rule: LegRule
  private let dialect: CSVDialect
  private let counts: LegCounts
  /// Whether the rows are only counted.
  private let isCounting: Bool
  private var names: [String]
  private var open: [LegKey: Call] = [:]
  private(set) var rows = 0
  /// Whether the first line named the columns.
  private(set) var hadHeader = false

  /// Starts before the first line; without names the first line is the header.
  init(_ rule: LegRule, _ dialect: CSVDialect, names: [String], counts: LegCounts, isCounting: Bool)
  {
    self.rule = rule
    self.dialect = dialect
    self.counts = counts
    self.isCounting = isCounting
    self.names = names.map(ColumnName.folded)
  }

  /// The row that a line completes; empty where more of its call follows.
  ///
  /// A line that is no row of a call stays as it is.
  mutating func row(_ line: [UInt8]) -> [UInt8] {
    let fields = HeaderRecord(line, from: 0, dialect).fields
    if names.isEmpty {
      names = fields.map(ColumnName.folded)
      hadHeader = true
      return line
    }
    guard fields.count == names.count,
      let place = names.firstIndex(of: ColumnName.folded(rule.key)),
      !fields[place].isEmpty
    else {
      rows += 1
      return line
    }
    let key = LegKey(fields[place])
    if isCounting {
      counts.add(key)
      return []
    }
    return take(fields, key)
  }

  private mutating func take(_ fields: [String], _ key: LegKey) -> [UInt8] {
    var call = open.removeValue(forKey: key) ?? Call(fields: fields, rows: 0)
    if call.rows > 0 { merge(fields, into: &call) }
    call.rows += 1
    if call.rows < counts.counts[key] ?? 0 {
      open[key] = call
      return []
    }
    rows += 1
    return text(call.fields)
  }

  private func merge(_ fields: [String], into call: inout Call) {
    let last = Set(rule.last.map(ColumnName.folded))
    for (place, cell) in fields.enumerated() where !cell.isEmpty {
      if last.contains(names[place]) || call.fields[place].isEmpty { call.fields[place] = cell }
    }
  }

  private func text(_ fields: [String]) -> [UInt8] {
    let cells = fields.map { cell -> [UInt8] in
      let bytes = Array(cell.utf8)
      let special: Set<UInt8> = [dialect.delimiter, dialect.quote, 10, 13]
      guard bytes.contains(where: special.contains) else { return bytes }
      let doubled = bytes.flatMap { $0 == dialect.quote ? [$0, $0] : [$0] }
      return [dialect.quote] + doubled + [dialect.quote]
    }
    return Array(cells.joined(separator: [dialect.delimiter]))
  }
}
