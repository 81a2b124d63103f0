import MeritEngine
import MeritModel
import MeritPolicy

extension WorkbookReport {
  /// Builds the review of a period: totals, ranks, scores, bonuses and everything behind them.
  package init(of facts: ReviewFacts) {
    let builder = WorkbookBuilder(facts: facts)
    self.init(
      title: builder.title, subject: builder.subtitle,
      madeOn: facts.calculation.cohort.period.end, sheets: builder.sheets,
      names: builder.rates.names)
  }
}

/// Puts the sheets of a review together.
struct WorkbookBuilder {
  let facts: ReviewFacts
  let rates: RatesSheet
  let title: String
  let subtitle: String
  /// The bonuses and allocations that a plan pays.
  private let payments: [Rule]
  /// Those that no plan pays, but that others read.
  private let feeding: [Rule]
  private let scores: [(Rule, ScoreRule)]

  init(facts: ReviewFacts) {
    let calculation = facts.calculation
    let header = calculation.policy.header
    let period = calculation.cohort.period
    self.facts = facts
    title = "\(header.title): \(period.name)\(facts.titleRemark)"
    subtitle =
      "\(period.start) to \(period.end) · policy \(header.id) \(header.version) · "
      + "amounts in \(header.currency) · \(Words.confidential)"
    let bindings = calculation.policy.plans.compactMap { $0.bindings[period.grain] }
    payments = WorkbookBuilder.rules(bindings.flatMap(\.bonuses), calculation)
    feeding = calculation.feedingRules
    scores = WorkbookBuilder.rules(bindings.compactMap(\.score), calculation).compactMap { rule in
      if case .score(let score) = rule.body { (rule, score) } else { nil }
    }
    rates = RatesSheet(
      of: calculation.policy, bonuses: (payments + feeding).compactMap(\.bonus), on: period.end,
      subtitle: subtitle)
  }

  /// All sheets in their order.
  var sheets: [Sheet] {
    let printing = PrintSetup(header: title)
    let tables = details
    let others = tables.map { $0.sheet(printing: printing) } + [rates.sheet(printing: printing)]
    let titles = tables.map { ($0.name, $0.title) } + [(RatesSheet.name, RatesSheet.title)]
    let members = facts.calculation.cohort.members.count
    let people =
      members == 0 ? nil : TableSheet.firstRow...(TableSheet.headerRow + members)
    let summary = SummarySheet(facts: facts, people: people, others: titles)
    return [summary.sheet(title: title, subtitle: subtitle, printing: printing)] + others
  }

  private var details: [TableSheet] {
    let outcomes = OutcomeSheets(facts: facts)
    let lists = ListSheets(facts: facts)
    let cards = named(
      "Scorecards",
      scores.map { rule, score in
        ScoreSheet(facts: facts, rule: rule, score: score)
          .table(name: "Scorecards", subtitle: subtitle)
      })
    let (pay, bonuses) = pay
    let ranking = RankingSheet(facts: facts, scores: scoreCells(cards), bonuses: bonuses)
      .table(subtitle: subtitle)
    let toPay = ToPaySheet(facts: facts, bonuses: ranking.cells(RankingSheet.bonusColumn))
    var tables = [ranking] + [toPay.table(subtitle: subtitle)].compactMap(\.self)
    tables += cards + pay
    tables += balances
    tables += [CorrectionSheet(facts: facts).table(subtitle: subtitle)].compactMap(\.self)
    tables += [outcomes.promotion(subtitle: subtitle), outcomes.training(subtitle: subtitle)]
      .compactMap(\.self)
    tables.append(lists.measures(subtitle: subtitle))
    tables += [lists.groupMeasures(subtitle: subtitle)].compactMap(\.self)
    tables += [
      lists.problems(subtitle: subtitle), lists.policyWords(subtitle: subtitle),
      lists.sources(subtitle: subtitle),
    ]
    return tables
  }

  // The score stands before the grade in the last columns.
  private func scoreCells(_ cards: [TableSheet]) -> [Int: String] {
    cards.reduce(into: [:]) { cells, card in
      cells.merge(card.cells(card.columns.count - 2)) { first, _ in first }
    }
  }

  /// The sheets of what is paid: the one bonus, or one that adds up several and then one for each;
  /// and the cells in which stands what each person gets.
  private var pay: ([TableSheet], [Int: String]) {
    let sheets = (payments + feeding).compactMap { rule in payment(rule).map { (rule, $0) } }
    let filled = sheets.filter { !$0.1.rows.isEmpty }
    guard filled.count > 1 else {
      let tables = named("Bonuses", sheets.map(\.1))
      guard let rule = filled.first?.0, let table = tables.first else { return (tables, [:]) }
      return (tables, wholeBonuses(of: rule, table))
    }
    let names = SheetNames.names(for: filled.map(\.0.label))
    let named = zip(filled, names).map { sheet, name in
      var table = sheet.1
      table.name = name
      if feeding.contains(where: { $0.id == sheet.0.id }) { table.title += " (not paid by itself)" }
      return (rule: sheet.0, table: table)
    }
    let paid = named.filter { pair in payments.contains { $0.id == pair.rule.id } }
    let overview = BonusOverviewSheet(facts: facts, parts: paid).table(subtitle: subtitle)
    return ([overview] + named.map(\.table), overview.cells(overview.columns.count - 1))
  }

  /// The cells of those to whom the one sheet shows all that they get.
  private func wholeBonuses(of rule: Rule, _ table: TableSheet) -> [Int: String] {
    table.cells(table.columns.count - 1).filter { person, _ in
      let calculation = facts.calculation
      return calculation.slot(.bonus, of: person) == calculation.value(rule.id, of: person)
    }
  }

  private func payment(_ rule: Rule) -> TableSheet? {
    switch rule.body {
    case .bonus(let bonus):
      BonusSheet(of: rule, bonus, facts: facts, rates: rates)
        .table(name: "Bonuses", subtitle: subtitle)
    case .allocation(let allocation):
      AllocationSheet(facts: facts, rule: rule, allocation: allocation)
        .table(name: "Bonuses", subtitle: subtitle)
    case .prize(let prize):
      PrizeSheet(facts: facts, rule: rule, prize: prize)
        .table(name: "Bonuses", subtitle: subtitle)
    case .measure, .indicator, .score, .grade, .balance, .ranking, .outcome: nil
    }
  }

  private var balances: [TableSheet] {
    let tables = facts.calculation.balanceRules.map { rule in
      BalanceSheet(facts: facts, rule: rule).table(name: "Balances", subtitle: subtitle)
    }
    return tables.isEmpty ? [] : named("Balances", tables)
  }

  // One sheet for each rule that has people, and one in any case.
  private func named(_ name: String, _ tables: [TableSheet]) -> [TableSheet] {
    let filled = tables.filter { !$0.rows.isEmpty }
    let shown = filled.isEmpty ? Array(tables.prefix(1)) : filled
    guard !shown.isEmpty else {
      return [TableSheet(name: name, title: name, subtitle: subtitle, columns: [], rows: [])]
    }
    let others = SheetNames.names(for: shown.dropFirst().map(\.title))
    return zip(shown, [name] + others).map { table, name in
      var table = table
      table.name = name
      return table
    }
  }

  private static func rules(_ ids: [RuleID], _ calculation: Calculation) -> [Rule] {
    Set(ids).sorted().map { calculation.policy[$0] }
  }
}

extension Rule {
  /// The steps, where the rule is a bonus.
  fileprivate var bonus: BonusRule? {
    if case .bonus(let bonus) = body { bonus } else { nil }
  }
}
