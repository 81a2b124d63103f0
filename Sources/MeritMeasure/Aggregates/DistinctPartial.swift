internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The different values of each person, exact.
final class DistinctPartial {
  /// Marks a number that is no whole number of parts; like the mark of long texts, no text has it.
  private static let wideMark: UInt64 = 0xFE << 56
  private let column: Int
  private let countsRows: Bool
  /// Values of one word: whole numbers of parts, and texts that fit.
  private let short: ValueStore<UInt64>
  /// All others.
  private let long: ValueStore<SIMD2<UInt64>>
  /// The words of a batch.
  private let words: Lane<UInt64>
  private var longTexts: [[UInt8]: UInt64] = [:]
  private var fractions: [Exact: UInt64] = [:]

  /// Gathers for a number of people; `havingRows` is the fewest rows of a value that counts.
  init(_ column: Int, _ people: Int, havingRows: Int) {
    self.column = column
    countsRows = havingRows > 1
    short = ValueStore(people: people + 1, countsRows: countsRows)
    long = ValueStore(people: people + 1, countsRows: countsRows)
    words = Lane(capacity: RowBatch.capacity)
  }

  deinit { words.free() }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let isText = batch.kinds[column].isText
    let others =
      isText
      ? batch.shortWords(column, rows: chosen, count: count, into: words)
      : numbers(batch, chosen, count)
    let words = words
    short.add(count) { index in
      let word = words[index]
      return word == ShortText.none ? nil : (word, owners[Int(chosen[index])])
    }
    if others > 0 { addLong(batch, owners, chosen, count, isText) }
  }

  /// Notes the words of numbers, none for those that are no whole number of parts; gives how many
  /// those are.
  private func numbers(_ batch: RowBatch, _ chosen: Lane<Int32>, _ count: Int) -> Int {
    let lane = batch.lanes[column]
    var others = 0
    for index in 0..<count {
      let cell = lane[Int(chosen[index])]
      let isWide = cell == RowBatch.wideMark
      // An empty cell, the least number, becomes the word of none.
      words[index] =
        isWide ? ShortText.none : UInt64(bitPattern: cell) ^ UInt64(bitPattern: RowBatch.empty)
      others &+= isWide ? 1 : 0
    }
    return others
  }

  private func addLong(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int, _ isText: Bool
  ) {
    let lane = batch.lanes[column]
    let bytes = batch.bytes(of: column)
    let words = words
    long.add(count) { index in
      let row = Int(chosen[index])
      guard words[index] == ShortText.none, lane[row] != RowBatch.empty else { return nil }
      let key = isText ? batch.textKey(lane[row], bytes) : (low: 0, high: 0)
      let isRare = !isText || key.high >= TextKey.longMark
      let (low, high) = isRare ? rare(batch, row, isText) : key
      return (SIMD2(low, high), owners[row])
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

  func merge(_ other: DistinctPartial) {
    other.renumber(as: self)
    short.merge(other.short)
    long.merge(other.long)
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
    long.blocks.replace { words in
      switch words[1] {
      case TextKey.longMark: SIMD2(texts[Int(words[0])], words[1])
      case DistinctPartial.wideMark: SIMD2(numbers[Int(words[0])], words[1])
      default: words
      }
    }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction) -> MeasureCell {
    let rows = short.rows(of: chosen) + long.rows(of: chosen)
    guard rows > 0 else { return MeasureCell(rows: 0, value: nil) }
    var least = 1
    if case .distinct(let havingRows) = function { least = havingRows }
    let count =
      short.differentCount(of: chosen, havingRows: least)
      + long.differentCount(of: chosen, havingRows: least)
    return MeasureCell(rows: rows, value: .number(Exact(count)))
  }
}
