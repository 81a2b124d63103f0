import MeritModel

/// The sheet of what is paid or taken back for closed periods.
struct CorrectionSheet {
  static let name = "Corrections"
  private static let employeeColumn = 1
  private static let differenceColumn = 6

  let facts: ReviewFacts

  /// The cells with the differences; nil without lines.
  var differences: String? { blocks?.differences }

  /// The cells with the ids and the differences; nil without lines.
  var blocks: (employees: String, differences: String)? {
    let count = facts.corrections.reduce(0) { $0 + $1.lines.count }
    guard count > 0 else { return nil }
    let rows = TableSheet.firstRow...(TableSheet.firstRow + count - 1)
    func block(_ column: Int) -> String {
      CellName.quoted(sheet: Self.name) + "!"
        + CellName.fixed(CellRange(rows: rows, column: column))
    }
    return (block(Self.employeeColumn), block(Self.differenceColumn))
  }

  /// The table; nil where nothing is corrected.
  func table(subtitle: String) -> TableSheet? {
    let lines = facts.corrections.flatMap { corrected in corrected.lines.map { (corrected, $0) } }
    guard !facts.corrections.isEmpty else { return nil }
    let rows = lines.enumerated().map { index, line in
      row(line.0, line.1, at: TableSheet.firstRow + index)
    }
    var table = TableSheet(
      name: Self.name, title: "Corrections of closed periods", subtitle: subtitle,
      columns: [
        TableColumn("Period", width: 12), TableColumn("Employee", width: 12),
        TableColumn("Name", width: 22), TableColumn("Pay code", width: 26),
        .numbers("Paid so far", least: 14), .numbers("Comes to now", least: 14),
        .numbers("Difference", least: 14), TableColumn("Cause", width: 60),
      ], rows: rows,
      emptyRemark: "Figures of closed periods come out differently, but nobody's pay does.")
    table.frozenColumns = 3
    return table
  }

  private func row(_ corrected: CorrectedPeriod, _ line: CorrectionLine, at row: Int) -> [Cell] {
    let difference = "=\(CellName.cell(row, 5))-\(CellName.cell(row, 4))"
    return [
      .text(corrected.period, .id), .text(line.employee, .id), .text(line.name),
      .text(line.payCode), .number(line.before, .money), .number(line.now, .money),
      .formula(difference, gives: line.difference, CellStyle(.money, .result)),
      .text(line.cause, .wrapped),
    ]
  }
}
