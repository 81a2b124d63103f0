internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The values of another table by key and day, as cells of the column that takes them.
final class LookupIndex: Sendable {
  private let keys: LookupKeys
  /// For each key the place of its first row among `entries`, by the first day; one more at the end.
  private let starts: [Int]
  private let entries: [Entry]
  private let wide: [Int: Exact]
  /// The texts of the values; nil where they are none.
  let pool: TextPool?

  /// A row's days, both inclusive, and its value.
  private struct Entry {
    let from: Int64
    let to: Int64
    var cell: Int64
  }

  /// Orders rows by key and day; of the scale are the cells of the column that takes the values.
  init(_ rows: [LookupRow], kind: Kind, scale: NumberScale) {
    let byKey = Dictionary(grouping: rows, by: \.key)
    let ids = byKey.keys.sorted { one, other in
      one.lexicographicallyPrecedes(other, by: precedes)
    }
    let ordered = ids.flatMap { (byKey[$0] ?? []).sorted { $0.from < $1.from } }
    pool = kind.isText ? TextPool(ordered.map { $0.value.text ?? "" }) : nil
    var (entries, wide): ([Entry], [Int: Exact]) = ([], [:])
    for (place, row) in ordered.enumerated() {
      var cell = LookupIndex.cell(row.value, kind, scale)
      if let pool, row.value.isPresent { cell = pool.cells[place] }
      if cell == RowBatch.wideMark { wide[place] = row.value.number }
      entries.append(Entry(from: row.from, to: row.to, cell: cell))
    }
    keys = LookupKeys(ids)
    starts = ids.reduce(into: [0]) { $0.append(($0.last ?? 0) + (byKey[$1]?.count ?? 0)) }
    (self.entries, self.wide) = (entries, wide)
  }

  /// The cell of a value that is no text of its own.
  static func cell(_ value: Value, _ kind: Kind, _ scale: NumberScale) -> Int64 {
    guard case .present(let scalar) = value else { return RowBatch.empty }
    switch scalar {
    case .number(let number): return scale.parts(number) ?? RowBatch.wideMark
    case .flag(let flag): return flag ? 1 : 0
    case .day(let day): return Int64(day.number)
    case .moment(let moment): return moment.seconds
    case .text(let text):
      if case .choice(let names) = kind {
        return names.firstIndex(of: text.string).map { Int64($0) } ?? RowBatch.empty
      }
      return LookupIndex.cell(ofPeriod: text.string) ?? RowBatch.empty
    case .grade: return RowBatch.empty
    }
  }

  /// The cell of a month or quarter by its name.
  private static func cell(ofPeriod name: String) -> Int64? {
    let parts = name.split(separator: "-")
    guard parts.count == 2, let year = Int64(parts[0]) else { return nil }
    if parts[1].hasPrefix("Q") { return Int64(parts[1].dropFirst()).map { year * 4 + $0 - 1 } }
    return Int64(parts[1]).map { year * 12 + $0 - 1 }
  }

  /// Fills a column of a batch: for each sound row the value of the row that its key names and, where
  /// a day is given, that holds on that day; else empty.
  func fill(_ batch: RowBatch, _ column: Int, match: [Int], day: (Int) -> Int64?) {
    for row in 0..<batch.count {
      batch.lanes[column][row] = RowBatch.empty
      guard batch.faults[row] == 0, let key = keys.place(of: row, batch, match), let day = day(row),
        let place = (starts[key]..<starts[key + 1]).first(where: {
          entries[$0].from <= day && day <= entries[$0].to
        })
      else { continue }
      batch.lanes[column][row] = entries[place].cell
      if let number = wide[place] { batch.wide[column][row] = number }
    }
  }
}

/// A row of another table as far as a lookup needs it.
struct LookupRow: Sendable {
  /// The values of the key columns.
  let key: [String]
  /// The first day, from which it holds, and the last, both inclusive.
  let from: Int64
  let to: Int64
  let value: Value
}
