internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// All values of each person, for medians and percentiles.
final class ValuePartial {
  private let column: Int
  private var cells: [[Int64]]
  private var wide: [Int: [Exact]] = [:]

  init(_ column: Int, _ people: Int) {
    self.column = column
    cells = Array(repeating: [], count: people + 1)
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let lane = batch.lanes[column]
    for index in 0..<count {
      let row = Int(chosen[index])
      let cell = lane[row]
      if cell == RowBatch.empty { continue }
      if cell == RowBatch.wideMark {
        wide[owners[row], default: []].append(batch.wide[column][row] ?? .zero)
      } else {
        cells[owners[row]].append(cell)
      }
    }
  }

  func merge(_ other: ValuePartial) {
    for person in cells.indices { cells[person] += other.cells[person] }
    for (person, numbers) in other.wide { wide[person, default: []] += numbers }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction, _ column: ColumnFacts)
    throws(ExactError) -> MeasureCell
  {
    var numbers = chosen.flatMap { wide[$0] ?? [] }
    for person in chosen {
      for cell in cells[person] { numbers.append(try column.scale.exact(Int128(cell))) }
    }
    numbers.sort()
    guard !numbers.isEmpty else { return MeasureCell(rows: 0, value: nil) }
    let value = try ValuePartial.middle(of: numbers, function)
    return MeasureCell(rows: numbers.count, value: .number(value))
  }

  /// The median or the percentile of numbers in order, at least one.
  static func middle(
    of numbers: [Exact], _ function: AggregateFunction
  ) throws(ExactError) -> Exact {
    let count = numbers.count
    guard case .percentile(let percent) = function else {
      return try (try numbers[(count - 1) / 2] + numbers[count / 2]) / Exact(2)
    }
    // Nearest rank: the least value with at least that share of the values at or below it.
    let rank = (percent * count + 99) / 100
    return numbers[max(1, rank) - 1]
  }
}
