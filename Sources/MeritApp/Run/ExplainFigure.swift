package import MeritEngine
package import MeritMeasure
package import MeritModel
import MeritPolicy

/// Explains a figure of one person: the value, the rule, what went in, down to the rows.
package struct ExplainFigure {
  let result: PeriodResult
  let text: ExplanationText
  private let levels: Int
  private let rows: (Explanation.Use) throws -> RowProvenance?

  /// Takes in a computed period, how many levels of values are told in full, and how the rows behind
  /// a measure are found.
  package init(
    result: PeriodResult, levels: Int = 1,
    rows: @escaping (Explanation.Use) throws -> RowProvenance?
  ) {
    self.result = result
    self.levels = levels
    self.rows = rows
    self.text = ExplanationText(currency: result.calculation.policy.header.currency)
  }

  /// The explanation in words; a finding where the person or the figure is unknown.
  package func text(employee: String, figure: String?) throws -> Checked<String> {
    let roster = result.input.roster
    guard let person = roster.people.firstIndex(of: employee),
      result.input.cohort.decidingRow[person] != nil
    else { return ofCustomer(employee, figure) ?? unknown(employee) }
    if let figure, let rank = result.calculation.ranks.first(where: { $0.name == figure }) {
      return Checked(rankText(rank, person))
    }
    let names = figure.map { [$0] } ?? ["bonus", "grade", "score"]
    let rules = names.flatMap { self.rules(named: $0, of: person) }
    guard !rules.isEmpty else { return noFigure(figure, person) }
    var tree = ExplanationTree(result: result, text: text, employee: employee, levels: levels)
    var measures: [Explanation.Use] = []
    var lines = [heading(person)]
    if names.contains("bonus") { lines += total(person) }
    for rule in rules {
      let definition = result.calculation.policy[rule]
      guard let subject = subject(of: definition, for: person) else { continue }
      let use = Explanation.Use(
        rule: definition, period: result.input.cohort.period, subject: subject,
        value: result.calculation.value(rule, of: subject))
      if figure != nil { measures.append(use) }
      lines += tree.lines(of: use)
    }
    lines += try rowLines(measures)
    return Checked(lines.joined(separator: "\n") + "\n")
  }

  /// The figures of a customer; nil where no customer has the id.
  private func ofCustomer(_ id: String, _ figure: String?) -> Checked<String>? {
    let cohort = result.input.cohort
    guard let customer = cohort.groups[.customer]?.ids.firstIndex(of: id) else { return nil }
    let rules = result.calculation.policy.rules.filter {
      $0.scope == .customer && $0.grain == cohort.period.grain
        && (figure == nil || $0.name == figure)
    }
    guard !rules.isEmpty else { return noFigure(figure, customer) }
    var tree = ExplanationTree(result: result, text: text, employee: id, levels: levels)
    var lines = ["\(id) in \(cohort.period.name): customer\n"]
    for rule in rules {
      let value = result.calculation.value(rule.id, of: customer)
      let use = Explanation.Use(
        rule: rule, period: cohort.period, subject: customer, value: value)
      lines += tree.lines(of: use)
    }
    return Checked(lines.joined(separator: "\n") + "\n")
  }

  /// A rank: its place, among how many, and by what.
  private func rankText(_ rank: RankColumn, _ person: Int) -> String {
    let calculation = result.calculation
    let own = rank.values[person]
    let ranked = calculation.cohort.members.count { rank.values[$0].isPresent }
    let rule = calculation.policy.rule(
      named: rank.name, grain: calculation.cohort.period.grain)
    var ranking: RankingRule?
    if case .ranking(let body)? = rule?.body { ranking = body }
    let keys = ranking?.keys.map {
      "\($0.of.text), the \($0.highIsBest ? "highest" : "lowest") first"
    }
    var lines = [heading(person)]
    lines.append("\(rank.label) (\(rank.name)): \(own.canonicalOrState)")
    lines.append("  by \((keys ?? ["the score, the highest first"]).joined(separator: "; then "))")
    lines.append("  within: \(text.scope(rank.within)); \(ranked) people have such a rank")
    if let place = rule?.place { lines.append("  rule: \(place)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ person: Int) -> String {
    let cohort = result.input.cohort
    func fact(_ column: String) -> String? {
      result.input.roster.column(column).flatMap { cohort.value($0, of: person).text }
    }
    let facts = [
      fact("name"), fact("role"), fact("team_id").map { "team \($0)" },
      result.calculation.plan(of: person).map { "plan \($0.id)" } ?? "no plan",
    ]
    let id = result.input.roster.people[person]
    return "\(id) in \(cohort.period.name): \(facts.compactMap(\.self).joined(separator: ", "))\n"
  }

  private func rules(named name: String, of person: Int) -> [RuleID] {
    let calculation = result.calculation
    let binding = calculation.binding(of: person)
    switch name {
    case "score": return [binding?.score].compactMap(\.self)
    case "grade": return [binding?.grade].compactMap(\.self)
    case "bonus": return binding?.bonuses ?? []
    default:
      let grain = calculation.cohort.period.grain
      let parts = name.split(separator: ".").map(String.init)
      // `team.sales` is that of the team, as policies name it, also where people have `sales`, too.
      let scope = parts.count > 1 ? Scope(rawValue: parts[0]) : nil
      let base = scope == nil ? parts.first : parts[1]
      let named = calculation.policy.rules.filter {
        $0.grain == grain && $0.name == base && (scope == nil || $0.scope == scope)
      }
      let found = named.isEmpty ? labelled(name, grain) : named
      return (found.first { $0.scope == .employee } ?? found.first).map { [$0.id] } ?? []
    }
  }

  /// The definitions of a label, as reports show them.
  private func labelled(_ label: String, _ grain: Grain) -> [Rule] {
    result.calculation.policy.rules.filter {
      $0.grain == grain && $0.label.lowercased() == label.lowercased()
    }
  }

  /// The rows behind measures that were asked for by name.
  private func rowLines(_ measures: [Explanation.Use]) throws -> [String] {
    var lines: [String] = []
    for measure in measures {
      guard let found = try rows(measure) else { continue }
      lines.append("")
      lines.append("rows counted: \(found.counted.count)\(places(found.counted))")
      for (reason, rows) in found.notCounted.sorted(by: { $0.key < $1.key }) {
        lines.append("rows not counted: \(rows.count), \(reason)\(places(rows))")
      }
    }
    return lines
  }

  /// The first places of a list, each on a line of its own.
  private func places(_ places: [SourcePlace]) -> String {
    let shown = 20
    let lines = places.prefix(shown).map { "\n  \($0)" }.joined()
    return places.count > shown ? lines + "\n  and \(places.count - shown) more" : lines
  }

  private func subject(of rule: Rule, for person: Int) -> Int? {
    switch rule.scope {
    case .employee: person
    case .company: 0
    default: result.input.cohort.groups[rule.scope]?.groupOfPerson[person]
    }
  }

  private func unknown(_ employee: String) -> Checked<String> {
    let people = result.input.cohort.members.map { result.input.roster.people[$0] }
    return Checked(
      nil,
      [
        Diagnostic(
          .employeeUnknown,
          "`\(employee)` is not on the roster in \(result.input.cohort.period.name)",
          help: meant(
            by: employee, among: people,
            else:
              "write the id as in the roster, or another period; `merit rank` shows who is there"))
      ])
  }

  private func noFigure(_ figure: String?, _ person: Int) -> Checked<String> {
    let grain = result.input.cohort.period.grain
    let rules = result.calculation.policy.rules.filter { $0.grain == grain }
    let slots = ["score", "grade", "bonus"]
    // All of them: who does not know the name has nowhere else to look it up.
    let all = slots + Set(rules.map(\.name)).sorted()
    let other = "name a figure of the period: \(all.quoted)"
    let message =
      figure.map { "there is no figure `\($0)` in this period" }
      ?? "the person's plan binds no score, grade or bonus in this period"
    return Checked(
      nil,
      [
        Diagnostic(
          .figureUnknown, message,
          help: nearest(to: figure ?? "", among: all + rules.map(\.label).sorted())
            .map { "did you mean `\($0)`?" } ?? other)
      ])
  }
}
