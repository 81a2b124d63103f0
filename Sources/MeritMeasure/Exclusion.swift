internal import MeritImport
internal import MeritModel

/// A row by its file and first line.
struct RowPlace: Hashable, Comparable {
  let file: Int
  let line: Int

  static func < (left: RowPlace, right: RowPlace) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

/// Why a row that is sound by itself does not count.
struct Exclusion: Sendable {
  /// What another row makes of it.
  enum Kind: UInt8, CaseIterable, Sendable {
    /// The other row says the same.
    case repeated
    /// The other row is a later version.
    case superseded
    /// The other row has the same key and stands in a file that came later.
    case replaced
    /// The other row has the same key and other contents.
    case conflict

    var code: DiagnosticCode {
      switch self {
      case .repeated: .repeatedRow
      case .superseded, .replaced: .supersededRow
      case .conflict: .duplicateRow
      }
    }

    /// What becomes of the row in the account; nil where it is refused.
    var use: RowUse? {
      switch self {
      case .repeated: .repeated
      case .superseded, .replaced: .superseded
      case .conflict: nil
      }
    }

    /// The reason in the account and in explanations.
    var reason: String { use?.reason ?? RowFault.conflict.reason }

    /// The sentence about a row and another one.
    func words(_ other: SourcePlace) -> String {
      switch self {
      case .repeated: "the row repeats \(other)"
      case .superseded: "the row is an older version of \(other)"
      case .replaced: "\(other), which came later, stands in its place"
      case .conflict: "the row has the key of \(other) and other contents"
      }
    }
  }

  let kind: Kind
  let other: RowPlace
}

/// The rows of a table that others of it make superfluous.
struct Exclusions: Sendable {
  let files: [String]
  /// The rows of each file, in the order of their lines once they are sorted.
  private var rows: [[Packed]]

  init(files: [String]) {
    self.files = files
    rows = Array(repeating: [], count: files.count)
  }

  /// A row and why it does not count, in 16 bytes, since there may be millions of them.
  private struct Packed {
    let line: Int
    private let why: UInt64

    init(_ line: Int, _ exclusion: Exclusion) {
      let (kind, other) = (UInt64(exclusion.kind.rawValue), exclusion.other)
      self.line = line
      why = kind << 62 | UInt64(other.file) << 40 | UInt64(other.line)
    }

    var exclusion: Exclusion? {
      Exclusion.Kind(rawValue: UInt8(why >> 62)).map { kind in
        Exclusion(
          kind: kind,
          other: RowPlace(file: Int(why >> 40 & 0x3F_FFFF), line: Int(why & 0xFF_FFFF_FFFF)))
      }
    }
  }

  var isEmpty: Bool { rows.allSatisfy(\.isEmpty) }

  /// Adds a row; all must be sorted before one is asked for.
  mutating func add(_ row: RowPlace, _ exclusion: Exclusion) {
    rows[row.file].append(Packed(row.line, exclusion))
  }

  /// Sorts the rows.
  mutating func sort() {
    for file in rows.indices { rows[file].sort { $0.line < $1.line } }
  }

  /// Why a row does not count; nil where it does.
  subscript(row: RowPlace) -> Exclusion? {
    guard !rows[row.file].isEmpty else { return nil }
    var (low, high) = (0, rows[row.file].count)
    while low < high {
      let middle = (low + high) / 2
      if rows[row.file][middle].line < row.line { low = middle + 1 } else { high = middle }
    }
    guard low < rows[row.file].count, rows[row.file][low].line == row.line else { return nil }
    return rows[row.file][low].exclusion
  }

  /// Where a row stands.
  func place(_ row: RowPlace) -> SourcePlace { SourcePlace(file: files[row.file], line: row.line) }

  /// The rows that do not count, added up by their file and the file of the row that does.
  func pairs(_ table: String) -> [RowProblem] {
    struct Pair: Hashable {
      let file: Int
      let other: Int
      let kind: Exclusion.Kind
    }
    var counts: [Pair: (count: Int, line: Int)] = [:]
    for (file, rows) in rows.enumerated() {
      for row in rows {
        guard let exclusion = row.exclusion else { continue }
        let pair = Pair(file: file, other: exclusion.other.file, kind: exclusion.kind)
        counts[pair, default: (0, row.line)].count += 1
      }
    }
    let told = counts.filter { $0.key.file != $0.key.other || $0.value.count > 1 }
    let sorted = told.sorted { one, other in
      (one.key.file, one.key.other, one.key.kind.rawValue)
        < (other.key.file, other.key.other, other.key.kind.rawValue)
    }
    return sorted.map { pair, found in
      let what = found.count == 1 ? "one row" : "\(found.count) rows"
      let kept = pair.file == pair.other ? "the same file" : files[pair.other]
      return RowProblem(
        code: .rowsOfFilePair, severity: DiagnosticCode.rowsOfFilePair.severity, table: table,
        file: files[pair.file], line: found.line, column: nil,
        message: "\(what) of this file, against \(kept): \(pair.kind.reason)", value: "")
    }
  }
}

/// Decides which of the rows with one key count.
enum RowGroup {
  /// What becomes of a row, and for the sake of which other one.
  struct Verdict {
    let row: Int
    let kind: Exclusion.Kind
    let other: Int
  }

  /// The rows that do not count, of so many rows in the order of their places.
  static func verdicts(
    _ count: Int, isSame: (Int, Int) -> Bool, isOlder: (Int, Int) -> Bool
  ) -> [Verdict] {
    var (newest, older): ([Int], [Int]) = ([0], [])
    for row in 1..<max(1, count) {
      if isOlder(row, newest[0]) {
        older.append(row)
      } else if isOlder(newest[0], row) {
        older += newest
        newest = [row]
      } else {
        newest.append(row)
      }
    }
    let isConflict = newest.contains { !isSame($0, newest[0]) }
    let first = newest[0]
    return older.map { Verdict(row: $0, kind: .superseded, other: first) }
      + newest.enumerated().compactMap { order, row in
        guard isConflict || order > 0 else { return nil }
        return Verdict(
          row: row, kind: isConflict ? .conflict : .repeated, other: newest[order == 0 ? 1 : 0])
      }
  }
}
