internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The different values of each person, exact.
///
/// Values are written down as the rows come, and thinned to the different ones when they have
/// become many, so memory follows the number of different values and not of rows.
final class DistinctPartial {
  /// Marks a number that is no whole number of parts; like the mark of long texts, no text has it.
  private static let wideMark: UInt64 = 0xFE << 56
  private let column: Int
  private let people: Int
  private let countsRows: Bool
  private var blocks: ValueBlocks
  /// The fewest values that are worth thinning, and those at which it is time.
  private let leastThinned: Int
  private var limit: Int
  private let rowsOfPerson: Lane<Int>
  private var longTexts: [[UInt8]: UInt64] = [:]
  private var fractions: [Exact: UInt64] = [:]
  /// What other workers have gathered, with the numbers of this one's long texts and fractions.
  private var others: [DistinctPartial] = []

  /// Gathers for a number of people; `havingRows` is the fewest rows of a value that counts.
  init(_ column: Int, _ people: Int, havingRows: Int) {
    self.column = column
    self.people = people + 1
    countsRows = havingRows > 1
    leastThinned = max(1 << 13, 128 * people)
    limit = leastThinned
    blocks = ValueBlocks(people: people + 1, countsRows: countsRows)
    rowsOfPerson = Lane(capacity: people + 1, repeating: 0)
  }

  deinit { rowsOfPerson.free() }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let lane = batch.lanes[column]
    let isText = batch.kinds[column].isText
    let bytes = batch.bytes(of: column)
    blocks.add(count) { index in
      let row = Int(chosen[index])
      let cell = lane[row]
      if cell == RowBatch.empty { return nil }
      var key = isText ? batch.textKey(cell, bytes) : (low: UInt64(bitPattern: cell), high: 0)
      if isText ? key.high >= TextKey.longMark : cell == RowBatch.wideMark {
        key = rare(batch, row, isText)
      }
      let person = owners[row]
      rowsOfPerson[person] &+= 1
      return (SIMD2(key.low, key.high), person, 1)
    }
    if blocks.count >= limit { thin() }
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

  /// Keeps each different value of a person once.
  ///
  /// Where a few people's values nearly all differ, so do the others', and thinning waits for four
  /// times as many.
  private func thin() {
    let some = stride(from: 0, to: people, by: 16)
    let before = some.reduce(0) { $0 + blocks.count(of: $1) }
    let after = some.reduce(0) { $0 + different(of: $1).words.count }
    guard 4 * after < 3 * before || before == 0 else {
      limit *= 4
      return
    }
    let thinned = ValueBlocks(people: people, countsRows: countsRows)
    for person in 0..<people {
      let different = different(of: person)
      let (words, rows) = (different.words, different.rows)
      thinned.add(words.count) { (words[$0], person, countsRows ? rows[$0] : 1) }
    }
    limit = max(leastThinned, 2 * thinned.count)
    blocks = thinned
  }

  private func different(of person: Int) -> DifferentValues {
    let different = DifferentValues(
      atMost: blocks.count(of: person), countsRows: countsRows)
    different.add(blocks, of: person)
    return different
  }

  func merge(_ other: DistinctPartial) {
    for person in 0..<people { rowsOfPerson[person] += other.rowsOfPerson[person] }
    other.renumber(as: self)
    others.append(other)
  }

  /// Gives long texts and fractions the numbers that they have in another one.
  private func renumber(as first: DistinctPartial) {
    guard !longTexts.isEmpty || !fractions.isEmpty else { return }
    var texts = [UInt64](repeating: 0, count: longTexts.count)
    for (text, number) in longTexts {
      texts[Int(number)] = DistinctPartial.number(of: text, &first.longTexts)
    }
    var numbers = [UInt64](repeating: 0, count: fractions.count)
    for (fraction, number) in fractions {
      numbers[Int(number)] = DistinctPartial.number(of: fraction, &first.fractions)
    }
    blocks.replace { words in
      switch words[1] {
      case TextKey.longMark: SIMD2(texts[Int(words[0])], words[1])
      case DistinctPartial.wideMark: SIMD2(numbers[Int(words[0])], words[1])
      default: words
      }
    }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction) -> MeasureCell {
    let rows = chosen.reduce(0) { $0 + rowsOfPerson[$1] }
    guard rows > 0 else { return MeasureCell(rows: 0, value: nil) }
    let all = [blocks] + others.map(\.blocks)
    let most = all.reduce(0) { sum, blocks in
      chosen.reduce(sum) { $0 + blocks.count(of: $1) }
    }
    let different = DifferentValues(atMost: most, countsRows: countsRows)
    for blocks in all { for person in chosen { different.add(blocks, of: person) } }
    var count = different.words.count
    if case .distinct(let havingRows) = function, countsRows {
      count = different.rows.count { $0 >= havingRows }
    }
    return MeasureCell(rows: rows, value: .number(Exact(count)))
  }
}
