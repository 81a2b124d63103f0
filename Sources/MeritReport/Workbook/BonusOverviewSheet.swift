import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet that adds up what each person gets, over the sheets of the single bonuses.
struct BonusOverviewSheet {
  let facts: ReviewFacts
  /// What is paid, each with its sheet.
  let parts: [(rule: Rule, table: TableSheet)]

  private var calculation: Calculation { facts.calculation }

  /// The table; the last column is the sum.
  func table(subtitle: String) -> TableSheet {
    let people = calculation.cohort.members.filter { person in
      parts.contains { isPaid($0.rule, person) }
    }
    let rowsOfPart = parts.map { part in
      Dictionary(
        calculation.people(onSheetOf: part.rule).enumerated().map { ($1, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index, rowsOfPart)
    }
    let currency = calculation.policy.header.currency
    var table = TableSheet(
      name: "Bonuses", title: "Bonuses together", subtitle: subtitle,
      columns: PersonColumns.columns + parts.map { .numbers($0.rule.label) }
        + [.numbers("Bonus (\(currency))", least: 14)], rows: rows)
    table.frozenColumns = 2
    table.people = people
    table.addTotal(people.compactMap { calculation.slot(.bonus, of: $0).number })
    return table
  }

  private func isPaid(_ rule: Rule, _ person: Int) -> Bool {
    calculation.binding(of: person)?.bonuses.contains(rule.id) ?? false
      || calculation.unboundPay(of: person).contains { $0.bonus == rule.id }
  }

  private func row(of person: Int, at row: Int, _ rows: [[Int: Int]]) -> [Cell] {
    let cells = parts.indices.map { cell(of: person, $0, rows[$0][person]) }
    let (first, last) = (PersonColumns.count, PersonColumns.count + parts.count - 1)
    let block = CellName.block(CellRange(rows: row...row, columns: first...last))
    let bonus = calculation.slot(.bonus, of: person)
    let sum = bonus.number.map {
      Cell.formula("=SUM(\(block))", gives: $0, CellStyle(.money, .result))
    }
    return PersonColumns.cells(person, of: calculation) + cells
      + [sum ?? .value(bonus, .money, look: .result)]
  }

  /// An amount as the sheet of the bonus has it.
  private func cell(of person: Int, _ part: Int, _ row: Int?) -> Cell {
    let (rule, table) = parts[part]
    guard let row else {
      let other = calculation.unboundPay(of: person).first { $0.bonus == rule.id }
      return other.map { .value($0.value, .money) } ?? .blank
    }
    let value = calculation.value(rule.id, of: person)
    guard let amount = value.number else { return .value(value, .money) }
    let place = CellName.fixed(TableSheet.firstRow + row, table.columns.count - 1)
    return .formula("=\(CellName.quoted(sheet: table.name))!\(place)", gives: amount, .money)
  }
}
