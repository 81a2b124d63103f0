import MeritEngine
import MeritModel
import MeritPolicy

/// The sheets of what follows from a review besides money.
struct OutcomeSheets {
  let facts: ReviewFacts

  private var calculation: Calculation { facts.calculation }

  /// Everybody with a checklist: the outcome and each line of it; nil where no plan binds one.
  func promotion(subtitle: String) -> TableSheet? {
    let checklists = bound { rule in
      if case .requires = rule { true } else { false }
    }
    guard !checklists.isEmpty else { return nil }
    let lines = checklists.map { rule in (rule, lineNames(rule)) }
    var columns = PersonColumns.columns
    for (rule, names) in lines {
      columns += [TableColumn(rule.label, width: 22)] + names.map { TableColumn($0, width: 12) }
    }
    let rows = people(with: checklists).map { person in
      PersonColumns.cells(person, of: calculation)
        + lines.flatMap { rule, names in cells(rule, names.count, person) }
    }
    return finished(
      TableSheet(
        name: "Promotion", title: "Promotion", subtitle: subtitle, columns: columns, rows: rows))
  }

  /// Everybody with training or a change of post; nil where no plan binds either.
  func training(subtitle: String) -> TableSheet? {
    let rules = bound { rule in
      if case .requires = rule { false } else { true }
    }
    guard !rules.isEmpty else { return nil }
    let rows = people(with: rules).map { person in
      PersonColumns.cells(person, of: calculation)
        + rules.map { rule in
          let value = value(rule, person)
          return value.text.map { Cell.text(OutcomeWords.shown($0, rule), .wrapped) }
            ?? .value(value, .text)
        }
    }
    return finished(
      TableSheet(
        name: "Training & posts", title: "Training and posts", subtitle: subtitle,
        columns: PersonColumns.columns + rules.map { TableColumn($0.label, width: 36) },
        rows: rows))
  }

  private func finished(_ table: TableSheet) -> TableSheet {
    var table = table
    table.highlights = table.columns.indices.dropFirst(PersonColumns.count).flatMap { column in
      table.values(column).map { range in
        [("eligible", Tone.best), ("pass", .good), ("fail", .poor)].map {
          Highlight(range, .text($0.0, $0.1))
        }
      } ?? []
    }
    return table
  }

  /// The outcomes that plans bind in the period, each once.
  func bound(_ isMeant: (OutcomeRule) -> Bool) -> [Rule] {
    let grain = calculation.cohort.period.grain
    let ids = Set(calculation.policy.plans.flatMap { $0.bindings[grain]?.outcomes ?? [] })
    return ids.sorted().map { calculation.policy[$0] }.filter { rule in
      if case .outcome(let outcome) = rule.body { isMeant(outcome) } else { false }
    }
  }

  private func people(with rules: [Rule]) -> [Int] {
    calculation.cohort.members.filter { person in
      let bound = calculation.binding(of: person)?.outcomes ?? []
      return rules.contains { bound.contains($0.id) }
    }
  }

  private func lineNames(_ rule: Rule) -> [String] {
    guard case .outcome(.requires(let lines, let anyOf)) = rule.body else { return [] }
    return (lines + anyOf).map { $0.label ?? $0.id }
  }

  private func value(_ rule: Rule, _ person: Int) -> Value {
    calculation.binding(of: person)?.outcomes.contains(rule.id) ?? false
      ? calculation.value(rule.id, of: person) : .notApplicable
  }

  private func cells(_ rule: Rule, _ count: Int, _ person: Int) -> [Cell] {
    let lines = calculation.requirements[rule.id]?[safe: person] ?? []
    let whole = value(rule, person)
    return [.value(whole, .text, look: .result)]
      + (0..<count).map { .value(lines[safe: $0] ?? .notApplicable, .text) }
  }
}
