import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet of one allocation: each person's key, the sum of the keys, the pool and the share.
struct AllocationSheet {
  let facts: ReviewFacts
  let rule: Rule
  let allocation: AllocationRule

  private var calculation: Calculation { facts.calculation }

  /// The table; the last column is the share.
  func table(name: String, subtitle: String) -> TableSheet {
    let people = calculation.people(onSheetOf: rule)
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle, columns: columns, above: above,
      rows: people.map(row))
    table.frozenColumns = 2
    table.people = people
    table.addTotal(people.compactMap { calculation.value(rule.id, of: $0).number })
    return table
  }

  private var columns: [TableColumn] {
    PersonColumns.columns + [
      .numbers("Key"), .numbers("Sum of keys"), .numbers("People"), .numbers("Pool", least: 14),
      .numbers("Share (\(calculation.policy.header.currency))", least: 14),
    ]
  }

  // What the columns hold, above their names.
  private var above: [Cell] {
    let words = [
      allocation.by.text, "of the \(allocation.within.rawValue)", "who take part",
      "to \(allocation.unit.canonicalText)", "largest remainder",
    ]
    return Array(repeating: Cell.blank, count: PersonColumns.count)
      + words.map { .text($0, CellStyle(.wrapped, .absentRight)) }
  }

  private func row(of person: Int) -> [Cell] {
    let part = calculation.allocations[rule.id]?[safe: person].flatMap(\.self)
    let takesPart = part?.isEligible ?? false
    return PersonColumns.cells(person, of: calculation) + [
      .value(part?.key ?? .notApplicable, allocation.by.kind),
      part.flatMap { takesPart ? .value(.number($0.sum), allocation.by.kind) : nil } ?? .blank,
      part.flatMap { takesPart ? .count($0.people) : nil } ?? .blank,
      .value(part?.pool ?? .notApplicable, .money),
      .value(calculation.value(rule.id, of: person), .money, look: .result),
    ]
  }
}
