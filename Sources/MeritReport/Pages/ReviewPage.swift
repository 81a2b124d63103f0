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
  private(set) var page = Markdown()

  private var calculation: Calculation { facts.calculation }
  private var currency: String { calculation.policy.header.currency }

  init(facts: ReviewFacts) {
    self.facts = facts
  }

  /// Writes all parts in their order.
  mutating func write() {
    let header = calculation.policy.header
    let period = calculation.cohort.period
    page.heading(1, "\(Markdown.escaped(header.title)): \(period.name)")
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
    var columns = [("", false), (now.period, true), (before?.period ?? "", true)]
    if before == nil {
      columns.removeLast()
      rows = rows.map { Array($0.dropLast()) }
    }
    page.table(columns.map { (title: $0.0, isNumeric: $0.1) }, rows)
  }

  private mutating func writeMovements() {
    guard facts.previous != nil else { return }
    page.heading(2, "To look at")
    let meant = facts.movements.filter(\.needsALook)
    guard !meant.isEmpty else {
      page.paragraph("Nobody's pay moved by more than 30 % without a plain reason.")
      return
    }
    page.paragraph("Pay that moved by more than 30 % without a plain reason:")
    page.table(
      [("Employee", false), ("Before", true), ("Now", true), ("Change", true)],
      meant.map { movement in
        [
          Markdown.escaped(movement.employee),
          movement.before.map { Shown.text($0, .money) } ?? "none",
          movement.now.map { Shown.text($0, .money) } ?? "none",
          movement.change.map(Shown.percent) ?? "",
        ]
      })
  }

  private mutating func writeRanking() {
    page.heading(2, "Ranking")
    let rank = calculation.ranks.first { $0.name == "rank_company" }
    let rows = RankingSheet(facts: facts).order().map { person in
      [
        rank?.values[safe: person]?.number.map { Shown.text($0, .count) } ?? "–",
        Markdown.escaped(calculation.cohort.roster.people[person]),
        Markdown.escaped(calculation.name(of: person)),
        Markdown.escaped(calculation.rosterText("team_id", of: person) ?? ""),
        Shown.text(calculation.slot(.score, of: person), .points),
        Markdown.escaped(Shown.text(calculation.slot(.grade, of: person), .text)),
        Shown.text(calculation.slot(.bonus, of: person), .money),
      ]
    }
    page.table(
      [
        ("Rank", true), ("Employee", false), ("Name", false), ("Team", false), ("Score", true),
        ("Grade", false), ("Bonus", true),
      ], rows)
  }

  private mutating func writeGrades() {
    let grades = calculation.policy.gradesInUse(calculation.cohort.period.grain)
    guard !grades.isEmpty, let teams = calculation.cohort.groups[.team] else { return }
    page.heading(2, "Grades by team")
    let rows = teams.ids.indices.filter { !teams.members[$0].isEmpty }.map { team in
      let given = teams.members[team].map { calculation.slot(.grade, of: $0).grade?.name }
      let counts = grades.map { grade in String(given.count { $0 == grade }) }
      return [Markdown.escaped(teams.ids[team])] + counts
        + [String(given.count { $0 == nil })]
    }
    page.table(
      [("Team", false)] + grades.map { (Markdown.escaped($0), true) } + [("Not graded", true)], rows
    )
    for rule in calculation.otherGrades { writeGrade(rule) }
  }

  /// A grade that no plan gives as its own, but that others read.
  private mutating func writeGrade(_ rule: Rule) {
    page.heading(3, Markdown.escaped(rule.label))
    let graded = calculation.people(of: rule).filter {
      calculation.value(rule.id, of: $0).isPresent
    }
    page.table(
      [("Employee", false), ("Grade", false)],
      graded.map { person in
        [
          Markdown.escaped(calculation.cohort.roster.people[person]),
          Markdown.escaped(Shown.text(calculation.value(rule.id, of: person), .text)),
        ]
      })
  }

  private mutating func writeBonuses() {
    page.heading(2, "Bonuses")
    let ids = Set(calculation.cohort.members.flatMap { calculation.binding(of: $0)?.bonuses ?? [] })
    if ids.isEmpty { page.paragraph("No plan pays a bonus in this period.") }
    for rule in ids.sorted().map({ calculation.policy[$0] }) + calculation.feedingRules {
      page.heading(3, Markdown.escaped(rule.label))
      if !ids.contains(rule.id) { page.paragraph("Not paid by itself.") }
      switch rule.body {
      case .bonus(let bonus): writeSteps(bonus, of: rule)
      case .allocation(let allocation): writeShares(allocation, of: rule)
      case .prize(let prize): writePlaces(prize, of: rule)
      case .measure, .indicator, .score, .grade, .balance, .ranking, .outcome: continue
      }
    }
    writePayDays()
  }

  /// What falls due on which day, where a bonus says so.
  private mutating func writePayDays() {
    let days = PaymentDays(calculation: calculation).totals
    guard !days.isEmpty else { return }
    page.heading(3, "Days of payment")
    page.table(
      [("Paid on", false), ("What", false), ("Total (\(currency))", true)],
      days.map { due in
        [
          due.day?.description ?? "no day is stated",
          Markdown.escaped(due.labels.joined(separator: ", ")),
          due.total.map { Shown.text($0, .money) } ?? "too large to add up",
        ]
      })
  }

  private mutating func writeCorrections() {
    guard !facts.corrections.isEmpty else { return }
    page.heading(2, "Corrections of closed periods")
    for corrected in facts.corrections {
      page.paragraph(
        "\(corrected.period), state \(corrected.revision): \(corrected.figureCount) figures come out "
          + "differently. \(Markdown.escaped(corrected.causes.joined(separator: "; "))).")
      page.table(
        [
          ("Employee", false), ("Pay", false), ("Paid so far", true), ("Now", true),
          ("Difference", true), ("Cause", false),
        ],
        corrected.lines.map { line in
          [
            Markdown.escaped(line.employee), Markdown.code(line.payCode),
            Shown.text(line.before, .money), Shown.text(line.now, .money),
            Shown.text(line.difference, .money), Markdown.escaped(line.cause),
          ]
        })
    }
  }

  private mutating func writePlaces(_ prize: PrizeRule, of rule: Rule) {
    page.paragraph(Markdown.escaped(RuleWords.sentence(rule, in: calculation.policy)))
    let columns = [("Employee", false), ("Among", false), ("Place", true), ("Prize", true)]
    writePaid(
      rule, columns.map { (title: $0.0, isNumeric: $0.1) },
      paid(by: rule).map { person in
        let part = calculation.prizes[rule.id]?[safe: person].flatMap(\.self)
        return [
          Markdown.escaped(calculation.cohort.roster.people[person]),
          Markdown.escaped(part?.group ?? ""), part?.place.map(String.init) ?? "",
          Shown.text(calculation.value(rule.id, of: person), .money),
        ]
      })
  }

  private mutating func writeBalances() {
    let rules = calculation.balanceRules
    guard !rules.isEmpty else { return }
    page.heading(2, "Balances")
    for rule in rules {
      page.heading(3, Markdown.escaped(rule.label))
      page.table(
        [("Employee", false)] + BalancePart.allCases.map { ($0.title, true) } + [("Closing", true)],
        calculation.people(of: rule).map { person in
          let entries = calculation.balances[rule.id]?[safe: person] ?? []
          return [Markdown.escaped(calculation.cohort.roster.people[person])]
            + BalancePart.allCases.map { part in
              Shown.text(entries[safe: part.place] ?? .notApplicable, rule.kind)
            } + [Shown.text(calculation.value(rule.id, of: person), rule.kind)]
        })
    }
  }

  /// Those to whom a bonus applies.
  private func paid(by rule: Rule) -> [Int] {
    calculation.people(paidBy: rule).filter {
      calculation.value(rule.id, of: $0) != .notApplicable
    }
  }

  /// Adds a table of those to whom a bonus applies, and says to how many it does not.
  private mutating func writePaid(
    _ rule: Rule, _ columns: [(title: String, isNumeric: Bool)], _ rows: [[String]]
  ) {
    let others = calculation.people(paidBy: rule).count - rows.count
    if !rows.isEmpty { page.table(columns, rows) }
    guard others > 0 else { return }
    let more = rows.isEmpty ? "" : "other "
    page.paragraph(
      "It does not apply to \(others == 1 ? "1 \(more)person" : "\(others) \(more)people").")
  }

  private mutating func writeSteps(_ bonus: BonusRule, of rule: Rule) {
    page.list(
      bonus.steps.map { step in
        let source = step.source.map { " (\(Markdown.escaped($0)))" } ?? ""
        let words = Markdown.escaped(RuleWords.step(step.action, in: calculation.policy))
        return "\(Markdown.code(step.id)): \(words)\(source)"
      })
    if let payDay = bonus.payDay {
      page.paragraph("Paid on \(payDay.date(after: calculation.cohort.period)).")
    }
    writePaid(
      rule,
      [(title: "Employee", isNumeric: false)]
        + bonus.steps.map { (title: Markdown.escaped($0.id), isNumeric: true) },
      paid(by: rule).map { person in
        let steps = calculation.steps[rule.id]?[safe: person] ?? []
        return [Markdown.escaped(calculation.cohort.roster.people[person])]
          + bonus.steps.indices.map { index in
            Shown.text(steps[safe: index] ?? .notApplicable, .money)
          }
      })
  }

  private mutating func writeShares(_ allocation: AllocationRule, of rule: Rule) {
    page.paragraph(Markdown.escaped(RuleWords.sentence(rule, in: calculation.policy)))
    let columns = [("Employee", false), ("Key", true), ("Pool", true), ("Share", true)]
    writePaid(
      rule, columns.map { (title: $0.0, isNumeric: $0.1) },
      paid(by: rule).map { person in
        let part = calculation.allocations[rule.id]?[safe: person].flatMap(\.self)
        return [
          Markdown.escaped(calculation.cohort.roster.people[person]),
          Shown.text(part?.key ?? .notApplicable, allocation.by.kind),
          Shown.text(part?.pool ?? .notApplicable, .money),
          Shown.text(calculation.value(rule.id, of: person), .money),
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
        return [
          Markdown.escaped(calculation.cohort.roster.people[person]),
          Markdown.escaped(OutcomeWords.sentence(text, rule, lacking: lacking)),
        ]
      }
      if rows.isEmpty {
        page.paragraph("Nobody.")
      } else {
        page.table([("Employee", false), ("Outcome", false)], rows)
      }
    }
  }

  private mutating func writeProblems() {
    page.heading(2, "Problems")
    let lines = facts.problemLines
    guard !lines.isEmpty else {
      page.paragraph("None: every row was used.")
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
    page.table(
      [("File", false), ("SHA-256", false)],
      facts.sources.filter { PeriodRole(rawValue: $0.role) == nil }.map {
        [Markdown.escaped($0.path), Markdown.code($0.sha256)]
      })
  }
}
