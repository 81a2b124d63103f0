internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The rows themselves with some of their cells, for rules that look at them one by one.
final class RowsPartial {
  private let columns: [Int]
  /// The distinct shares of credited people and the places of one share; nil where rows are whole.
  private let shares: (all: [Exact], places: Int)?
  /// The owner of each row, with shares by the class of the share.
  private var owners: [Int] = []
  private var places: [(file: Int32, line: Int)] = []
  /// The cells of all rows, column by column within a row; those of texts are places in `texts`.
  private var cells: [Int64] = []
  /// The fractions of cells that are no whole number of parts, by place in `cells`.
  private var wide: [Int: Exact] = [:]
  private var texts: [String] = []
  private var textPlaces: [String: Int64] = [:]

  /// Keeps columns of rows; of credited people with the shares of the first column.
  init(_ columns: [Int], people: Int, shares: [Exact]?) {
    self.columns = columns
    self.shares = shares.map { ($0, people + 1) }
  }

  func add(_ batch: RowBatch, _ pass: OwnerPasses.Pass, _ chosen: Lane<Int32>, _ count: Int) {
    for owners in shares == nil ? pass.whole : pass.shared { add(batch, owners, chosen, count) }
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    for index in 0..<count {
      let row = Int(chosen[index])
      // As for any aggregate, a row without the cell that is aggregated does not match.
      if let first = columns.first, batch.lanes[first][row] == RowBatch.empty { continue }
      self.owners.append(owners[row])
      places.append((Int32(truncatingIfNeeded: batch.file), batch.lines[row]))
      for column in columns { add(batch, column, row) }
    }
  }

  private func add(_ batch: RowBatch, _ column: Int, _ row: Int) {
    let cell = batch.lanes[column][row]
    if batch.kinds[column].isText, cell != RowBatch.empty {
      cells.append(number(of: batch.text(column, row)))
      return
    }
    if cell == RowBatch.wideMark, let number = batch.wide[column][row] {
      wide[cells.count] = number
    }
    cells.append(cell)
  }

  private func number(of text: String) -> Int64 {
    if let known = textPlaces[text] { return known }
    texts.append(text)
    textPlaces[text] = Int64(texts.count - 1)
    return Int64(texts.count - 1)
  }

  func merge(_ other: RowsPartial, isText: [Bool]) {
    let renumbered = other.texts.map(number(of:))
    let first = cells.count
    owners += other.owners
    places += other.places
    for (place, cell) in other.cells.enumerated() {
      let isTextCell = isText[columns[place % columns.count]] && cell != RowBatch.empty
      cells.append(isTextCell ? renumbered[Int(cell)] : cell)
    }
    for (place, number) in other.wide { wide[first + place] = number }
  }

  /// The different texts of all cells.
  var distinctTexts: [String] { texts }

  /// A row of a subject; the share is that of the subject's people together.
  private struct Entry {
    let row: Int
    var share: Exact
  }

  /// The rows of each of some subjects, each with its people, in the order of their contents.
  func list(of subjects: [[Int]], _ facts: [ColumnFacts], files: [String]) throws(ExactError)
    -> RowList
  {
    orderTexts(facts)
    let byOwner = Dictionary(grouping: owners.indices, by: { owners[$0] })
    var starts = [0]
    var entries: [Entry] = []
    for people in subjects {
      entries += try rows(of: people, byOwner).sorted(by: precedes)
      starts.append(entries.count)
    }
    var values = columns.indices.map { column in
      entries.map { value($0.row, column, facts[column]) }
    }
    if shares != nil {
      for (place, entry) in entries.enumerated() {
        guard let number = values[0][place].number else { continue }
        values[0][place] = .number(try number * entry.share)
      }
    }
    return RowList(
      starts: starts, columns: values, places: entries.map { places[$0.row] }, files: files,
      numbers: columns.indices.map { numbers(entries, $0, facts[$0]) })
  }

  /// The numbers of a column's texts; nothing for a column of something else.
  private func numbers(_ entries: [Entry], _ column: Int, _ facts: ColumnFacts) -> [Int32] {
    guard facts.kind.isText else { return [] }
    return entries.map { entry in
      let cell = cells[entry.row * columns.count + column]
      let hasText = cell != RowBatch.empty && !texts[Int(cell)].isEmpty
      return hasText ? Int32(truncatingIfNeeded: cell) : -1
    }
  }

  /// The rows of some people together, each row once.
  private func rows(of people: [Int], _ byOwner: [Int: [Int]]) throws(ExactError) -> [Entry] {
    guard let shares else {
      return people.flatMap { byOwner[$0] ?? [] }.map { Entry(row: $0, share: .one) }
    }
    var entries: [Entry] = []
    var known: [RowPlace: Int] = [:]
    for (place, share) in shares.all.enumerated() {
      for row in people.flatMap({ byOwner[place * shares.places + $0] ?? [] }) {
        let from = RowPlace(file: Int(places[row].file), line: places[row].line)
        if let entry = known[from] {
          entries[entry].share = try entries[entry].share + share
        } else {
          known[from] = entries.count
          entries.append(Entry(row: row, share: share))
        }
      }
    }
    return entries
  }

  /// Numbers the texts anew in Unicode order, so that comparing numbers compares texts.
  private func orderTexts(_ facts: [ColumnFacts]) {
    let order = texts.indices.sorted { MeritModel.precedes(texts[$0], texts[$1]) }
    var renumbered = [Int64](repeating: 0, count: texts.count)
    for (place, old) in order.enumerated() { renumbered[old] = Int64(place) }
    for place in cells.indices where cells[place] != RowBatch.empty {
      if facts[place % columns.count].kind.isText {
        cells[place] = renumbered[Int(cells[place])]
      }
    }
    texts = order.map { texts[$0] }
  }

  /// Compares contents; where they are equal, the place in the files decides for the eye alone.
  private func precedes(_ first: Entry, _ second: Entry) -> Bool {
    let (one, other) = (first.row, second.row)
    for column in columns.indices {
      let (left, right) = (one * columns.count + column, other * columns.count + column)
      if cells[left] != cells[right] { return cells[left] < cells[right] }
      if let less = wide[left], let more = wide[right], less != more { return less < more }
    }
    if first.share != second.share { return first.share < second.share }
    return (places[one].file, places[one].line) < (places[other].file, places[other].line)
  }

  private func value(_ row: Int, _ column: Int, _ facts: ColumnFacts) -> Value {
    let place = row * columns.count + column
    let cell = cells[place]
    if cell == RowBatch.empty { return .missing }
    if let number = wide[place] { return .number(number) }
    let text = facts.kind.isText ? texts[Int(cell)] : ""
    return RowBatch.scalar(cell, facts.kind, facts.scale, text: text).map { .present($0) }
      ?? .missing
  }
}
