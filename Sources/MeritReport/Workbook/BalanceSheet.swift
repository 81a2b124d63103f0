import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet of one balance: each person's ledger of the period.
struct BalanceSheet {
  let facts: ReviewFacts
  let rule: Rule

  private var calculation: Calculation { facts.calculation }

  /// The table; the last column is the closing.
  func table(name: String, subtitle: String) -> TableSheet {
    let people = calculation.people(of: rule)
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index)
    }
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle, columns: columns, rows: rows)
    table.frozenColumns = 2
    return table
  }

  private var columns: [TableColumn] {
    PersonColumns.columns + BalancePart.allCases.map { .numbers($0.title, least: 12) }
      + [.numbers("Closing", least: 14)]
  }

  private func row(of person: Int, at row: Int) -> [Cell] {
    let entries = calculation.balances[rule.id]?[safe: person] ?? []
    return PersonColumns.cells(person, of: calculation)
      + BalancePart.allCases.map { part in
        .value(part.signed(entries[safe: part.place] ?? .notApplicable), rule.kind)
      } + [closing(of: person, at: row, entries)]
  }

  /// What the entries come to, each with its sign.
  private func closing(of person: Int, at row: Int, _ entries: Parts) -> Cell {
    let value = calculation.value(rule.id, of: person)
    guard let number = value.number, entries.count == BalancePart.allCases.count,
      entries.allSatisfy({ $0.number != nil })
    else { return .value(value, rule.kind, look: .result) }
    let places = BalancePart.allCases.map { PersonColumns.count + $0.place }
    let first = places.min() ?? PersonColumns.count
    let block = CellRange(rows: row...row, columns: first...(places.max() ?? first))
    return .formula(
      "=SUM(\(CellName.block(block)))", gives: number,
      CellStyle(CellFormat(rule.kind), .result))
  }
}

/// The sheet of one prize: each person's keys, the place and the sum.
struct PrizeSheet {
  let facts: ReviewFacts
  let rule: Rule
  let prize: PrizeRule

  private var calculation: Calculation { facts.calculation }

  /// The table; the last column is the sum.
  func table(name: String, subtitle: String) -> TableSheet {
    let people = calculation.people(onSheetOf: rule)
    let block = CellRange(
      rows: TableSheet.firstRow...(TableSheet.headerRow + max(1, people.count)), column: firstKey)
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index, keys: block)
    }
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle, columns: columns, rows: rows)
    table.frozenColumns = 2
    table.people = people
    table.addTotal(people.compactMap { calculation.value(rule.id, of: $0).number })
    return table
  }

  private var firstKey: Int { PersonColumns.count + 1 }

  private var columns: [TableColumn] {
    PersonColumns.columns + [TableColumn("Among", width: 16)]
      + prize.order.map { .numbers($0.of.text) }
      + [
        .numbers("Place"), .numbers("Equal at it"),
        .numbers("Prize (\(calculation.policy.header.currency))", least: 14),
      ]
  }

  private func row(of person: Int, at row: Int, keys block: CellRange) -> [Cell] {
    let part = calculation.prizes[rule.id]?[safe: person].flatMap(\.self)
    let keys = prize.order.indices.map { index in
      Cell.value(part?.keys[safe: index]?.value ?? .notApplicable, prize.order[index].of.kind)
    }
    return PersonColumns.cells(person, of: calculation) + [.text(part?.group ?? "")] + keys + [
      part?.place.map { place($0, at: row, among: block) } ?? .blank,
      part?.place.map { _ in .count(part?.tied ?? 1) } ?? .blank,
      .value(calculation.value(rule.id, of: person), .money, look: .result),
    ]
  }
}

extension PrizeSheet {
  /// The place, as a formula where one key alone puts all people of the sheet in order.
  private func place(_ place: Int, at row: Int, among keys: CellRange) -> Cell {
    let leavesOut = prize.movesUp && prize.onlyIf != nil
    guard prize.order.count == 1, prize.within == .company, !leavesOut else {
      return .count(place)
    }
    let key = CellName.cell(row, keys.columns.lowerBound)
    let order = prize.order[0].highIsBest ? "" : ",1"
    return .formula(
      "=RANK(\(key),\(CellName.fixed(keys))\(order))", gives: Exact(place), .count)
  }
}

extension Calculation {
  /// The balances of people in the period.
  var balanceRules: [Rule] {
    policy.rules.filter { rule in
      guard case .balance = rule.body else { return false }
      return rule.grain == cohort.period.grain && rule.scope == .employee
    }
  }
}

extension BalancePart {
  /// Whether the entry makes the balance greater.
  private var isAdded: Bool {
    switch self {
    case .opening, .added, .under: true
    case .taken, .released, .over, .writtenOff: false
    }
  }

  /// An entry with its sign: what leaves the balance is below zero, so that all sum to the closing.
  func signed(_ amount: Value) -> Value {
    guard !isAdded, let number = amount.number else { return amount }
    return (try? number.negated()).map(Value.number) ?? amount
  }

  /// The part's name for people.
  var title: String {
    switch self {
    case .opening: "Opening"
    case .added: "Added"
    case .taken: "Taken"
    case .released: "Released"
    case .over: "Above the ceiling"
    case .under: "Made good to the floor"
    case .writtenOff: "Written off"
    }
  }
}
