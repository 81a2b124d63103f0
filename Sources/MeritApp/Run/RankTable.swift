package import MeritEngine
package import MeritModel
package import MeritPolicy

/// A ranking for the terminal.
package struct RankTable {
  private let calculation: Calculation
  private let within: RankScope
  private let top: Int?

  /// Takes in what is ranked, among whom, and how many places are shown in each group.
  package init(of calculation: Calculation, within: RankScope, top: Int?) {
    self.calculation = calculation
    self.within = within
    self.top = top
  }

  /// The table: rank, group where there are several, id, name, score, grade, bonus.
  package var text: String {
    let showsGroup = within != .company
    var header = ["rank", "id", "name", "role", "score", "grade", "bonus"]
    if showsGroup { header.insert(within.rawValue, at: 0) }
    let numbers: Set<Int> = showsGroup ? [1, 5, 7] : [0, 4, 6]
    var table = TextTable(header: header, numbers: numbers)
    for line in lines { table.append(showsGroup ? [line.group] + line.cells : line.cells) }
    return table.text
  }

  /// The same for scripts.
  package var json: JSONValue {
    .array(
      lines.map { line in
        .object([
          ("group", .text(line.group)), ("rank", .text(line.rank.canonicalText)),
          ("id", .text(calculation.cohort.roster.people[line.person])),
          ("score", .text(calculation.slot(.score, of: line.person).canonicalText)),
          ("grade", .text(calculation.slot(.grade, of: line.person).canonicalText)),
          ("bonus", .text(calculation.slot(.bonus, of: line.person).canonicalText)),
        ])
      })
  }

  private struct Line {
    let group: String
    let rank: Exact
    let person: Int
    let cells: [String]
  }

  private var lines: [Line] {
    guard let ranks = calculation.ranks.first(where: { $0.name == "rank_\(within.rawValue)" })
    else { return [] }
    let ranked = calculation.cohort.members.compactMap { person -> Line? in
      guard let rank = ranks.values[person].number else { return nil }
      return Line(
        group: group(of: person), rank: rank, person: person, cells: cells(of: person, rank: rank))
    }
    let sorted = ranked.sorted {
      ($0.group, $0.rank, $0.person) < ($1.group, $1.rank, $1.person)
    }
    guard let top else { return sorted }
    return sorted.filter { $0.rank <= Exact(top) }
  }

  private func group(of person: Int) -> String {
    switch within {
    case .company: ""
    case .department: text("department_id", of: person)
    case .team: text("team_id", of: person)
    case .role: text("role", of: person)
    }
  }

  private func cells(of person: Int, rank: Exact) -> [String] {
    [
      rank.canonicalText, calculation.cohort.roster.people[person], text("name", of: person),
      text("role", of: person), amount(calculation.slot(.score, of: person)),
      calculation.slot(.grade, of: person).canonicalText,
      amount(calculation.slot(.bonus, of: person)),
    ]
  }

  private func text(_ column: String, of person: Int) -> String {
    calculation.cohort.roster.column(column)
      .flatMap { calculation.cohort.value($0, of: person).text } ?? ""
  }

  private func amount(_ value: Value) -> String {
    guard let number = value.number else { return value == .missing ? "missing" : "–" }
    return shownAmount(number)
  }
}

/// An amount with grouped thousands and two to four decimals; a longer one ends with `…`.
package func shownAmount(_ number: Exact) -> String {
  let digits = number.decimalDigits
  let text = number.fixedText(places: min(max(digits ?? 4, 2), 4))
  let sign = text.hasPrefix("-") ? "-" : ""
  let parts = text.drop { $0 == "-" }.split(separator: ".")
  let whole = Array(parts[0])
  var grouped = ""
  for (place, digit) in whole.enumerated() {
    if place > 0, (whole.count - place).isMultiple(of: 3) { grouped += "," }
    grouped.append(digit)
  }
  return sign + grouped + "." + parts[1] + (digits ?? 5 <= 4 ? "" : "…")
}
