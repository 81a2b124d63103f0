import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet of one bonus: what goes in, then for each step what it adds or takes, each a live formula
/// over the columns before it; together they are the bonus.
struct BonusSheet {
  let facts: ReviewFacts
  let rule: Rule
  let bonus: BonusRule
  let rates: RatesSheet
  private let inputs: [FigureName]
  private let helpers: [Int: Int]
  private let stepColumns: [Int]
  private let daysColumn: Int?

  private var calculation: Calculation { facts.calculation }
  private var reader: FigureReader { FigureReader(calculation: calculation) }

  init(of rule: Rule, _ bonus: BonusRule, facts: ReviewFacts, rates: RatesSheet) {
    (self.facts, self.rule, self.bonus, self.rates) = (facts, rule, bonus, rates)
    inputs = BonusSheet.inputs(of: bonus)
    var next = PersonColumns.count + inputs.count
    let isProrated = bonus.steps.contains { $0.action.isProration }
    daysColumn = isProrated ? next : nil
    if isProrated { next += 1 }
    var (helpers, columns): ([Int: Int], [Int]) = ([:], [])
    for (index, step) in bonus.steps.enumerated() where step.action.needsHelper {
      helpers[index] = next
      next += 1
    }
    for _ in bonus.steps {
      columns.append(next)
      next += 1
    }
    (self.helpers, stepColumns) = (helpers, columns)
  }

  /// The table; the last column is the bonus.
  func table(name: String, subtitle: String) -> TableSheet {
    let people = calculation.people(onSheetOf: rule)
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index)
    }
    var table = TableSheet(
      name: name, title: rule.label, subtitle: subtitle + paid, columns: columns, above: above,
      rows: rows)
    table.frozenColumns = 2
    table.people = people
    table.addTotal(people.compactMap { calculation.value(rule.id, of: $0).number })
    return table
  }

  private var paid: String {
    bonus.payDay.map { ". Paid on \($0.date(after: calculation.cohort.period))" } ?? ""
  }

  private static func inputs(of bonus: BonusRule) -> [FigureName] {
    var found: [FigureName] = []
    for name in bonus.steps.flatMap({ $0.action.names }) where !found.contains(name) {
      found.append(name)
    }
    return found
  }

  private var columns: [TableColumn] {
    var columns = PersonColumns.columns + inputs.map { inputColumn($0) }
    if daysColumn != nil { columns.append(.numbers("Days in plan", least: 8)) }
    for (index, step) in bonus.steps.enumerated() where helpers[index] != nil {
      columns += [step.action.operand].compactMap(\.self).map { .numbers($0.helperTitle) }
    }
    for step in bonus.steps {
      let title = step.label ?? step.id
      // One head has one meaning: the input of that name stands before.
      let isTaken = columns.contains { $0.title == title }
      columns.append(.numbers(isTaken ? "Effect: \(title)" : title))
    }
    return columns + [.numbers("Bonus (\(calculation.policy.header.currency))", least: 14)]
  }

  private func inputColumn(_ name: FigureName) -> TableColumn {
    switch name {
    case .figure(let id):
      let rule = calculation.policy[id]
      let title = RuleWords.name(rule)
      return rule.kind.isNumeric
        ? .numbers(RuleWords.heading(rule)) : TableColumn(title, width: 10)
    case .slot(let slot):
      return slot == .grade
        ? TableColumn("Grade", width: 8) : .numbers(slot == .score ? "Score" : "Bonus")
    }
  }

  // What each step does, above its name.
  private var above: [Cell] {
    var cells = Array(repeating: Cell.blank, count: PersonColumns.count)
    cells += inputs.map { _ in Cell.text("input", .absentRight) }
    if daysColumn != nil { cells.append(.text("input", .absentRight)) }
    cells += helpers.map { _ in .text("worked out", .absentRight) }
    for step in bonus.steps {
      cells.append(
        .text(
          RuleWords.step(step.action, in: calculation.policy), CellStyle(.wrapped, .absentRight)))
    }
    return cells
  }

  private func row(of person: Int, at row: Int) -> [Cell] {
    var cells = PersonColumns.cells(person, of: calculation)
    cells += inputs.map { name in
      switch name {
      case .figure(let id):
        return Cell.value(reader.value(id, of: person), calculation.policy[id].kind)
      case .slot(let slot):
        return Cell.value(
          calculation.slot(slot, of: person), slot == .score ? .points : .money)
      }
    }
    if daysColumn != nil {
      cells.append(reader.daysInPlan(of: person).map(Cell.count) ?? .text(Words.notApplicable))
    }
    let values = calculation.steps[rule.id]?[person] ?? []
    for index in bonus.steps.indices where helpers[index] != nil {
      cells.append(helper(index, person, row, values[safe: index] ?? .notApplicable))
    }
    let effects = StepEffects(values)
    for index in bonus.steps.indices { cells.append(step(index, person, row, effects[index])) }
    return cells + [result(person, row, last: values.last)]
  }

  private func result(_ person: Int, _ row: Int, last: Value?) -> Cell {
    let value = calculation.value(rule.id, of: person)
    guard let amount = value.number, last == value, !stepColumns.isEmpty else {
      return .value(value, .money, look: .result)
    }
    return .formula(
      "=" + rounded(sum(of: stepColumns.count, row)), gives: amount, CellStyle(.money, .result))
  }

  /// What the first steps come to.
  private func sum(of count: Int, _ row: Int) -> String {
    let (first, last) = (stepColumns[0], stepColumns[count - 1])
    guard first < last else { return CellName.cell(row, first) }
    return "SUM(\(CellName.block(CellRange(rows: row...row, columns: first...last))))"
  }

  // Sums of binary fractions carry noise, which must not make more than nothing of nothing.
  private func rounded(_ sum: String) -> String {
    if case .round(let rounding)? = bonus.steps.last?.action {
      return ExcelRounding.formula(sum, by: rounding)
    }
    return "ROUND(\(sum),10)"
  }

  private func step(_ index: Int, _ person: Int, _ row: Int, _ effect: Value) -> Cell {
    guard let amount = effect.number, isPresent(index, person), !isOfTwoPlans(person),
      let text = formula(index, row)
    else {
      return .value(effect, .money)
    }
    return .formula("=" + text, gives: amount, .money)
  }

  // What two plans pay together follows from no one row of inputs.
  private func isOfTwoPlans(_ person: Int) -> Bool {
    calculation.otherPay[person]?.contains { $0.bonus == rule.id } ?? false
  }

  // A handler gave the operand where a name has no value: then the step stands as a number.
  private func isPresent(_ index: Int, _ person: Int) -> Bool {
    bonus.steps[index].action.names.allSatisfy { name in
      switch name {
      case .figure(let id): reader.value(id, of: person).isPresent
      case .slot(let slot): calculation.slot(slot, of: person).isPresent
      }
    }
  }

  private func formula(_ index: Int, _ row: Int) -> String? {
    let before = index == 0 ? "" : sum(of: index, row)
    let action = bonus.steps[index].action
    let operand = action.operand.flatMap { self.operand($0, index, row) }
    switch action {
    case .start: return operand
    case .plus: return operand
    case .minus: return operand.map { "-(\($0))" }
    case .times: return operand.map { "\(before)*((\($0))-1)" }
    case .atMost: return operand.map { "MIN(0,(\($0))-\(before))" }
    case .atLeast: return operand.map { "MAX(0,(\($0))-\(before))" }
    case .onlyIf(let condition, let keep):
      return expression(row).formula(condition.root).map { test in
        "\(before)*IF(\(test),0,\(ExcelExpression.literal(keep))-1)"
      }
    case .prorateByDaysInPlan:
      return daysColumn.map { column in
        "\(before)*(\(CellName.cell(row, column))/\(calculation.cohort.period.dayCount)-1)"
      }
    case .round(let rounding): return "\(ExcelRounding.formula(before, by: rounding))-\(before)"
    case .guarded: return nil
    }
  }

  private func operand(_ operand: Operand, _ index: Int, _ row: Int) -> String? {
    if let column = helpers[index] { return CellName.cell(row, column) }
    return ExcelOperand(rates: rates, expression: expression(row), reader: reader).formula(operand)
  }

  private func helper(_ index: Int, _ person: Int, _ row: Int, _ after: Value) -> Cell {
    let step = bonus.steps[index]
    guard let operand = step.action.operand, after.isPresent else {
      return .value(after, .money)
    }
    let amounts = ExcelOperand(rates: rates, expression: expression(row), reader: reader)
    let style: CellStyle = operand.isRate ? .percent : .money
    guard isPresent(index, person),
      let value = amounts.value(operand, of: person)
    else { return .text(Words.notApplicable, .absentRight) }
    guard let text = amounts.formula(operand) else { return .number(value, style) }
    return .formula("=" + text, gives: value, style)
  }

  private func expression(_ row: Int) -> ExcelExpression {
    ExcelExpression(policy: calculation.policy) { name in
      inputs.firstIndex(of: name).map { CellName.cell(row, PersonColumns.count + $0) }
    }
  }
}

extension StepAction {
  var isProration: Bool {
    if case .prorateByDaysInPlan = self { true } else { false }
  }

  /// Says whether a column of its own shows what the operand comes to: what is not simply added
  /// or taken.
  fileprivate var needsHelper: Bool {
    switch self {
    case .start, .plus, .minus: false
    default: operand?.needsHelper ?? false
    }
  }

  /// The figures and slots that the step reads.
  var names: [FigureName] {
    if case .onlyIf(let condition, _) = self { return condition.root.names }
    return operand?.names ?? []
  }
}

extension Operand {
  fileprivate var names: [FigureName] {
    switch self {
    case .expression(let expression): expression.root.names
    case .table(let table): table.inputs.flatMap(\.of.root.names)
    case .tiers(_, let on, _): on.root.names
    case .takenBack(let back): back.refunds.root.names
    case .each(let inner, let price): inner.names + price.root.names
    }
  }

  /// Says whether a column of its own shows what the operand comes to.
  var needsHelper: Bool {
    switch self {
    case .expression: false
    case .table, .tiers, .takenBack, .each: true
    }
  }

  var helperTitle: String {
    switch self {
    case .expression(let expression): expression.text
    case .table(let table): table.label
    case .tiers(let scale, _, _): scale.label
    case .takenBack(let back): "\(back.scale.label), taken back"
    case .each(let inner, _): inner.helperTitle
    }
  }

  var isRate: Bool {
    if case .table(let table) = self { table.kind == .percent } else { false }
  }
}

extension RandomAccessCollection {
  /// The element at a place; nil outside.
  subscript(safe index: Index) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension [Exact] {
  /// The sum; nil where it does not fit.
  var total: Exact? {
    reduce(Exact?.some(.zero)) { sum, amount in sum.flatMap { try? $0 + amount } }
  }
}
