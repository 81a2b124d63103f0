import MeritModel

/// All combinations of the parts of a table's inputs, with the rows that fit each.
struct TableGrid {
  /// Two rows that fit one combination.
  struct Overlap {
    let first: Int
    let second: Int
    let combination: [Int]
  }

  let axes: [TableAxis]
  /// The combinations that no row fits, in order.
  private(set) var gaps: [[Int]] = []
  /// One combination for each pair of rows that fit together.
  private(set) var overlaps: [Overlap] = []
  /// The rows that fit some combination.
  private(set) var reached: Set<Int> = []
  private var values: [[Int]: Scalar] = [:]

  init(table: LookupTable, axes: [TableAxis]) {
    self.axes = axes
    guard axes.allSatisfy({ !$0.parts.isEmpty }) else {
      reached = Set(table.rows.indices)
      return
    }
    let passes = table.rows.map { row in
      zip(row.cells, axes).map { cell, axis in axis.parts.map { cell.accepts($0.sample) } }
    }
    var combination: [Int]? = axes.map { _ in 0 }
    var pairs: Set<[Int]> = []
    while let at = combination {
      let fitting = table.rows.indices.filter { row in
        axes.indices.allSatisfy { passes[row][$0][at[$0]] }
      }
      note(fitting, at, table, &pairs)
      combination = next(at)
    }
  }

  private mutating func note(
    _ fitting: [Int], _ at: [Int], _ table: LookupTable, _ pairs: inout Set<[Int]>
  ) {
    reached.formUnion(fitting)
    guard let first = fitting.first else {
      gaps.append(at)
      return
    }
    values[at] = table.rows[first].value
    for second in fitting.dropFirst() where pairs.insert([first, second]).inserted {
      overlaps.append(Overlap(first: first, second: second, combination: at))
    }
  }

  private func next(_ combination: [Int]) -> [Int]? {
    var next = combination
    for place in axes.indices.reversed() {
      next[place] += 1
      if next[place] < axes[place].parts.count { return next }
      next[place] = 0
    }
    return nil
  }

  /// Whether the value ever differs between two parts of an input, all others equal.
  func matters(_ place: Int) -> Bool {
    axes[place].parts.count < 2
      || values.contains { combination, value in
        var first = combination
        first[place] = 0
        return values[first] != value
      }
  }

  /// The value of a combination; nil where no row fits.
  func value(at combination: [Int]) -> Scalar? { values[combination] }

  /// Every combination that has a row.
  var combinations: [[Int]] { Array(values.keys) }

  /// How a number of the table moves along an input; nil where it turns or is no number.
  func order(along place: Int, of table: LookupTable) -> Trend? {
    var trend = Trend.still
    // Grades stand best first, numbers and flags rise.
    let isDescending = if case .grade = axes[place].kind { true } else { false }
    guard axes[place].kind.isNumeric || isDescending else { return nil }
    for (combination, value) in values {
      guard combination[place] + 1 < axes[place].parts.count else { continue }
      var next = combination
      next[place] += 1
      guard let one = value.measured, let other = values[next]?.measured else {
        // Where a combination has no row, that is told as a gap.
        continue
      }
      let rises: Trend = one == other ? .still : one < other ? .rising : .falling
      trend = trend.joined(with: isDescending ? rises.turned : rises)
      if trend == .turning { return nil }
    }
    return trend
  }

  /// The box of one combination.
  func box(at combination: [Int]) -> TableBox {
    TableBox(cells: zip(axes, combination).map { TableBox.Cell(axis: $0, from: $1, through: $1) })
  }

  /// The box of gaps around a combination: its numbers taken as widely as they stay gaps.
  func box(around gap: [Int]) -> TableBox {
    let all = Set(gaps)
    var cells = box(at: gap).cells
    for place in axes.indices where axes[place].kind.isNumeric {
      var last = gap[place]
      while last + 1 < axes[place].parts.count,
        isGap(cells, place, last + 1, all)
      {
        last += 1
      }
      cells[place] = TableBox.Cell(axis: axes[place], from: gap[place], through: last)
    }
    return TableBox(cells: cells)
  }

  /// Boxes that together hold all gaps, or as many as asked for.
  func gapBoxes(most: Int) -> [TableBox] {
    var boxes: [TableBox] = []
    var covered: Set<[Int]> = []
    for gap in gaps where boxes.count < most && !covered.contains(gap) {
      let box = box(around: gap)
      covered.formUnion(box.combinations)
      boxes.append(box)
    }
    return boxes
  }

  private func isGap(
    _ cells: [TableBox.Cell], _ place: Int, _ part: Int, _ gaps: Set<[Int]>
  ) -> Bool {
    var box = cells
    box[place] = TableBox.Cell(axis: axes[place], from: part, through: part)
    return TableBox(cells: box).combinations.allSatisfy { gaps.contains($0) }
  }
}

/// Neighbouring combinations of a table's inputs, in words and as cells of a row.
struct TableBox {
  /// One input's part of the box.
  struct Cell {
    let axis: TableAxis
    let from: Int
    let through: Int

    var name: String { axis.name }
    /// A value inside.
    var sample: Scalar { axis.parts[from].sample }
  }

  let cells: [Cell]

  var size: Int { cells.reduce(1) { $0 * ($1.through - $1.from + 1) } }

  var combinations: [[Int]] {
    cells.reduce([[]]) { start, cell in
      start.flatMap { first in (cell.from...cell.through).map { first + [$0] } }
    }
  }

  /// As `grade` = `D` and `d_quarters` >= 3.
  var words: String {
    let words = cells.compactMap(\.words)
    return words.isEmpty ? "any value of its inputs" : words.joined(separator: " and ")
  }
}

extension TableBox.Cell {
  private var parts: ArraySlice<TableAxis.Part> { axis.parts[from...through] }

  fileprivate var words: String? {
    guard axis.kind.isNumeric else {
      switch parts.first?.bounds {
      case .value(let value)?: return "`\(name)` = `\(value)`"
      default: return "another `\(name)` than listed"
      }
    }
    if let point { return "`\(name)` = \(axis.kind.text(point))" }
    let low = lower.map { "`\(name)` \($0.isInclusive ? ">=" : ">") \(axis.kind.text($0.edge))" }
    let high = upper.map { "`\(name)` \($0.isInclusive ? "<=" : "<") \(axis.kind.text($0.edge))" }
    let both = [low, high].compactMap { $0 }
    return both.isEmpty ? nil : both.joined(separator: " and ")
  }

  /// The cell as JSON.
  var json: String {
    guard axis.kind.isNumeric else {
      if case .value(let value)? = parts.first?.bounds { return "\"\(value)\"" }
      return "\"any\""
    }
    if let point { return number(point) }
    let low = lower.map { "\"\($0.isInclusive ? "from" : "above")\": \(number($0.edge))" }
    let high = upper.map { "\"\($0.isInclusive ? "upTo" : "below")\": \(number($0.edge))" }
    let both = [low, high].compactMap { $0 }
    return both.isEmpty ? "\"any\"" : "{ \(both.joined(separator: ", ")) }"
  }

  private func number(_ number: Exact) -> String { axis.kind.json(number) }

  private var point: Exact? {
    if from == through, case .point(let number)? = parts.first?.bounds { return number }
    return nil
  }

  private var lower: (edge: Exact, isInclusive: Bool)? {
    switch parts.first?.bounds {
    case .point(let number): (number, true)
    case .between(let low?, _): (low, false)
    default: nil
    }
  }

  private var upper: (edge: Exact, isInclusive: Bool)? {
    guard through < axis.parts.count - 1 else { return nil }
    switch parts.last?.bounds {
    case .point(let number): return (number, true)
    case .between(_, let high?): return (high, false)
    default: return nil
    }
  }
}

extension Scalar {
  /// The number, or the goodness of a grade.
  fileprivate var measured: Exact? { exact ?? goodness }
}
