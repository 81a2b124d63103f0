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
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle, columns: columns, rows: people.map(row))
    table.frozenColumns = 2
    return table
  }

  private var columns: [TableColumn] {
    PersonColumns.columns + BalancePart.allCases.map { .numbers($0.title, least: 12) }
      + [.numbers("Closing", least: 14)]
  }

  private func row(of person: Int) -> [Cell] {
    let entries = calculation.balances[rule.id]?[safe: person] ?? []
    return PersonColumns.cells(person, of: calculation)
      + BalancePart.allCases.map { part in
        .value(entries[safe: part.place] ?? .notApplicable, rule.kind)
      } + [.value(calculation.value(rule.id, of: person), rule.kind, look: .result)]
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
    let people = calculation.cohort.members.filter { person in
      calculation.binding(of: person)?.bonuses.contains(rule.id) ?? false
    }
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle, columns: columns, rows: people.map(row))
    table.frozenColumns = 2
    return table
  }

  private var columns: [TableColumn] {
    PersonColumns.columns + [TableColumn("Among", width: 16)]
      + prize.order.map { .numbers($0.of.text) }
      + [
        .numbers("Place"), .numbers("Equal at it"),
        .numbers("Prize (\(calculation.policy.header.currency))", least: 14),
      ]
  }

  private func row(of person: Int) -> [Cell] {
    let part = calculation.prizes[rule.id]?[person]
    let keys = prize.order.indices.map { index in
      Cell.value(part?.keys[safe: index]?.value ?? .notApplicable, prize.order[index].of.kind)
    }
    return PersonColumns.cells(person, of: calculation) + [.text(part?.group ?? "")] + keys + [
      part?.place.map(Cell.count) ?? .blank,
      part?.place.map { _ in .count(part?.tied ?? 1) } ?? .blank,
      .value(calculation.value(rule.id, of: person), .money, look: .result),
    ]
  }
}

extension Calculation {
  /// The people for whom a rule is computed.
  func people(of rule: Rule) -> [Int] {
    cohort.members.filter { isComputed(rule, for: $0) }
  }

  /// The balances of people in the period.
  var balanceRules: [Rule] {
    policy.rules.filter { rule in
      guard case .balance = rule.body else { return false }
      return rule.grain == cohort.period.grain && rule.scope == .employee
    }
  }
}

extension BalancePart {
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
