package import MeritEngine
package import MeritModel
package import MeritPolicy
package import MeritReport

/// A ranking for the terminal.
package struct RankTable {
  private let calculation: Calculation
  private let within: RankScope
  private let top: Int?
  private let previous: PeriodSummary?

  /// Takes in what is ranked, among whom, and how many places are shown in each group,
  /// and the period before, where it is at hand.
  package init(
    of calculation: Calculation, within: RankScope, top: Int?, previous: PeriodSummary? = nil
  ) {
    self.previous = previous
    self.calculation = calculation
    self.within = within
    self.top = top
  }

  /// The table: rank, group where there are several, id, name, score, grade, bonus, how far the next
  /// grade is, and by how many places the person rose since the period before.
  ///
  /// Empty where nobody is ranked.
  package var text: String {
    let (shown, rest) = cut
    guard !shown.isEmpty else { return "" }
    let showsGroup = within != .company
    var header = ["rank", "id", "name", "role", "score", "grade", "bonus", "next grade"]
    if previous != nil { header.append("moved") }
    if showsGroup { header.insert(within.rawValue, at: 0) }
    let numbers: Set<Int> = showsGroup ? [1, 5, 7] : [0, 4, 6]
    var table = TextTable(header: header, numbers: numbers)
    for line in shown {
      let cells = cells(of: line.person, rank: line.rank)
      table.append(showsGroup ? [line.group] + cells : cells)
    }
    return table.text + rest
  }

  /// How many of those who share the last rank shown are listed beside the places asked for.
  private static let mostTied = 10

  /// The lines that people are shown, and what is said of those who share a rank and are not.
  private var cut: (lines: [Line], rest: String) {
    guard let top else { return (lines, "") }
    var (shown, rest): ([Line], String) = ([], "")
    for group in lines.chunked(by: \.group) {
      shown += group.prefix(top + Self.mostTied)
      let hidden = group.count - top - Self.mostTied
      guard hidden > 0, let last = group.last else { continue }
      let name = last.group.isEmpty ? "" : "\(visible(last.group)): "
      rest +=
        "\(name)and \(hidden) more \(hidden == 1 ? "shares" : "share") rank "
        + "\(last.rank.canonicalText)\n"
    }
    return (shown, rest)
  }

  /// What follows besides money for those who are shown: for each outcome who has it.
  package var outcomes: String {
    let people = cut.lines.map(\.person)
    let given = Set(people.flatMap { calculation.binding(of: $0)?.outcomes ?? [] }).sorted()
    return given.map { id in
      let rule = calculation.policy[id]
      let said = people.compactMap { person -> (words: String, id: String)? in
        OutcomeWords.standing(of: rule, for: person, in: calculation).map {
          ($0, calculation.cohort.roster.people[person])
        }
      }
      let byWords = Dictionary(grouping: said, by: \.words).sorted { $0.key < $1.key }
      return byWords.map { words, people in
        "\(visible(rule.label)), \(visible(words)): "
          + people.map { visible($0.id) }.joined(separator: " ") + "\n"
      }.joined()
    }.joined()
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
          ("nextGrade", .text(calculation.nextGrade(of: line.person)?.grade ?? "")),
          (
            "missing", .text(calculation.nextGrade(of: line.person)?.missing.canonicalText ?? "")
          ),
          ("seat", .flag(calculation.nextGrade(of: line.person)?.isSeat ?? false)),
          ("moved", JSONValue(moved(line.person, line.rank))),
          (
            "outcomes",
            .object(
              (calculation.binding(of: line.person)?.outcomes ?? []).map { id in
                (
                  calculation.policy[id].name,
                  .text(calculation.value(id, of: line.person).canonicalText)
                )
              })
          ),
        ])
      })
  }

  private struct Line {
    let group: String
    let rank: Exact
    let person: Int
  }

  private var lines: [Line] {
    guard let ranks = calculation.ranks.first(where: { $0.name == "rank_\(within.rawValue)" })
    else { return [] }
    let last = top.map { Exact($0) }
    let ranked = calculation.cohort.members.compactMap { person -> Line? in
      guard let rank = ranks.values[person].number, last.map({ rank <= $0 }) ?? true else {
        return nil
      }
      return Line(group: group(of: person), rank: rank, person: person)
    }
    return ranked.sorted {
      ($0.group, $0.rank, $0.person) < ($1.group, $1.rank, $1.person)
    }
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
      text("role", of: person), amount(calculation.slot(.score, of: person), .points),
      calculation.slot(.grade, of: person).canonicalText,
      amount(calculation.slot(.bonus, of: person), .money), next(person),
    ] + [moved(person, rank)].compactMap(\.self)
  }

  /// What is missing to the next grade: `9.33 more for A`, to its last seat `9.33 more for A's last
  /// seat`.
  private func next(_ person: Int) -> String {
    calculation.nextGrade(of: person).map { next in
      "\(next.isInclusive ? "" : "over ")\(Shown.text(next.missing, .points)) more for "
        + next.grade + (next.isSeat ? "'s last seat" : "")
    } ?? ""
  }

  private func moved(_ person: Int, _ rank: Exact) -> String? {
    previous?.movement(
      "rank_\(within.rawValue)", of: calculation.cohort.roster.people[person], now: rank)
  }

  private func text(_ column: String, of person: Int) -> String {
    calculation.cohort.roster.column(column)
      .flatMap { calculation.cohort.value($0, of: person).text } ?? ""
  }

  private func amount(_ value: Value, _ kind: Kind) -> String {
    guard let number = value.number else { return value == .missing ? "missing" : "–" }
    return Shown.text(number, kind)
  }
}

extension Array {
  /// The elements in stretches of neighbours that have the same of something.
  fileprivate func chunked<Key: Equatable>(by key: (Element) -> Key) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for place in indices where place > start && key(self[place]) != key(self[place - 1]) {
      chunks.append(self[start..<place])
      start = place
    }
    return isEmpty ? [] : chunks + [self[start...]]
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
