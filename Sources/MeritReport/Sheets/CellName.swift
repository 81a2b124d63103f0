/// Writes names of cells as spreadsheets do; numbers count from 0.
package enum CellName {
  /// The letters of a column: A, Z, AA.
  package static func column(_ number: Int) -> String {
    var (rest, letters) = (number + 1, "")
    while rest > 0 {
      let letter = UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      letters = String(Character(letter)) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// A cell: `C5`.
  package static func cell(_ row: Int, _ column: Int) -> String {
    "\(self.column(column))\(row + 1)"
  }

  /// A cell that stays when a formula is copied: `$C$5`.
  package static func fixed(_ row: Int, _ column: Int) -> String {
    "$\(self.column(column))$\(row + 1)"
  }

  /// A block: `C5:D9`.
  package static func block(_ range: CellRange) -> String {
    cell(range.rows.lowerBound, range.columns.lowerBound) + ":"
      + cell(range.rows.upperBound, range.columns.upperBound)
  }

  /// A block that stays when a formula is copied: `$C$5:$D$9`.
  package static func fixed(_ range: CellRange) -> String {
    fixed(range.rows.lowerBound, range.columns.lowerBound) + ":"
      + fixed(range.rows.upperBound, range.columns.upperBound)
  }

  /// A sheet's name in apostrophes, those inside doubled.
  package static func quoted(sheet: String) -> String {
    "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }

  /// A text inside a formula, quotes doubled.
  package static func literal(_ text: String) -> String {
    "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
