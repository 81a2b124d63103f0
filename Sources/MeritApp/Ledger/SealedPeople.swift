import MeritModel
import MeritReport

/// The people of a period by the roster row that decided, as a sealed document.
enum SealedPeople {
  static let name = "people.csv"

  /// One line for each member: the roster's columns in their order.
  static func file(of cohort: Cohort) -> OutputFile {
    let roster = cohort.roster
    var text = CSVText(header: ["employee", "from", "to"] + roster.columns)
    for person in cohort.members {
      guard let row = cohort.decidingRow[person] else { continue }
      text.append(
        [row.employee, row.validFrom.description, row.validTo?.description ?? ""]
          + row.values.map(\.canonicalText))
    }
    return OutputFile(path: name, bytes: text.bytes)
  }
}
