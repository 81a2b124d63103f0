internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The rows themselves with some of their cells, for rules that look at them one by one.
final class RowsPartial {
  private let columns: [Int]
  private var owners: [Int] = []
  private var places: [(file: Int32, line: Int)] = []
  /// The cells of all rows, column by column within a row; those of texts are places in `texts`.
  private var cells: [Int64] = []
  /// The fractions of cells that are no whole number of parts, by place in `cells`.
  private var wide: [Int: Exact] = [:]
  private var texts: [String] = []
  private var textPlaces: [String: Int64] = [:]

  init(_ columns: [Int]) {
    self.columns = columns
  }

  func add(_ batch: RowBatch, _ chosen: Lane<Int32>, _ count: Int) {
    for index in 0..<count {
      let row = Int(chosen[index])
      // As for any aggregate, a row without the cell that is aggregated does not match.
      if let first = columns.first, batch.lanes[first][row] == RowBatch.empty { continue }
      owners.append(batch.owners[row])
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

  /// The rows of each of some subjects, each with its people, in the order of their contents.
  func list(of subjects: [[Int]], _ facts: [ColumnFacts], files: [String]) -> RowList {
    orderTexts(facts)
    let byOwner = Dictionary(grouping: owners.indices, by: { owners[$0] })
    var starts = [0]
    var rows: [Int] = []
    for people in subjects {
      rows += people.flatMap { byOwner[$0] ?? [] }.sorted(by: precedes)
      starts.append(rows.count)
    }
    let values = columns.indices.map { column in
      rows.map { value($0, column, facts[column]) }
    }
    return RowList(
      starts: starts, columns: values, places: rows.map { places[$0] }, files: files)
  }

  /// Numbers the texts anew in Unicode order, so that comparing numbers compares texts.
  private func orderTexts(_ facts: [ColumnFacts]) {
    let order = texts.indices.sorted {
      texts[$0].unicodeScalars.lexicographicallyPrecedes(texts[$1].unicodeScalars)
    }
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
  private func precedes(_ one: Int, _ other: Int) -> Bool {
    for column in columns.indices {
      let (left, right) = (one * columns.count + column, other * columns.count + column)
      if cells[left] != cells[right] { return cells[left] < cells[right] }
      if let first = wide[left], let second = wide[right], first != second { return first < second }
    }
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
