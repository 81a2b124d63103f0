import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet of what each person is to get, where closed periods are corrected; people who are gone
/// stand on it too.
struct ToPaySheet {
  static let name = "To pay"

  let facts: ReviewFacts
  /// The cells with the bonuses, by person.
  let bonuses: [Int: String]

  /// The table; nil where nobody's pay is corrected.
  func table(subtitle: String) -> TableSheet? {
    guard let blocks = CorrectionSheet(facts: facts).blocks else { return nil }
    let (pay, names) = (facts.toPay, facts.names)
    let ids = pay.employees
    let people = facts.calculation.cohort.roster.people
    let cells = Dictionary(bonuses.map { (people[$0], $1) }) { first, _ in first }
    let currency = facts.calculation.policy.header.currency
    let rows = ids.enumerated().map { index, id -> [Cell] in
      let row = TableSheet.firstRow + index
      let test = "--EXACT(\(blocks.employees),\(CellName.cell(row, 0)))"
      let correction = pay.corrections[id].map {
        Cell.formula("=SUMPRODUCT(\(test),\(blocks.differences))", gives: $0, .money)
      }
      let sum = "=SUM(\(CellName.cell(row, 2)),\(CellName.cell(row, 3)))"
      return [
        .text(id, .id), .text(names[id] ?? ""),
        pay.bonuses[id].map { amount in
          cells[id].map { .formula("=\($0)", gives: amount, .money) } ?? .number(amount, .money)
        } ?? .blank,
        correction ?? .blank,
        pay[id].map { .formula(sum, gives: $0, CellStyle(.money, .result)) } ?? .blank,
      ]
    }
    var table = TableSheet(
      name: Self.name, title: "To pay: bonuses with corrections of closed periods",
      subtitle: subtitle,
      columns: [
        TableColumn("Employee", width: 12), TableColumn("Name", width: 22),
        .numbers("Bonus", least: 14), .numbers("Corrections", least: 14),
        .numbers("To pay (\(currency))", least: 14),
      ], rows: rows)
    table.addTotal(ids.compactMap { pay[$0] })
    return table
  }
}
