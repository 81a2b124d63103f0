internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The different values of each person, exact.
///
/// Values are first written down in the order of the rows and then sorted by person, many at a
/// time, because a list for each person that grows row by row misses the fast memory at each row.
/// A person's values are thinned when they double, so memory follows the number of different
/// values and not of rows.
final class DistinctPartial {
  /// Marks a number that is no whole number of parts; like the mark of long texts, no text has it.
  private static let wideMark: UInt64 = 0xFE << 56
  /// The fewest values of a person that are worth thinning.
  private static let leastThinned = 64

  private let column: Int
  private let countsRows: Bool
  private var values: [ValueList]
  private var limits: [Int]
  private let rowsOfPerson: Lane<Int>
  /// The values that are not sorted yet, and whose each is.
  private var newWords: [SIMD2<UInt64>] = []
  private var newOwners: [Int32] = []
  private let mostNew: Int
  private var longTexts: [[UInt8]: UInt64] = [:]
  private var fractions: [Exact: UInt64] = [:]
  /// What other workers have gathered, with the numbers of this one's long texts and fractions.
  private var others: [DistinctPartial] = []

  /// Gathers for a number of people; `havingRows` is the fewest rows of a value that counts.
  init(_ column: Int, _ people: Int, havingRows: Int) {
    self.column = column
    countsRows = havingRows > 1
    values = Array(repeating: ValueList(), count: people + 1)
    limits = Array(repeating: DistinctPartial.leastThinned, count: people + 1)
    rowsOfPerson = Lane(capacity: people + 1, repeating: 0)
    mostNew = max(4096, min(1 << 18, 32 * people))
  }

  deinit { rowsOfPerson.free() }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let lane = batch.lanes[column]
    let isText = batch.kinds[column].isText
    let bytes = batch.bytes(of: column)
    // Taken out of the object, so that the loop does not ask for exclusive access at each row.
    var (words, people) = (newWords, newOwners)
    (newWords, newOwners) = ([], [])
    for index in 0..<count {
      let row = Int(chosen[index])
      let cell = lane[row]
      if cell == RowBatch.empty { continue }
      var key = isText ? batch.textKey(cell, bytes) : (low: UInt64(bitPattern: cell), high: 0)
      if isText ? key.high >= TextKey.longMark : cell == RowBatch.wideMark {
        key = rare(batch, row, isText)
      }
      let person = owners[row]
      words.append(SIMD2(key.low, key.high))
      people.append(Int32(truncatingIfNeeded: person))
      rowsOfPerson[person] &+= 1
    }
    (newWords, newOwners) = (words, people)
    if newWords.count >= mostNew { sortNew() }
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

  /// Gives the new values to their people.
  private func sortNew() {
    guard !newWords.isEmpty else { return }
    var places = [Int32](repeating: 0, count: values.count + 1)
    for person in newOwners { places[Int(person) + 1] += 1 }
    for person in values.indices { places[person + 1] += places[person] }
    var order = [Int32](repeating: 0, count: newOwners.count)
    for (index, person) in newOwners.enumerated() {
      order[Int(places[Int(person)])] = Int32(index)
      places[Int(person)] += 1
    }
    // Each place has moved on to where the next person's values begin.
    var start = 0
    for person in values.indices {
      let end = Int(places[person])
      if end > start { take(order[start..<end], person) }
      start = end
    }
    newWords.removeAll(keepingCapacity: true)
    newOwners.removeAll(keepingCapacity: true)
  }

  private func take(_ places: ArraySlice<Int32>, _ person: Int) {
    var list = ValueList()
    swap(&list, &values[person])
    for place in places { list.words.append(newWords[Int(place)]) }
    if countsRows { list.rows.append(contentsOf: repeatElement(1, count: places.count)) }
    if list.words.count >= limits[person] {
      list = DifferentValues(of: [list], countsRows: countsRows).list
      limits[person] = max(DistinctPartial.leastThinned, 2 * list.words.count)
    }
    values[person] = list
  }

  func merge(_ other: DistinctPartial) {
    sortNew()
    other.sortNew()
    for person in values.indices { rowsOfPerson[person] += other.rowsOfPerson[person] }
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
    for person in values.indices {
      for (place, words) in values[person].words.enumerated() {
        if words[1] == TextKey.longMark { values[person].words[place][0] = texts[Int(words[0])] }
        if words[1] == DistinctPartial.wideMark {
          values[person].words[place][0] = numbers[Int(words[0])]
        }
      }
    }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction) -> MeasureCell {
    sortNew()
    let rows = chosen.reduce(0) { $0 + rowsOfPerson[$1] }
    guard rows > 0 else { return MeasureCell(rows: 0, value: nil) }
    let lists = ([self] + others).flatMap { partial in chosen.map { partial.values[$0] } }
    let different = DifferentValues(of: lists, countsRows: countsRows).list
    var count = different.words.count
    if case .distinct(let havingRows) = function, countsRows {
      count = different.rows.count { $0 >= havingRows }
    }
    return MeasureCell(rows: rows, value: .number(Exact(count)))
  }
}

/// Values in two words each, and where rows count, how many rows have each.
private struct ValueList {
  var words: [SIMD2<UInt64>] = []
  /// Empty where rows do not count.
  var rows: [Int] = []
}

/// The different ones among values, in the order of their first.
private struct DifferentValues {
  private(set) var list = ValueList()
  private var places: [Int32]
  private let countsRows: Bool

  init(of lists: [ValueList], countsRows: Bool) {
    self.countsRows = countsRows
    let most = lists.reduce(0) { $0 + $1.words.count }
    var size = 16
    while size < 2 * most { size *= 2 }
    places = Array(repeating: -1, count: size)
    list.words.reserveCapacity(most)
    for other in lists { add(other) }
  }

  private mutating func add(_ other: ValueList) {
    let mask = places.count - 1
    for (index, words) in other.words.enumerated() {
      let mixed = (words[0] ^ (words[1] &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
      var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & mask
      while places[place] >= 0, list.words[Int(places[place])] != words {
        place = (place + 1) & mask
      }
      let known = places[place]
      if known < 0 {
        places[place] = Int32(list.words.count)
        list.words.append(words)
        if countsRows { list.rows.append(other.rows[index]) }
      } else if countsRows {
        list.rows[Int(known)] += other.rows[index]
      }
    }
  }
}
