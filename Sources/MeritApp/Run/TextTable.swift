import MeritModel

/// A table for the terminal: columns as wide as their widest cell, East Asian width counted.
package struct TextTable {
  private let header: [String]
  /// Whether each column stands at the right, as numbers do.
  private let isRight: [Bool]
  private var rows: [[String]] = []

  /// Makes a table without rows.
  package init(header: [String], numbers: Set<Int>) {
    self.header = header
    self.isRight = header.indices.map(numbers.contains)
  }

  /// Adds a row with as many cells as the header.
  package mutating func append(_ cells: [String]) {
    rows.append(cells.map { visible($0) })
  }

  /// The lines of the table.
  package var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { displayWidth(of: $0[column]) }.max() ?? 0
    }
    return ([header] + rows).map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let columns = cells.indices.map { column in
      padded(cells[column], cells: widths[column], toTheRight: isRight[column])
    }
    var line = columns.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
