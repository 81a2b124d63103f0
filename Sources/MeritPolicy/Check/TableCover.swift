import MeritModel

/// Whether exactly one row of a large table fits every combination of its inputs, found without
/// walking the combinations.
///
/// Rows that do not overlap cover all combinations where their sizes add up to the whole. Where they
/// do not, some part of the first input holds fewer than it should; that part is searched in turn.
struct TableCover {
  /// Two rows that fit one combination.
  struct Overlap {
    let first: Int
    let second: Int
    let combination: [Int]
  }

  private let axes: [TableAxis]
  /// For each row and input the parts that pass, ascending.
  private let passes: [[[Int]]]
  private(set) var overlaps: [Overlap] = []
  /// A combination that no row fits; nil where there is none, or where rows overlap.
  private(set) var gap: [Int]?
  /// Whether the number of combinations can be counted.
  private(set) var isCounted = true

  /// The most overlaps that are looked for: whoever mends these looks again.
  private static let mostOverlaps = 20

  init(table: LookupTable, axes: [TableAxis]) {
    self.axes = axes
    passes = table.rows.map { row in
      zip(row.cells, axes).map { cell, axis in
        axis.parts.indices.filter { cell.accepts(axis.parts[$0].sample) }
      }
    }
    findOverlaps()
    if overlaps.isEmpty { findGap() }
  }

  /// The rows that no combination reaches.
  var unreached: [Int] { passes.indices.filter { passes[$0].contains(where: \.isEmpty) } }

  /// Looks for two rows that share a part of every input; rows are kept as bits, so that one step
  /// compares with 64 of them.
  private mutating func findOverlaps() {
    let words = (passes.count + 63) / 64
    let rowsOfParts = axes.indices.map { axis in
      var rows = axes[axis].parts.map { _ in Array(repeating: UInt64(0), count: words) }
      for (row, parts) in passes.enumerated() {
        for part in parts[axis] { rows[part][row / 64] |= 1 << UInt64(row % 64) }
      }
      return rows
    }
    for second in passes.indices {
      let before = earlier(than: second, rowsOfParts)
      for first in before {
        overlaps.append(
          Overlap(first: first, second: second, combination: shared(first, second)))
        if overlaps.count == Self.mostOverlaps { return }
      }
    }
  }

  /// The rows before one that share a part of every input with it.
  private func earlier(than row: Int, _ rowsOfParts: [[[UInt64]]]) -> [Int] {
    let words = row / 64 + 1
    var common = Array(repeating: UInt64.max, count: words)
    common[words - 1] = (1 << UInt64(row % 64)) - 1
    for axis in axes.indices {
      var some = Array(repeating: UInt64(0), count: words)
      for part in passes[row][axis] {
        for word in 0..<words { some[word] |= rowsOfParts[axis][part][word] }
      }
      for word in 0..<words { common[word] &= some[word] }
    }
    return common.indices.flatMap { word in
      (0..<64).filter { common[word] >> UInt64($0) & 1 == 1 }.map { word * 64 + $0 }
    }
  }

  /// The first combination that two overlapping rows share.
  private func shared(_ first: Int, _ second: Int) -> [Int] {
    zip(passes[first], passes[second]).map { one, other in
      one.first { other.contains($0) } ?? 0
    }
  }

  private mutating func findGap() {
    var rows = Array(passes.indices)
    var gap: [Int] = []
    guard lacks(rows, from: 0) else { return }
    for axis in axes.indices {
      // Where all parts are full the whole is too, so one is found.
      let part = axes[axis].parts.indices.first { part in
        lacks(rows.filter { passes[$0][axis].contains(part) }, from: axis + 1)
      }
      guard let part else { return }
      gap.append(part)
      rows = rows.filter { passes[$0][axis].contains(part) }
    }
    self.gap = gap
  }

  /// Whether rows fit fewer combinations of the inputs from a place on than there are.
  private mutating func lacks(_ rows: [Int], from place: Int) -> Bool {
    guard let all = product(axes[place...].map(\.parts.count)) else {
      isCounted = false
      return false
    }
    var covered: UInt128 = 0
    for row in rows { covered += product(passes[row][place...].map(\.count)) ?? 0 }
    return covered < all
  }

  private func product(_ counts: [Int]) -> UInt128? {
    var product: UInt128 = 1
    for count in counts {
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt128(count))
      // Room for the sum over all rows.
      if overflow || next > UInt128.max >> 20 { return nil }
      product = next
    }
    return product
  }

  /// The box of one combination.
  func box(at combination: [Int]) -> TableBox {
    TableBox(cells: zip(axes, combination).map { TableBox.Cell(axis: $0, from: $1, through: $1) })
  }
}
