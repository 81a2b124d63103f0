package import MeritEngine
package import MeritModel
import MeritPolicy

extension OutputFile {
  /// Writes figures.csv: every figure of the period in canonical text, sorted by scope, id, period,
  /// figure; the workers change nothing of it.
  package static func figures(
    of calculation: Calculation, by workers: any Workers = OneWorker()
  ) -> OutputFile {
    let header = ["scope", "id", "period", "figure", "kind", "state", "value"]
    var parts = [CSVText(header: header).bytes]
    let lines = FigureLines(of: calculation)
    for scope in Scope.allCases.sorted() {
      if scope == .employee {
        parts += workers.split(calculation.cohort.members.count, lines.people)
      } else {
        parts.append(lines.groups(scope))
      }
    }
    return OutputFile(path: "figures.csv", parts: parts)
  }
}

/// Writes the lines of figures.csv.
private struct FigureLines: Sendable {
  private let calculation: Calculation
  private let list: FigureList
  private let period: String
  private let withoutPlan: Columns
  private let byPlan: [Columns]

  /// The figures of a plan, and their parts of a line.
  private struct Columns: Sendable {
    let figures: [FigureColumn]
    let lines: [Column]

    init(_ figures: [FigureColumn]) {
      self.figures = figures
      lines = figures.map(Column.init)
    }
  }

  /// A figure with its part of a line.
  private struct Column: Sendable {
    let source: FigureSource
    /// The name and the kind, with the commas after them.
    let text: [UInt8]

    init(_ figure: FigureColumn) {
      source = figure.source
      text = CSVText.field(figure.name) + [comma] + CSVText.field(figure.kind) + [comma]
    }
  }

  init(of calculation: Calculation) {
    self.calculation = calculation
    let list = FigureList(of: calculation)
    self.list = list
    period = calculation.cohort.period.name
    withoutPlan = Columns(list.columns(plan: nil))
    byPlan = calculation.policy.plans.indices.map { Columns(list.columns(plan: $0)) }
  }

  /// The lines of people by their places among the members.
  func people(_ places: Range<Int>) -> [UInt8] {
    var text = CSVText()
    for person in calculation.cohort.members[places] {
      let id = calculation.cohort.roster.people[person]
      write(columns(of: person), scope: .employee, id: id, subject: person, into: &text)
    }
    return text.bytes
  }

  private func columns(of person: Int) -> [Column] {
    let own = calculation.planOfPerson[person].map { byPlan[$0] } ?? withoutPlan
    guard calculation.otherPay[person] != nil else { return own.lines }
    return list.columns(of: person, plan: own.figures).map(Column.init)
  }

  /// The lines of the groups of a scope.
  func groups(_ scope: Scope) -> [UInt8] {
    guard let groups = calculation.cohort.groups[scope] else { return [] }
    let columns = list.columns(scope: scope).map(Column.init)
    var text = CSVText()
    // A customer is there also where nobody owns it.
    for (group, id) in groups.ids.enumerated()
    where scope == .customer || !groups.members[group].isEmpty {
      write(columns, scope: scope, id: id, subject: group, into: &text)
    }
    return text.bytes
  }

  private func write(
    _ columns: [Column], scope: Scope, id: String, subject: Int, into text: inout CSVText
  ) {
    let start = Array(
      [scope.rawValue, id, period].map(CSVText.field).joined(separator: [comma]) + [comma])
    for column in columns {
      let value = column.source.value(in: calculation, of: subject)
      text.append(start)
      text.append(column.text)
      text.append(value.stateName)
      text.append(comma)
      text.append(value)
      text.append(newline)
    }
  }
}

private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")
