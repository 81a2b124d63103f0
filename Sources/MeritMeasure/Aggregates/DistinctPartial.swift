internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The different values of each person with their rows, exact.
///
/// Values are kept in lists that are thinned when they double, so memory follows the number of
/// different values and not of rows.
final class DistinctPartial {
  /// A value in two words, with the number of its rows.
  struct Entry {
    var low: UInt64
    var high: UInt64
    var rows: Int
  }

  /// Marks a number that is no whole number of parts; like the mark of long texts, no text has it.
  private static let wideMark: UInt64 = 0xFE << 56

  private let column: Int
  private var lists: [[Entry]]
  private var limits: [Int]
  private var longTexts: [[UInt8]: UInt64] = [:]
  private var fractions: [Exact: UInt64] = [:]

  init(_ column: Int, _ people: Int) {
    self.column = column
    lists = Array(repeating: [], count: people + 1)
    limits = Array(repeating: 64, count: people + 1)
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let lane = batch.lanes[column]
    let isText = batch.kinds[column].isText
    let bytes = batch.bytes(of: column)
    // Taken out of the object, so that the loop does not ask for exclusive access at each row.
    var (lists, limits) = (self.lists, self.limits)
    (self.lists, self.limits) = ([], [])
    defer { (self.lists, self.limits) = (lists, limits) }
    for index in 0..<count {
      let row = Int(chosen[index])
      let cell = lane[row]
      if cell == RowBatch.empty { continue }
      var key = isText ? batch.textKey(cell, bytes) : (low: UInt64(bitPattern: cell), high: 0)
      if isText ? key.high >= TextKey.longMark : cell == RowBatch.wideMark {
        key = rare(batch, row, isText)
      }
      let person = owners[row]
      lists[person].append(Entry(low: key.low, high: key.high, rows: 1))
      if lists[person].count >= limits[person] {
        lists[person] = DistinctPartial.thinned(lists[person])
        limits[person] = max(64, 2 * lists[person].count)
      }
    }
  }

  private func rare(_ batch: RowBatch, _ row: Int, _ isText: Bool) -> (low: UInt64, high: UInt64) {
    if isText {
      let text = batch.textBytes(column, row)
      return (DistinctPartial.number(of: text, &longTexts), TextKey.longMark)
    }
    let number = batch.wide[column][row] ?? .zero
    return (DistinctPartial.number(of: number, &fractions), DistinctPartial.wideMark)
  }

  private static func number<Value>(of value: Value, _ known: inout [Value: UInt64]) -> UInt64 {
    if let number = known[value] { return number }
    let number = UInt64(known.count)
    known[value] = number
    return number
  }

  /// The entries with equal values made one, in the order of their first.
  private static func thinned(_ entries: [Entry]) -> [Entry] {
    var size = 16
    while size < 2 * entries.count { size *= 2 }
    var places = [Int32](repeating: -1, count: size)
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count)
    for entry in entries {
      let mixed = (entry.low ^ (entry.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
      var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (size - 1)
      while places[place] >= 0 {
        let known = Int(places[place])
        if kept[known].low == entry.low, kept[known].high == entry.high {
          kept[known].rows += entry.rows
          break
        }
        place = (place + 1) & (size - 1)
      }
      if places[place] < 0 {
        places[place] = Int32(kept.count)
        kept.append(entry)
      }
    }
    return kept
  }

  func merge(_ other: DistinctPartial) {
    var texts = [UInt64](repeating: 0, count: other.longTexts.count)
    for (text, number) in other.longTexts {
      texts[Int(number)] = DistinctPartial.number(of: text, &longTexts)
    }
    var numbers = [UInt64](repeating: 0, count: other.fractions.count)
    for (fraction, number) in other.fractions {
      numbers[Int(number)] = DistinctPartial.number(of: fraction, &fractions)
    }
    for person in lists.indices {
      guard !texts.isEmpty || !numbers.isEmpty else {
        lists[person] += other.lists[person]
        continue
      }
      for var entry in other.lists[person] {
        if entry.high == TextKey.longMark { entry.low = texts[Int(entry.low)] }
        if entry.high == DistinctPartial.wideMark { entry.low = numbers[Int(entry.low)] }
        lists[person].append(entry)
      }
    }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction) -> MeasureCell {
    let entries = chosen.count == 1 ? lists[chosen[0]] : chosen.flatMap { lists[$0] }
    guard !entries.isEmpty else { return MeasureCell(rows: 0, value: nil) }
    var least = 1
    if case .distinct(let havingRows) = function { least = havingRows }
    let different = DistinctPartial.thinned(entries)
    let count = different.count { $0.rows >= least }
    return MeasureCell(
      rows: different.reduce(0) { $0 + $1.rows }, value: .number(Exact(count)))
  }
}
