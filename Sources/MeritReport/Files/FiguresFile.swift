package import MeritEngine
import MeritModel
import MeritPolicy

extension OutputFile {
  /// Writes figures.csv: every figure of the period in canonical text, sorted by scope, id, period,
  /// figure.
  package static func figures(of calculation: Calculation) -> OutputFile {
    var text = CSVText(header: ["scope", "id", "period", "figure", "kind", "state", "value"])
    for scope in Scope.allCases.sorted() {
      if scope == .employee {
        writePeople(of: calculation, into: &text)
      } else {
        writeGroups(scope, of: calculation, into: &text)
      }
    }
    return OutputFile(path: "figures.csv", bytes: text.bytes)
  }

  private static func writePeople(of calculation: Calculation, into text: inout CSVText) {
    let list = FigureList(of: calculation)
    let withoutPlan = list.columns(plan: nil)
    let byPlan = calculation.policy.plans.indices.map { list.columns(plan: $0) }
    for person in calculation.cohort.members {
      let ofPlan = calculation.planOfPerson[person].map { byPlan[$0] } ?? withoutPlan
      let columns = list.columns(of: person, plan: ofPlan)
      let id = calculation.cohort.roster.people[person]
      write(columns, scope: .employee, id: id, subject: person, of: calculation, into: &text)
    }
  }

  private static func writeGroups(
    _ scope: Scope, of calculation: Calculation, into text: inout CSVText
  ) {
    guard let groups = calculation.cohort.groups[scope] else { return }
    let columns = FigureList(of: calculation).columns(scope: scope)
    // A customer is there also where nobody owns it.
    for (group, id) in groups.ids.enumerated()
    where scope == .customer || !groups.members[group].isEmpty {
      write(columns, scope: scope, id: id, subject: group, of: calculation, into: &text)
    }
  }

  private static func write(
    _ columns: [FigureColumn], scope: Scope, id: String, subject: Int,
    of calculation: Calculation, into text: inout CSVText
  ) {
    let period = calculation.cohort.period.name
    for column in columns {
      let value = column.value(in: calculation, of: subject)
      text.append([
        scope.rawValue, id, period, column.name, column.kind, value.stateName, value.canonicalText,
      ])
    }
  }
}
