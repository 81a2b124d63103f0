import MeritModel
import MeritPolicy

/// The sheet that holds the amounts and rates of a policy, each in a cell that formulas read.
struct RatesSheet {
  static let name = "Policy rates"
  static let title = "Amounts and rates"

  private(set) var rows: [[Cell]] = []
  private(set) var names: [DefinedName] = []
  private var tables: [String: (keys: CellRange, values: CellRange)] = [:]
  private var tiers: [String: CellRange] = [:]
  /// The rows in which sections begin.
  private var sections: [Int] = []
  private let policy: CompiledPolicy
  private let day: CalendarDay

  init(of policy: CompiledPolicy, bonuses: [BonusRule], on day: CalendarDay, subtitle: String) {
    self.policy = policy
    self.day = day
    rows = [
      [.text(RatesSheet.title, .title)], [.text(subtitle, .subtitle)],
      [.link(to: SummarySheet.name, SummarySheet.backLink)], [],
    ]
    addConstants()
    for operand in bonuses.flatMap(\.steps).compactMap(\.action.operand) { add(operand) }
    for table in policy.lookupTables where tables[table.name] == nil { add(table) }
    for (name, scale) in policy.tiers.sorted(by: { $0.key < $1.key }) where tiers[name] == nil {
      add(scale)
    }
  }

  /// The names of a table's rows and their values, in the order of ``RatesSheet/keys(of:)``.
  func table(_ name: String) -> (keys: String, values: String)? {
    tables[name].map { (place($0.keys), place($0.values)) }
  }

  /// The rows of a scale: edges, rates, rates above the row before.
  func scale(_ name: String) -> (edges: String, rates: String, steps: String)? {
    tiers[name].map { range in
      (
        place(CellRange(rows: range.rows, column: 1)),
        place(CellRange(rows: range.rows, column: 2)),
        place(CellRange(rows: range.rows, column: 3))
      )
    }
  }

  /// One cell of a scale: 1 its edge, 2 its rate or sum.
  func scaleCell(_ name: String, row: Int, column: Int) -> String? {
    tiers[name].map { range in
      place(CellName.fixed(range.rows.lowerBound + row, column))
    }
  }

  /// One value of a table.
  func tableCell(_ name: String, row: Int) -> String? {
    tables[name].map { place(CellName.fixed($0.values.rows.lowerBound + row, 2)) }
  }

  func sheet(printing: PrintSetup) -> Sheet {
    var printing = printing
    printing.breaks = RatesSheet.breaks(sections, end: rows.count)
    return Sheet(
      name: RatesSheet.name, columns: [38, 18, 16, 20, 24].map(SheetColumn.init), rows: rows,
      printing: printing)
  }

  /// The rows that a printed page holds.
  private static let pageRows = 30

  /// Where pages end so that no section is torn that fits on one.
  static func breaks(_ sections: [Int], end: Int) -> [Int] {
    var (breaks, start) = ([Int](), 0)
    for (section, next) in zip(sections, sections.dropFirst() + [end]) where section > start {
      while section - start >= pageRows { start += pageRows }
      let isTorn = next - section <= pageRows || section - start > pageRows - 5
      if next - start > pageRows, isTorn {
        breaks.append(section)
        start = section
      }
    }
    return breaks
  }

  private func place(_ range: CellRange) -> String { place(CellName.fixed(range)) }
  private func place(_ text: String) -> String {
    "\(CellName.quoted(sheet: RatesSheet.name))!\(text)"
  }

  private mutating func addConstants() {
    guard !policy.constants.isEmpty else { return }
    addSection("Constants", ["Meaning", "Name", "Value", "In force from", "Source"])
    rows[rows.count - 1][2] = .text("Value", .headerRight)
    rows[rows.count - 1][3] = .text("In force from", .headerRight)
    for constant in policy.constants {
      let step = constant.steps.last { $0.from.map { $0 <= day } ?? true }
      let value = step.map { Cell.value(.present($0.value), constant.kind) } ?? .blank
      names.append(
        DefinedName(
          name: RateName.constant(constant.name), sheet: RatesSheet.name, row: rows.count,
          column: 2))
      rows.append([
        .text(constant.label), .text(constant.name), value,
        (step?.from).map { Cell(.date($0), CellStyle(.date)) } ?? .blank,
        .text(constant.source ?? "", .absent),
      ])
    }
    rows.append([])
  }

  private mutating func add(_ operand: Operand) {
    switch operand {
    case .expression: return
    case .table(let table): if tables[table.name] == nil { add(table) }
    case .tiers(let scale, _, _): if tiers[scale.name] == nil { add(scale) }
    case .takenBack(let back): if tiers[back.scale.name] == nil { add(back.scale) }
    case .each(let inner, _): add(inner)
    }
  }

  private mutating func add(_ table: LookupTable) {
    addSection(table.label, table.inputs.map(\.name) + [], value: "Value")
    let first = rows.count
    for (key, value) in RatesSheet.keys(of: table) {
      rows.append([.text(key), .blank, .value(.present(value), table.kind)])
    }
    guard rows.count > first else { return }
    tables[table.name] = (
      CellRange(rows: first...(rows.count - 1), column: 0),
      CellRange(rows: first...(rows.count - 1), column: 2)
    )
    rows.append([])
  }

  /// The rows of a table: for one input of listed values a row for each value, else a row for each
  /// row of the policy in words.
  static func keys(of table: LookupTable) -> [(key: String, value: Scalar)] {
    if isList(table) {
      return table.rows.flatMap { row in
        guard case .oneOf(let values)? = row.cells.first else { return [(String, Scalar)]() }
        return values.map { ($0.canonicalText, row.value) }
      }
    }
    return table.rows.map { row in
      let tests = zip(table.inputs, row.cells).map {
        "\($0.name) \(RuleWords.test($1, $0.of.kind))"
      }
      return (tests.joined(separator: ", "), row.value)
    }
  }

  /// Says whether a table has one input whose rows list texts.
  static func isList(_ table: LookupTable) -> Bool {
    table.inputs.count == 1
      && table.rows.allSatisfy { row in
        guard case .oneOf(let values)? = row.cells.first else { return false }
        return values.allSatisfy { value in
          switch value {
          case .grade, .text: true
          case .number, .flag, .day, .moment: false
          }
        }
      }
  }

  private mutating func add(_ scale: TierScale) {
    addSection(
      "\(scale.label) (\(scale.method.rawValue))", ["Edge", "", "", ""])
    let last = rows.count - 1
    rows[last][1] = .text("Amount", .headerRight)
    rows[last][2] = .text("Rate", .headerRight)
    rows[last][3] = .text("More than before", .headerRight)
    let first = rows.count
    for (index, row) in scale.rows.enumerated() {
      rows.append(cells(row, isFirst: index == 0, before: index == 0 ? nil : scale.rows[index - 1]))
    }
    guard rows.count > first else { return }
    tiers[scale.name] = CellRange(rows: first...(rows.count - 1), columns: 0...3)
    rows.append([])
  }

  private func cells(_ row: TierRow, isFirst: Bool, before: TierRow?) -> [Cell] {
    let edge = row.edge.map { Cell.number($0, .money) } ?? .text("no lower end", .absentRight)
    let word = row.isInclusive ? "from" : "above"
    switch row.payment {
    case .sum(let sum): return [.text(word), edge, .number(sum, .money)]
    case .rate(let rate):
      guard case .rate(let old)? = before?.payment, let step = try? rate - old else {
        return [.text(word), edge, .number(rate, .percent), .number(rate, .percent)]
      }
      let (here, above) = (CellName.cell(rows.count, 2), CellName.cell(rows.count - 1, 2))
      return [
        .text(word), edge, .number(rate, .percent),
        .formula("=\(here)-\(above)", gives: step, .percent),
      ]
    }
  }

  private mutating func addSection(_ title: String, _ columns: [String], value: String? = nil) {
    sections.append(rows.count)
    rows.append([.text(title, .section)])
    var header = columns.map { Cell.text($0, .header) }
    if let value {
      header = [.text(columns.joined(separator: ", "), .header), .text("", .header)]
      header.append(.text(value, .headerRight))
    }
    rows.append(header)
  }
}
