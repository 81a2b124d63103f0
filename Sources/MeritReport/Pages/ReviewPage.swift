import MeritEngine
import MeritModel
import MeritPolicy

extension OutputFile {
  /// Writes review.md: the review of a period for reading and for version control.
  package static func review(of facts: ReviewFacts) -> OutputFile {
    var page = ReviewPage(facts: facts)
    page.write()
    return OutputFile(path: "review.md", text: page.page.text)
  }
}

/// The review of a period as a page.
struct ReviewPage {
  let facts: ReviewFacts
  var page = Markdown()

  var calculation: Calculation { facts.calculation }
  var currency: String { calculation.policy.header.currency }

  init(facts: ReviewFacts) {
    self.facts = facts
  }

  /// Writes all parts in their order.
  mutating func write() {
    let header = calculation.policy.header
    let period = calculation.cohort.period
    page.heading(
      1, "\(Markdown.escaped(header.title)): \(period.name)\(facts.titleRemark)")
    page.paragraph(
      "From \(period.start) to \(period.end), by policy \(Markdown.code(header.id)) version "
        + "\(Markdown.escaped(header.version)). Amounts are in \(header.currency). Confidential.")
    writeSummary()
    writeMovements()
    writeRanking()
    writeGrades()
    writeBonuses()
    writeBalances()
    writeCorrections()
    writeOutcomes()
    writeProblems()
    writeSources()
  }

  private mutating func writeSummary() {
    page.heading(2, "Summary")
    let (now, before) = (facts.summary, facts.previous)
    let amount = { (value: Exact?) in value.map { Shown.text($0, .money) } ?? "" }
    var rows = [
      ["People in the period", String(calculation.cohort.members.count), ""],
      ["People paid", String(now.paidCount), before.map { String($0.paidCount) } ?? ""],
      ["Bonus total (\(currency))", amount(now.total), amount(before?.total)],
    ]
    if !facts.corrections.isEmpty {
      rows += [
        ["Corrections of closed periods (\(currency))", amount(facts.correctionTotal), ""],
        ["Total to pay (\(currency))", amount(facts.totalToPay), ""],
      ]
    }
    rows += [
      ["Median of those paid (\(currency))", amount(now.median), amount(before?.median)]
    ]
    if calculation.hasChecklists {
      rows.append([
        "Eligible for promotion", String(now.eligible.count),
        before.map { String($0.eligible.count) } ?? "",
      ])
    }
    for grade in calculation.policy.gradesInUse(calculation.cohort.period.grain) {
      rows.append([
        "Grade \(Markdown.escaped(grade))", String(now.count(of: grade)),
        before.map { String($0.count(of: grade)) } ?? "",
      ])
    }
    if !calculation.policy.gradesInUse(calculation.cohort.period.grain).isEmpty {
      rows.append(["Not graded", String(facts.notGradedCount), ""])
    }
    let counts = facts.rowCounts
    rows += [
      ["Rows not used", String(counts.notUsed), ""],
      ["Rows rejected", String(counts.rejected), ""],
      ["Findings", String(facts.problemLines.count), ""],
    ]
    var columns = [("", false), (now.period, true), (before?.period ?? "", true)]
    if before == nil {
      columns.removeLast()
      rows = rows.map { Array($0.dropLast()) }
    }
    page.table(columns.map { (title: $0.0, isNumeric: $0.1) }, rows)
  }

  private mutating func writeMovements() {
    let pay = facts.toPay
    guard facts.previous != nil || !pay.belowZero.isEmpty else { return }
    page.heading(2, "To look at")
    let names = facts.names
    writeNegative(pay, names)
    guard facts.previous != nil else { return }
    let meant = facts.movements.filter(\.needsALook)
    guard !meant.isEmpty else {
      page.paragraph("Nobody's pay moved by more than 30 %, but for a reason that is plain to see.")
      return
    }
    page.paragraph("Pay moved by more than 30 %. \(Words.noPlainReason)")
    page.table(
      [
        ("Employee", false), ("Name", false), ("Before", true), ("Now", true), ("Change", true),
      ],
      meant.map { movement in
        [
          Markdown.escaped(movement.employee), Markdown.escaped(names[movement.employee] ?? ""),
          movement.before.map { Shown.text($0, .money) } ?? Words.notApplicable,
          movement.now.map { Shown.text($0, .money) } ?? Words.notApplicable,
          movement.change.map(Shown.percent) ?? "",
        ]
      })
  }

  private mutating func writeNegative(_ pay: ToPay, _ names: [String: String]) {
    guard !pay.belowZero.isEmpty else { return }
    let count = pay.belowZero.count
    page.paragraph(
      "Of \(count == 1 ? "1 person" : "\(count) people") more is taken back than is paid, so that "
        + "\(Words.belowZero):")
    writePay(pay.belowZero, pay, names)
  }

  /// What people are to get: the bonus, what closed periods correct, and the sum.
  private mutating func writePay(_ ids: [String], _ pay: ToPay, _ names: [String: String]) {
    let amount = { (value: Exact?) in value.map { Shown.text($0, .money) } ?? "" }
    page.table(
      [
        ("Employee", false), ("Name", false), ("Bonus", true), ("Corrections", true),
        ("To pay", true),
      ],
      ids.map { id in
        [
          Markdown.escaped(id), Markdown.escaped(names[id] ?? ""), amount(pay.bonuses[id]),
          amount(pay.corrections[id]), amount(pay[id]),
        ]
      })
  }

  private mutating func writeRanking() {
    page.heading(2, "Ranking")
    let rank = calculation.ranks.first { $0.name == "rank_company" }
    let (pay, isCorrected) = (facts.toPay, facts.hasCorrectedPay)
    let order = RankingSheet(facts: facts).order()
    let rows = order.map { person -> [String] in
      let id = calculation.cohort.roster.people[person]
      let corrected = [pay.corrections[id], pay[id]].map { amount in
        amount.map { Shown.text($0, .money) } ?? ""
      }
      return [
        rank?.values[safe: person]?.number.map { Shown.text($0, .count) } ?? Words.notApplicable
      ] + who(person) + [
        Markdown.escaped(calculation.rosterText("team_id", of: person) ?? ""),
        Shown.text(calculation.slot(.score, of: person), .points),
        Markdown.escaped(Shown.text(calculation.slot(.grade, of: person), .text)),
        Shown.text(calculation.slot(.bonus, of: person), .money),
      ] + (isCorrected ? corrected : [])
    }
    page.table(
      [
        ("Rank", true), ("Employee", false), ("Name", false), ("Team", false), ("Score", true),
        ("Grade", false), ("Bonus", true),
      ] + (isCorrected ? [("Corrections", true), ("To pay", true)] : []), rows)
    let ranked = Set(order.map { calculation.cohort.roster.people[$0] })
    let others = pay.corrections.keys.filter { !ranked.contains($0) }.sorted(by: precedes)
    guard !others.isEmpty else { return }
    page.paragraph("Not in this period, but with corrections of closed ones:")
    writePay(others, pay, facts.names)
  }

  /// The id and the name of a person, for the first two columns of a table.
  func who(_ person: Int) -> [String] {
    [
      Markdown.escaped(calculation.cohort.roster.people[person]),
      Markdown.escaped(calculation.name(of: person)),
    ]
  }

  private mutating func writeGrades() {
    let grades = calculation.policy.gradesInUse(calculation.cohort.period.grain)
    guard !grades.isEmpty else { return }
    if let teams = calculation.cohort.groups[.team] { writeTeams(teams, grades) }
    for rule in calculation.otherGrades { writeGrade(rule) }
  }

  private mutating func writeTeams(_ teams: Groups, _ grades: [String]) {
    let named = teams.ids.indices.filter { !teams.members[$0].isEmpty }
    guard !named.isEmpty else { return }
    page.heading(2, "Grades and bonuses by team")
    let inTeams = Set(named.flatMap { teams.members[$0] })
    let others = calculation.cohort.members.filter { !inTeams.contains($0) }
    func row(_ name: String, _ members: [Int]) -> [String] {
      let given = members.map { calculation.slot(.grade, of: $0).grade?.name }
      let counts = grades.map { grade in given.count { $0 == grade } }
      let bonus = members.compactMap { calculation.slot(.bonus, of: $0).number }.total
      let rest = members.count - counts.reduce(0, +)
      return [name] + (counts + [rest, members.count]).map(String.init)
        + [bonus.map { Shown.text($0, .money) } ?? ""]
    }
    let rows = named.map { row(Markdown.escaped(teams.ids[$0]), teams.members[$0]) }
    page.table(
      [("Team", false)] + grades.map { (Markdown.escaped($0), true) }
        + [("Not graded", true), ("People", true), ("Bonus (\(currency))", true)],
      rows + (others.isEmpty ? [] : [row("no team", others)])
        + [row("Total", calculation.cohort.members)])
  }

  /// A grade that no plan gives as its own, but that others read.
  private mutating func writeGrade(_ rule: Rule) {
    page.heading(3, Markdown.escaped(rule.label))
    let graded = calculation.people(of: rule).filter {
      calculation.value(rule.id, of: $0).isPresent
    }
    page.table(
      [("Employee", false), ("Name", false), ("Grade", false)],
      graded.map { person in
        who(person) + [
          Markdown.escaped(Shown.text(calculation.value(rule.id, of: person), .text))
        ]
      })
  }

  private mutating func writeOutcomes() {
    let rules = OutcomeSheets(facts: facts).bound { _ in true }
    guard !rules.isEmpty else { return }
    page.heading(2, "Outcomes")
    for rule in rules {
      page.heading(3, Markdown.escaped(rule.label))
      let rows = calculation.cohort.members.compactMap { person -> [String]? in
        guard calculation.binding(of: person)?.outcomes.contains(rule.id) ?? false,
          let text = calculation.value(rule.id, of: person).text, !text.isEmpty
        else { return nil }
        let lacking = OutcomeWords.lacking(rule, of: person, in: calculation)
        return who(person) + [
          Markdown.escaped(OutcomeWords.sentence(text, rule, lacking: lacking))
        ]
      }
      if rows.isEmpty {
        page.paragraph("Nobody.")
      } else {
        page.table([("Employee", false), ("Name", false), ("Outcome", false)], rows)
      }
    }
  }

  private mutating func writeProblems() {
    page.heading(2, "Problems")
    let lines = facts.problemLines
    guard !lines.isEmpty else {
      let counts = facts.rowCounts
      page.paragraph(
        counts == (0, 0)
          ? "None: every row was used."
          : "No findings. Of the rows \(counts.notUsed) were not used; the sources say why.")
      return
    }
    let shown = 20
    page.table(
      [("Severity", false), ("Code", false), ("Place", false), ("What is wrong", false)],
      lines.prefix(shown).map { line in
        let place = line.file + (line.line.map { ":\($0)" } ?? "")
        return [
          line.severity.rawValue, line.code, Markdown.escaped(place),
          Markdown.escaped(line.message),
        ]
      })
    if lines.count > shown {
      page.paragraph("And \(lines.count - shown) more in `problems.csv`.")
    }
  }

  /// The names of periods; of many the first and the last.
  private func shortened(_ names: [String]) -> String {
    guard names.count > 12, let first = names.first, let last = names.last else {
      return names.joined(separator: ", ")
    }
    return "\(first) to \(last), \(names.count) of them"
  }

  private mutating func writeSources() {
    page.heading(2, "Sources")
    page.table(
      [
        ("Table", false), ("File", false), ("Read", true), ("Used", true), ("Not used", true),
        ("Rejected", true),
      ],
      facts.accounts.inOrder.map { account in
        [
          Markdown.escaped(account.table), Markdown.escaped(account.file),
          String(account.rowsRead), String(account.rowsUsed), String(account.notUsedCount),
          String(account.rejectedCount),
        ]
      })
    for role in PeriodRole.allCases where !facts.periods(role).isEmpty {
      page.paragraph("Read besides, \(role.words): \(shortened(facts.periods(role))).")
    }
    // A file that two inputs read is one file.
    var seen: Set<[String]> = []
    page.table(
      [("File", false), ("SHA-256", false)],
      facts.sources.filter { PeriodRole(rawValue: $0.role) == nil }
        .filter { seen.insert([$0.path, $0.sha256]).inserted }
        .map { [Markdown.escaped($0.path), Markdown.code($0.sha256)] })
  }
}
