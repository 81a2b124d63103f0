import MeritEngine
import MeritModel
import MeritPolicy

/// The sheet of one score: the weights, what each person reached, and the score as a live formula.
struct ScoreSheet {
  let facts: ReviewFacts
  let rule: Rule
  let score: ScoreRule

  private var calculation: Calculation { facts.calculation }
  private var first: Int { PersonColumns.count + 1 }
  private var last: Int { first + score.lines.count - 1 }

  /// The table.
  func table(name: String, subtitle: String) -> TableSheet {
    let people = calculation.cohort.members.filter { person in
      calculation.binding(of: person)?.score == rule.id
    }
    let rows = people.enumerated().map { index, person in
      row(of: person, at: TableSheet.firstRow + index)
    }
    let isSubstituted = rows.joined().contains { $0.style.look == .substituted }
    var table = TableSheet(
      name: name, title: rule.label,
      subtitle: subtitle + (isSubstituted ? Words.substituted : ""), columns: columns, above: above,
      rows: rows)
    table.people = people
    if let scores = table.values(last + 1), let grades = table.values(last + 2) {
      table.highlights =
        [Highlight(scores, .bar)] + GradeTones.highlights(grades, calculation.policy)
    }
    return table
  }

  private var columns: [TableColumn] {
    PersonColumns.columns + [TableColumn("Role", width: 14)]
      + score.lines.map { .numbers(label($0)) }
      + [.numbers("Score"), TableColumn("Grade", width: 8)]
  }

  private func label(_ line: WeightLine) -> String {
    if case .figure(let id) = line.of.root { calculation.policy[id].label } else { line.of.text }
  }

  private var above: [Cell] {
    Array(repeating: Cell.blank, count: PersonColumns.count)
      + [.text("Weight", .absent)] + score.lines.map { .number($0.weight, .percent) }
  }

  private func row(of person: Int, at row: Int) -> [Cell] {
    let values = calculation.lines[rule.id]?[safe: person] ?? []
    let parts = score.lines.enumerated().map { index, line in
      part(line, values[safe: index] ?? own(line, of: person))
    }
    let grade = calculation.slot(.grade, of: person)
    return PersonColumns.cells(person, of: calculation)
      + [.text(calculation.rosterText("role", of: person) ?? "")]
      + parts.map(\.cell)
      + [result(person, row, parts), .value(grade, .text, look: .result)]
  }

  // Of who has no score no lines are kept: what they name has a value all the same.
  private func own(_ line: WeightLine, of person: Int) -> Value {
    FigureReader(calculation: calculation).value(line.of.root, of: person) ?? .notApplicable
  }

  // What a line counts as: its value, what its handler puts in its place, or nothing by reweighting.
  private func part(_ line: WeightLine, _ value: Value) -> ScorePart {
    if value.isPresent { return ScorePart(cell: .value(value, .points), counts: true) }
    let action = value == .missing ? line.handlers.whenMissing : line.handlers.whenNotApplicable
    switch action {
    case .value(.number(let number))?:
      return ScorePart(cell: .number(number, CellStyle(.points, .substituted)), counts: true)
    case .reweight?: return ScorePart(cell: .value(value, .points), counts: true)
    default: return ScorePart(cell: .value(value, .points), counts: false)
    }
  }

  private func result(_ person: Int, _ row: Int, _ parts: [ScorePart]) -> Cell {
    let value = calculation.value(rule.id, of: person)
    guard let number = value.number, parts.allSatisfy(\.counts) else {
      return .value(value, .points, look: .result)
    }
    let weights = CellName.fixed(CellRange(rows: 3...3, columns: first...last))
    let values = CellName.block(CellRange(rows: row...row, columns: first...last))
    var text = "SUMPRODUCT(\(weights),\(values))"
    if score.lines.contains(where: \.canDropOut) {
      text += "/SUMPRODUCT(\(weights)*ISNUMBER(\(values)))"
    }
    if let rounding = rule.rounding { text = ExcelRounding.formula(text, by: rounding) }
    return .formula("=" + text, gives: number, CellStyle(.points, .result))
  }
}

/// A line of a score for one person.
private struct ScorePart {
  let cell: Cell
  /// False where the score does not follow from the cells of the row.
  let counts: Bool
}

extension WeightLine {
  /// Says whether the weight of the line can go to the others.
  var canDropOut: Bool {
    handlers.whenMissing == .reweight || handlers.whenNotApplicable == .reweight
  }
}

/// The colours of grades, from the best to the worst of each set; the grade itself stands in the cell.
enum GradeTones {
  static func highlights(_ range: CellRange, _ policy: CompiledPolicy) -> [Highlight] {
    var seen: Set<String> = []
    return policy.gradeSets.flatMap { set in
      set.grades.compactMap { grade in
        guard seen.insert(grade.name).inserted else { return nil }
        return Highlight(range, .text(grade.name, tone(grade, of: set.grades.count)))
      }
    }
  }

  private static func tone(_ grade: Grade, of count: Int) -> Tone {
    if grade.rank == 0 { return .best }
    if grade.rank == count - 1 { return .poor }
    return grade.rank * 2 < count ? .good : .middle
  }
}
