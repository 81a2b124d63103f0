internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The one row of each person, and a second where there is one.
final class OnlyPartial {
  private struct Entry {
    var rows: Int
    /// The first row by file and line, and its value.
    var first: (file: Int, line: Int, value: Scalar)
    var second: (file: Int, line: Int)?
  }

  private let column: Int
  private var entries: [Int: Entry] = [:]

  init(_ column: Int) {
    self.column = column
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    for index in 0..<count {
      let row = Int(chosen[index])
      guard case .present(let value) = batch.value(column, row) else { continue }
      let place = (file: batch.file, line: batch.lines[row], value: value)
      take(owners[row], Entry(rows: 1, first: place, second: nil))
    }
  }

  private func take(_ person: Int, _ entry: Entry) {
    guard let known = entries[person] else {
      entries[person] = entry
      return
    }
    entries[person] = OnlyPartial.joined(known, entry)
  }

  private static func joined(_ one: Entry, _ other: Entry) -> Entry {
    let isFirst = (one.first.file, one.first.line) <= (other.first.file, other.first.line)
    let (early, late) = isFirst ? (one, other) : (other, one)
    let candidates = [early.second, (late.first.file, late.first.line)].compactMap(\.self)
    let second = candidates.min { ($0.0, $0.1) < ($1.0, $1.1) }
    return Entry(
      rows: one.rows + other.rows, first: early.first,
      second: second.map { (file: $0.0, line: $0.1) })
  }

  func merge(_ other: OnlyPartial) {
    for (person, entry) in other.entries { take(person, entry) }
  }

  func cell(of chosen: [Int], _ column: ColumnFacts) -> MeasureCell {
    var entry: Entry?
    for next in chosen.compactMap({ entries[$0] }) {
      entry = entry.map { OnlyPartial.joined($0, next) } ?? next
    }
    guard let entry else { return MeasureCell(rows: 0, value: nil) }
    guard let second = entry.second else {
      return MeasureCell(rows: entry.rows, value: entry.first.value)
    }
    let places = [
      SourcePlace(file: column.files[entry.first.file], line: entry.first.line),
      SourcePlace(file: column.files[second.file], line: second.line),
    ]
    return MeasureCell(rows: entry.rows, value: entry.first.value, conflict: places)
  }
}
