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
    return comparison + rows + earlier + corrections + owing
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

  /// Where the rows went, the people whom no list knows, and the inputs of which no row counts.
  private var rows: String {
    let accounts = result.accounts
    let (unused, refused) = (reasons(accounts, \.notUsed), reasons(accounts, \.rejected))
    var text = "\nrows read \(accounts.reduce(0) { $0 + $1.rowsRead })"
    text += ", used \(accounts.reduce(0) { $0 + $1.rowsUsed })"
    text += ", not used \(unused.rows)\(unused.words), rejected \(refused.rows)\(refused.words)"
    text += (refused.rows > 0 || !strangers.isEmpty ? ": see problems.csv" : "") + "\n"
    for stranger in strangers.prefix(Self.mostStrangers) { text += "  \(stranger)\n" }
    if strangers.count > Self.mostStrangers {
      text += "  and \(strangers.count - Self.mostStrangers) more\n"
    }
    let empty = AccountCheck(accounts, result.calculation.policy).unused
    if !empty.isEmpty { text += "no row counts of: \(empty.joined(separator: ", "))\n" }
    return text
  }

  private static let mostStrangers = 5

  /// Whom rows name and no list has, with the money in the rows.
  private var strangers: [String] {
    result.input.problems.filter { $0.code == .unknownOwner }.map(\.message)
  }

  /// How many rows of all files have a reason, and the reasons with their rows, most first.
  private func reasons(
    _ accounts: [ConservationAccount], _ part: KeyPath<ConservationAccount, [String: Int]>
  ) -> (rows: Int, words: String) {
    let all = accounts.reduce(into: [:]) { all, account in
      all.merge(account[keyPath: part], uniquingKeysWith: +)
    }
    let words = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    let total = all.values.reduce(0, +)
    return (total, words.isEmpty ? "" : " (\(words.joined(separator: ", ")))")
  }

  /// Those whose pay and corrections come to less than nothing.
  private var owing: String {
    let pay = facts.toPay
    let below = pay.belowZero.compactMap { id in pay[id].map { "\(id) \(Shown.money($0))" } }
    return below.isEmpty ? "" : "less than nothing to pay: \(below.joined(separator: ", "))\n"
  }

  private var facts: ReviewFacts {
    ReviewFacts(calculation: result.calculation, corrections: result.corrections.map(\.facts))
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
    }.joined() + paidElsewhere
  }

  /// Of corrections that the run of an open period before pays, too.
  private var paidElsewhere: String {
    let calendar = result.calculation.policy.header.calendar
    let own = result.calculation.cohort.period
    guard
      let corrected = result.corrections.compactMap({ calendar.period(named: $0.facts.period) })
        .first
    else { return "" }
    // Every closed period after a corrected one is computed once more, and so is known here.
    let closed = Set(names(.closed) + names(.recomputed))
    let between = sequence(first: calendar.previous(own)) { calendar.previous($0) }
      .prefix { corrected.end < $0.start }
    guard let first = between.last(where: { !closed.contains($0.name) }) else { return "" }
    return "\(first.name) is not closed, so its own payroll has these corrections, too: close it "
      + "first, then run \(own.name) again\n"
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
    if request.reports.payroll, request.knownOn == nil { names.append("payroll.csv") }
    if request.reports.workbook { names.append("review.xlsx") }
    if request.reports.markdown { names.append("review.md") }
    if request.reports.statements { names.append("statements/") }
    return "\nwrote \(target(request)): \(names.sorted().joined(separator: ", "))\n"
  }
}
