import MeritEngine
import MeritModel

/// The columns that say who a row is about: id, name, team.
enum PersonColumns {
  static let columns = [
    TableColumn("Employee", width: 12), TableColumn("Name", width: 22),
    TableColumn("Team", width: 12),
  ]
  static let count = 3

  static func cells(_ person: Int, of calculation: Calculation) -> [Cell] {
    [
      .text(calculation.cohort.roster.people[person], .id),
      .text(calculation.name(of: person)),
      .text(calculation.rosterText("team_id", of: person) ?? "", .id),
    ]
  }
}
