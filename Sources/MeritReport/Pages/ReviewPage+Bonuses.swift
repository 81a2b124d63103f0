import MeritEngine
import MeritModel
import MeritPolicy

extension ReviewPage {
  mutating func writeBonuses() {
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

  mutating func writeCorrections() {
    guard !facts.corrections.isEmpty else { return }
    page.heading(2, "Corrections of closed periods")
    for corrected in facts.corrections {
      page.paragraph(
        "\(corrected.period), state \(corrected.revision): \(corrected.figureCount) figures come out "
          + "differently. \(Markdown.escaped(corrected.causes.joined(separator: "; "))).")
      page.table(
        [
          ("Employee", false), ("Name", false), ("Pay", false), ("Paid so far", true),
          ("Now", true), ("Difference", true), ("Cause", false),
        ],
        corrected.lines.map { line in
          [
            Markdown.escaped(line.employee), Markdown.escaped(line.name),
            Markdown.code(line.payCode), Shown.text(line.before, .money),
            Shown.text(line.now, .money), Shown.text(line.difference, .money),
            Markdown.escaped(line.cause),
          ]
        })
    }
  }

  private mutating func writePlaces(_ prize: PrizeRule, of rule: Rule) {
    page.paragraph(Markdown.escaped(RuleWords.sentence(rule, in: calculation.policy)))
    writePaid(rule, [("Among", false), ("Place", true), ("Prize", true)]) { [calculation] person in
      let part = calculation.prizes[rule.id]?[safe: person].flatMap(\.self)
      return [
        Markdown.escaped(part?.group ?? ""), part?.place.map(String.init) ?? "",
        Shown.text(calculation.value(rule.id, of: person), .money),
      ]
    }
  }

  mutating func writeBalances() {
    let rules = calculation.balanceRules
    guard !rules.isEmpty else { return }
    page.heading(2, "Balances")
    for rule in rules {
      page.heading(3, Markdown.escaped(rule.label))
      page.table(
        [("Employee", false), ("Name", false)] + BalancePart.allCases.map { ($0.title, true) } + [
          ("Closing", true)
        ],
        calculation.people(of: rule).map { person in
          let entries = calculation.balances[rule.id]?[safe: person] ?? []
          return who(person)
            + BalancePart.allCases.map { part in
              Shown.text(part.signed(entries[safe: part.place] ?? .notApplicable), rule.kind)
            } + [Shown.text(calculation.value(rule.id, of: person), rule.kind)]
        })
    }
  }

  /// Adds a table of those to whom a bonus applies, and says to how many it does not.
  private mutating func writePaid(
    _ rule: Rule, _ columns: [(title: String, isNumeric: Bool)], _ cells: (Int) -> [String]
  ) {
    let all = calculation.people(paidBy: rule)
    let paid = all.filter { calculation.value(rule.id, of: $0) != .notApplicable }
    if !paid.isEmpty {
      page.table(
        [("Employee", false), ("Name", false)] + columns, paid.map { who($0) + cells($0) })
    }
    let others = all.count - paid.count
    guard others > 0 else { return }
    let more = paid.isEmpty ? "" : "other "
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
    page.paragraph("Each column is what its step adds or takes; together they are the bonus.")
    let columns = bonus.steps.map { (title: Markdown.escaped($0.id), isNumeric: true) }
    writePaid(rule, columns + [(title: "Bonus", isNumeric: true)]) { [calculation] person in
      let effects = StepEffects(calculation.steps[rule.id]?[safe: person] ?? [])
      return bonus.steps.indices.map { Shown.text(effects[$0], .money) }
        + [Shown.text(calculation.value(rule.id, of: person), .money)]
    }
  }

  private mutating func writeShares(_ allocation: AllocationRule, of rule: Rule) {
    page.paragraph(Markdown.escaped(RuleWords.sentence(rule, in: calculation.policy)))
    writePaid(rule, [("Key", true), ("Pool", true), ("Share", true)]) { [calculation] person in
      let part = calculation.allocations[rule.id]?[safe: person].flatMap(\.self)
      return [
        Shown.text(part?.key ?? .notApplicable, allocation.by.kind),
        Shown.text(part?.pool ?? .notApplicable, .money),
        Shown.text(calculation.value(rule.id, of: person), .money),
      ]
    }
  }
}
