/// Says why no workbook could be written.
package enum ExcelError: Error, Hashable, Sendable {
  /// The library could not start a workbook.
  case cannotStart(path: String)
  /// The library refused an act; its own words, taken at once.
  case refused(path: String, act: String, reason: String)
  /// A name of a sheet or cell breaks the format's rules.
  case invalidName(String)
  /// A sheet has more rows or columns than the format holds.
  case tooLarge(sheet: String)
  /// A number does not fit into a cell.
  case numberTooLarge(sheet: String)
}
