import MeritModel

/// P310 to P313: exactly one row of a decision table must fit every combination of its inputs.
struct TableCoversInputs {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      let context = facts.context(rule)
      for table in rule.body.tables where !table.rows.isEmpty { check(table, context) }
    }
    for input in facts.policy.inputs {
      let context = FactContext(grain: .month, plans: [], table: input)
      for table in input.derivedTables where !table.rows.isEmpty { check(table, context) }
    }
  }

  private func check(_ table: LookupTable, _ context: FactContext) {
    guard let grid = facts.grid(table, context) else { return checkLarge(table, context) }
    reportGaps(table, grid)
    reportOverlaps(table, grid)
    for row in table.rows.indices where !grid.reached.contains(row) {
      reportUnreached(table, row)
    }
    reportIdleColumns(table, grid)
  }

  /// A table of too many combinations to walk.
  private func checkLarge(_ table: LookupTable, _ context: FactContext) {
    let axes = facts.axes(table, context)
    let parts = axes.reduce(0) { $0 + $1.parts.count }
    guard parts * table.rows.count <= PolicyFacts.mostSteps else {
      return reportSize(table, axes)
    }
    let cover = TableCover(table: table, axes: axes)
    for overlap in cover.overlaps {
      reportOverlap(table, overlap.first, overlap.second, cover.box(at: overlap.combination))
    }
    if let gap = cover.gap { reportGaps(table, [cover.box(at: gap)], of: 1) }
    for row in cover.unreached { reportUnreached(table, row) }
    if !cover.isCounted { reportSize(table, axes) }
  }

  /// A table that cannot be walked might pay by two rows or by none, so it is refused.
  private func reportSize(_ table: LookupTable, _ axes: [TableAxis]) {
    let largest = axes.max { $0.parts.count < $1.parts.count }?.name ?? table.name
    findings.report(
      .tooLarge, place: table.place,
      "the table `\(table.name)` is too large to be checked for gaps and overlaps",
      help: "split it into smaller tables, or make the edges of `\"\(largest)\"` fewer: it has most"
    )
  }

  /// More rows than this are not proposed at once.
  private static let mostRows = 8

  private func reportGaps(_ table: LookupTable, _ grid: TableGrid) {
    reportGaps(table, grid.gapBoxes(most: Self.mostRows), of: grid.gaps.count)
  }

  private func reportGaps(_ table: LookupTable, _ boxes: [TableBox], of gaps: Int) {
    guard let first = boxes.first else { return }
    let row = nearest(first, table)
    let shown = boxes.reduce(0) { $0 + $1.size }
    let more = gaps - first.size
    let rows = boxes.map { box in
      let cells = box.cells.map { "\"\($0.name)\": \($0.json)" }.joined(separator: ", ")
      return "{ \(cells), \"is\": \(table.json(table.rows[nearest(box, table)].value)) }"
    }
    let rest = shown < gaps ? ", and rows for the rest" : ""
    let place = table.rows[row].place
    findings.report(
      .tableGap,
      place: SourcePlace(
        file: place.file, line: place.line, column: place.column,
        pointer: (table.place.pointer ?? "") + "/rows"),
      "the table `\(table.name)` has no row for \(first.words)",
      notes: more > 0 ? ["\(more) more combinations of its inputs have no row either"] : [],
      help: "add, for example: \(rows.quoted)\(rest)")
  }

  /// The row of which most cells fit a box, then the first cells; of such rows the one whose numbers
  /// are nearest, and the last of these.
  private func nearest(_ box: TableBox, _ table: LookupTable) -> Int {
    let fits = table.rows.map { row in
      let cells = zip(row.cells, box.cells).map { $0.accepts($1.sample) ? 1 : 0 }
      return [cells.reduce(0, +)] + cells
    }
    let gaps = table.rows.map { row in
      zip(row.cells, box.cells).compactMap { $0.gap(to: $1.sample) }
    }
    return fits.indices.reversed().max { one, other in
      if fits[one] != fits[other] { return fits[one].lexicographicallyPrecedes(fits[other]) }
      return gaps[other].lexicographicallyPrecedes(gaps[one])
    } ?? 0
  }

  private func reportOverlaps(_ table: LookupTable, _ grid: TableGrid) {
    for overlap in grid.overlaps {
      reportOverlap(table, overlap.first, overlap.second, grid.box(at: overlap.combination))
    }
  }

  private func reportOverlap(_ table: LookupTable, _ first: Int, _ second: Int, _ box: TableBox) {
    findings.report(
      .tableOverlap, place: table.rows[second].place,
      "two rows of the table `\(table.name)` fit \(box.words)",
      notes: ["the other row is at \(table.rows[first].place)"],
      help: narrowed(table, first, second, box))
  }

  private func reportUnreached(_ table: LookupTable, _ row: Int) {
    findings.report(
      .rowNeverReached, place: table.rows[row].place,
      "no possible input reaches this row of the table `\(table.name)`",
      help: "delete \(findings.quoted(at: table.rows[row].place))")
  }

  private func reportIdleColumns(_ table: LookupTable, _ grid: TableGrid) {
    guard grid.gaps.isEmpty, grid.overlaps.isEmpty else { return }
    for (place, axis) in grid.axes.enumerated() where !grid.matters(place) {
      findings.report(
        .columnNeverMatters, place: table.inputs[place].of.place,
        "the input `\(axis.name)` never changes what the table `\(table.name)` gives",
        help: "delete `\"\(axis.name)\"` from the inputs and from all rows")
    }
  }

  /// Where two rows share an edge only, the edge that the later one gives up.
  private func narrowed(_ table: LookupTable, _ first: Int, _ second: Int, _ box: TableBox)
    -> String
  {
    for (place, cell) in box.cells.enumerated() {
      guard case .interval(let one) = table.rows[first].cells[place],
        case .interval(let other) = table.rows[second].cells[place],
        case .number(let edge) = cell.sample
      else { continue }
      let text = table.inputs[place].of.kind.json(edge)
      if other.upTo == edge, one.from == edge {
        return "narrow one of them: `\"below\": \(text)` instead of `upTo`"
      }
      if other.from == edge, one.upTo == edge {
        return "narrow one of them: `\"above\": \(text)` instead of `from`"
      }
    }
    return ended(table, first, second, box)
      ?? "narrow one of them, or delete \(findings.quoted(at: table.rows[second].place))"
  }
}

extension TableCoversInputs {
  /// Where the earlier row has no end, the edge of the later one at which it may end.
  private func ended(
    _ table: LookupTable, _ first: Int, _ second: Int, _ box: TableBox
  ) -> String? {
    for (place, input) in table.inputs.enumerated() {
      guard case .interval(let one) = table.rows[first].cells[place],
        case .interval(let other) = table.rows[second].cells[place],
        one.below == nil, one.upTo == nil, let edge = other.from ?? other.above
      else { continue }
      let key = other.from == nil ? "upTo" : "below"
      let line = table.rows[first].place.line.map { "the row in line \($0)" } ?? "the first row"
      return "let \(line) end there: `\"\(key)\": \(input.of.kind.json(edge))` beside its beginning"
    }
    return nil
  }
}

extension LookupCell {
  /// How far an interval ends below a number, or begins above it; nil for other cells.
  fileprivate func gap(to sample: Scalar) -> Exact? {
    guard case .interval(let interval) = self, case .number(let number) = sample else { return nil }
    let below = (interval.below ?? interval.upTo).flatMap { try? number - $0 }
    let above = (interval.from ?? interval.above).flatMap { try? $0 - number }
    return max(below ?? .zero, above ?? .zero, .zero)
  }
}

extension LookupTable {
  /// A value of the table as JSON writes it.
  fileprivate func json(_ value: Scalar) -> String {
    if case .number(let number) = value { kind.json(number) } else { value.json }
  }
}

extension PolicyFacts {
  /// More combinations of a table's inputs than this are not walked.
  private static let mostCombinations = 200_000
  /// A row is compared with no more combinations or parts than this, over all rows.
  static let mostSteps = 5_000_000

  /// All combinations of a table's inputs; nil where they are too many.
  func grid(_ table: LookupTable, _ context: FactContext) -> TableGrid? {
    let axes = axes(table, context)
    let size = axes.reduce(1) { size, axis in
      size > Self.mostCombinations ? size : size * axis.parts.count
    }
    guard size <= Self.mostCombinations, size * table.rows.count <= Self.mostSteps else {
      return nil
    }
    return TableGrid(table: table, axes: axes)
  }

  /// The inputs of a table, each cut into the parts that its rows tell apart.
  func axes(_ table: LookupTable, _ context: FactContext) -> [TableAxis] {
    table.inputs.enumerated().map { place, input in
      TableAxis(
        name: input.name, kind: input.of.kind, range: range(input.of, context),
        cells: table.rows.map { $0.cells[place] }, grades: grades(input.of.kind))
    }
  }

  private func grades(_ kind: Kind) -> GradeSet? {
    guard case .grade(let set) = kind else { return nil }
    return policy.gradeSets.first { $0.name == set }
  }
}

extension InputTable {
  /// The decision tables that give derived columns.
  var derivedTables: [LookupTable] {
    derived.compactMap { column in
      if case .table(let table) = column.source { table } else { nil }
    }
  }
}

extension MeasureRule {
  /// The decision tables that give the value or its limits.
  var tables: [LookupTable] {
    switch shape {
    case .lookup(let table): [table]
    case .rows(let rows): rows.limitTables?.all ?? []
    case .ratio, .total, .formula, .rating: []
    }
  }
}

extension RuleBody {
  /// The decision tables that the rule uses.
  var tables: [LookupTable] {
    switch self {
    case .bonus(let bonus):
      bonus.steps.compactMap { step in
        switch step.action {
        case .start(.table(let table)), .plus(.table(let table)), .minus(.table(let table)),
          .times(.table(let table)), .atMost(.table(let table)), .atLeast(.table(let table)):
          table
        default: nil
        }
      }
    case .measure(let measure):
      measure.tables
    case .allocation(let allocation):
      if case .table(let table) = allocation.pool { [table] } else { [] }
    case .outcome(.table(let table)): [table]
    default: []
    }
  }
}
