import MeritEngine
import MeritModel
import MeritPolicy
package import MeritReport

/// What a run says at its end: the period beside the last one, people to look at, and the files.
package struct RunSummary {
  private let result: PeriodResult
  private let now: PeriodSummary
  private let before: PeriodSummary?

  /// Takes in a run and the summary of the period before, where there is one.
  package init(result: PeriodResult, previous: PeriodSummary?) {
    self.result = result
    self.now = PeriodSummary(of: result.calculation)
    self.before = previous
  }

  /// The summary for the terminal.
  package func text(_ request: RunRequest) -> String {
    let ranking = RankTable(
      of: result.calculation, within: .company, top: 5, previous: before
    ).text
    return comparison + problems + earlier + corrections
      + (ranking.isEmpty ? "" : "\n" + ranking) + files(request)
  }

  /// The summary for scripts.
  package func json(_ request: RunRequest) -> JSONValue {
    .object([
      ("period", .text(now.period)), ("paid", .whole(now.paidCount)),
      ("total", JSONValue(now.total?.canonicalText)),
      ("median", JSONValue(now.median?.canonicalText)),
      ("eligible", .array(now.eligible.map(JSONValue.text))),
      (
        "closed", .array((names(.closed) + names(.recomputed)).map(JSONValue.text))
      ), ("computed", .array(names(.computed).map(JSONValue.text))),
      ("corrections", .array(result.corrections.map { .text($0.facts.period) })),
      ("folder", request.isDryRun ? .null : .text(target(request))),
    ])
  }

  /// The period beside the last one.
  package var comparison: String {
    let currency = result.calculation.policy.header.currency
    let facts = ReviewFacts(
      calculation: result.calculation, corrections: result.corrections.map(\.facts))
    var table = TextTable(
      header: ["", before?.period ?? "", now.period],
      numbers: [1, 2])
    func row(_ label: String, _ value: (PeriodSummary) -> String) {
      table.append([label, before.map(value) ?? "", value(now)])
    }
    row("people paid") { String($0.paidCount) }
    row("bonus total, \(currency)") { $0.total.map(Shown.money) ?? "" }
    if let corrected = facts.correctionTotal {
      table.append(["corrections, \(currency)", "", Shown.money(corrected)])
      table.append(["total to pay, \(currency)", "", facts.totalToPay.map(Shown.money) ?? ""])
    }
    row("median of those paid, \(currency)") { $0.median.map(Shown.money) ?? "" }
    let grades = result.calculation.policy.gradeSets.first?.grades.map(\.name) ?? []
    if !grades.isEmpty {
      row("grades \(grades.joined(separator: "/"))") { summary in
        grades.map { String(summary.count(of: $0)) }.joined(separator: "/")
      }
    }
    if result.calculation.hasChecklists {
      row("eligible for promotion") { String($0.eligible.count) }
    }
    return table.text
  }

  /// Everybody whose pay moved by more than 30 % without a cause that is plain to see, by id.
  private var movements: String {
    let facts = ReviewFacts(calculation: result.calculation, previous: before)
    let people = facts.movements.filter(\.needsALook)
    guard !people.isEmpty else { return "" }
    var table = TextTable(header: ["look at", "before", "now"], numbers: [1, 2])
    for person in people.prefix(20) {
      table.append([
        person.employee, person.before.map(Shown.money) ?? "–", person.now.map(Shown.money) ?? "–",
      ])
    }
    let rest = people.count > 20 ? "and \(people.count - 20) more\n" : ""
    return "\n" + table.text + rest
  }

  private var problems: String {
    let rejected = result.input.accounts.reduce(0) {
      $0 + $1.rejected.values.reduce(0, +)
    }
    let rows = result.input.accounts.reduce(0) { $0 + $1.rowsRead }
    let unused = AccountCheck(result.input.accounts, result.calculation.policy).unused
    return "\nrows read \(rows), rejected \(rejected)"
      + (rejected > 0 ? ": see problems.csv" : "") + "\n"
      + (unused.isEmpty
        ? "" : "no row of \(unused.map { "`\($0)`" }.joined(separator: ", ")) counts\n")
  }

  /// The earlier periods that were read, by the way in which they were.
  private var earlier: String {
    PeriodRole.allCases.map { ($0.words, names($0)) }.filter { !$0.1.isEmpty }
      .map { "\($0): \(shortened($1))\n" }.joined()
  }

  private func names(_ role: PeriodRole) -> [String] {
    result.earlier.filter { $0.role == role }.map(\.name)
  }

  /// A line for each closed period that is corrected.
  private var corrections: String {
    result.corrections.map { corrected in
      let facts = corrected.facts
      let people = Set(facts.lines.map(\.employee)).count
      let total = facts.total.map(Shown.money) ?? "…"
      return "correction of \(facts.period): \(total) for \(people) "
        + "\(people == 1 ? "person" : "people"), \(facts.figureCount) figures; "
        + "\(facts.causes.joined(separator: "; "))\n"
    }.joined()
  }

  private func shortened(_ names: [String]) -> String {
    guard names.count > 12, let first = names.first, let last = names.last else {
      return names.joined(separator: " ")
    }
    return "\(first) to \(last), \(names.count) of them"
  }

  private func target(_ request: RunRequest) -> String {
    request.target
  }

  private func files(_ request: RunRequest) -> String {
    if request.isDryRun { return "\nnothing was written (dry run)\n" }
    var names = ["figures.csv", "accounts.csv", "problems.csv", "manifest.json"]
    if request.reports.payroll { names.append("payroll.csv") }
    if request.reports.workbook { names.append("review.xlsx") }
    if request.reports.markdown { names.append("review.md") }
    if request.reports.statements { names.append("statements/") }
    return "\nwrote \(target(request)): \(names.sorted().joined(separator: ", "))\n"
  }
}
