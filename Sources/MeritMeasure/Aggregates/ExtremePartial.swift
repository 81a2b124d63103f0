internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The least or greatest cell by person.
final class ExtremePartial {
  private let column: Int
  private let isGreatest: Bool
  private var rows: [Int]
  private var best: [Int64]
  private var wide: [Int: Exact] = [:]

  init(_ column: Int, _ people: Int, isGreatest: Bool) {
    self.column = column
    self.isGreatest = isGreatest
    rows = Array(repeating: 0, count: people + 1)
    best = Array(repeating: RowBatch.empty, count: people + 1)
  }

  private func isBetter(_ cell: Int64, _ known: Int64) -> Bool {
    known == RowBatch.empty || (isGreatest ? cell > known : cell < known)
  }

  private func takeWide(_ person: Int, _ number: Exact) {
    guard let known = wide[person] else {
      wide[person] = number
      return
    }
    wide[person] = isGreatest ? max(known, number) : min(known, number)
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let lane = batch.lanes[column]
    for index in 0..<count {
      let row = Int(chosen[index])
      let (cell, owner) = (lane[row], owners[row])
      if cell == RowBatch.empty { continue }
      rows[owner] += 1
      if cell == RowBatch.wideMark {
        takeWide(owner, batch.wide[column][row] ?? .zero)
      } else if isBetter(cell, best[owner]) {
        best[owner] = cell
      }
    }
  }

  func merge(_ other: ExtremePartial) {
    for person in rows.indices {
      rows[person] += other.rows[person]
      let cell = other.best[person]
      if cell != RowBatch.empty, isBetter(cell, best[person]) { best[person] = cell }
    }
    for (person, number) in other.wide { takeWide(person, number) }
  }

  func cell(of chosen: [Int], _ column: ColumnFacts) throws(ExactError) -> MeasureCell {
    let count = chosen.reduce(0) { $0 + rows[$1] }
    guard count > 0 else { return MeasureCell(rows: 0, value: nil) }
    let cells = chosen.map { best[$0] }.filter { $0 != RowBatch.empty }
    let cell = isGreatest ? cells.max() : cells.min()
    var value = cell.flatMap { RowBatch.scalar($0, column.kind, column.scale, text: "") }
    for number in chosen.compactMap({ wide[$0] }) {
      guard case .number(let known)? = value else {
        value = .number(number)
        continue
      }
      value = .number(isGreatest ? max(known, number) : min(known, number))
    }
    return MeasureCell(rows: count, value: value)
  }
}
