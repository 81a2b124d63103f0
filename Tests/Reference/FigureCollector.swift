/// One figure without its subject and period.
struct Figure {
  let name: String
  let kind: String
  let value: Value
}

/// Collects the figures of a period in no particular order.
struct FigureCollector {
  let evaluation: Evaluation
  let period: Period
  private let policy: PolicyText

  init(evaluation: Evaluation, period: Period) throws {
    self.evaluation = evaluation
    self.period = period
    policy = try evaluation.policy(in: period)
  }

  func lines() throws -> [[String]] {
    var lines: [[String]] = []
    for section in ["measures", "adjustments", "ratings"] { lines += try ofEverybody(section) }
    for section in ["indicators", "scores", "grades", "prizes", "balances"] {
      lines += try ofGroups(section)
    }
    for id in try evaluation.people(in: period).ids {
      lines += try ofPlan(id).map { line($0, .employee(id)) }
    }
    for (id, figures) in try evaluation.scoreRanks(in: period) {
      lines += figures.map { line($0, .employee(id)) }
    }
    return try lines + rankings()
  }

  private func line(_ figure: Figure, _ subject: Subject) -> [String] {
    [
      subject.scope, subject.id, period.name, figure.name, figure.kind, figure.value.state,
      figure.value.text,
    ]
  }

  private static func kind(_ section: String, _ definition: JSON) -> String {
    switch section {
    case "indicators", "scores": return "points"
    case "grades": return "grade"
    case "bonuses", "allocations", "prizes": return "money"
    case "balances": return definition["kind"]?.text ?? "money"
    case "ratings": return definition["kind"]?.text ?? "points"
    default: return definition["kind"]?.text ?? "choice"
    }
  }

  private func ofEverybody(_ section: String) throws -> [[String]] {
    var lines: [[String]] = []
    for (name, definition) in policy.members(section)
    where policy.has(definition, grain: period.grain) {
      for scope in definition["for"]?.texts ?? ["employee"] {
        lines += try values(section, name, definition, for: scope)
      }
    }
    return lines
  }

  /// What customers and groups have of the sections that people have by their plans.
  private func ofGroups(_ section: String) throws -> [[String]] {
    var lines: [[String]] = []
    for (name, definition) in policy.members(section)
    where policy.has(definition, grain: period.grain) {
      for scope in definition["for"]?.texts ?? [] where scope != "employee" {
        lines += try values(section, name, definition, for: scope)
      }
    }
    return lines
  }

  private func values(
    _ section: String, _ name: String, _ definition: JSON, for scope: String
  ) throws -> [[String]] {
    try evaluation.people(in: period).subjects(of: scope).flatMap { subject in
      try figures(section, name, definition, of: subject, paidBy: nil).map { line($0, subject) }
    }
  }

  /// The figures of one definition for one subject, its steps or parts included.
  private func figures(
    _ section: String, _ name: String, _ definition: JSON, of subject: Subject, paidBy plan: String?
  ) throws -> [Figure] {
    let use = Use(section: section, name: name, subject: subject, period: period, plan: plan)
    let kind = FigureCollector.kind(section, definition)
    let value = try evaluation.value(of: use)
    var figures = [Figure(name: name, kind: kind, value: value)]
    if section == "bonuses" {
      figures += try evaluation.bonus(use).steps.map {
        Figure(name: "\(name).\($0.id)", kind: "money", value: $0.value)
      }
    }
    if section == "balances" {
      figures += try evaluation.balance(use).parts.map {
        Figure(name: "\(name).\($0.key)", kind: kind, value: $0.value)
      }
    }
    return figures
  }

  private func ofPlan(_ id: String) throws -> [Figure] {
    guard let plan = try evaluation.plan(of: id, in: period) else { return [] }
    var found: [Figure] = []
    for section in [
      "indicators", "scores", "grades", "bonuses", "allocations", "prizes", "balances",
    ] {
      for (name, definition) in policy.members(section)
      where policy.has(definition, grain: period.grain)
        && (definition["for"]?.texts ?? ["employee"]).contains("employee")
      {
        let use = Use(section: section, name: name, subject: .employee(id), period: period)
        guard try evaluation.reaches(use) else { continue }
        found += try figures(section, name, definition, of: .employee(id), paidBy: nil)
      }
    }
    for use in try evaluation.besides(plan, id, period) {
      let definition = try evaluation.definition(of: use)
      guard policy.has(definition, grain: period.grain) else { continue }
      found += try figures(use.section, use.name, definition, of: use.subject, paidBy: use.plan)
    }
    return try found + bound(by: plan, id)
  }

  private func bound(by plan: JSON, _ id: String) throws -> [Figure] {
    let slots = plan[period.grain] ?? .null
    // A plan that is held besides may pay where the deciding one binds nothing.
    let isPaidBesides = try !evaluation.besides(plan, id, period).isEmpty
    var figures: [Figure] = []
    for (slot, kind) in [("score", "points"), ("grade", "grade"), ("bonus", "money")]
    where slots[slot] != nil || (slot == "bonus" && isPaidBesides) {
      let value = try evaluation.slot(slot, of: id, in: period)
      figures.append(Figure(name: slot, kind: kind, value: value))
    }
    for name in slots["outcomes"]?.texts ?? [] {
      let use = Use(section: "outcomes", name: name, subject: .employee(id), period: period)
      figures += try evaluation.outcome(use)
    }
    return figures
  }

  private func rankings() throws -> [[String]] {
    var lines: [[String]] = []
    for (name, definition) in policy.members("rankings")
    where policy.has(definition, grain: period.grain) {
      for within in definition["within"]?.texts ?? [] {
        for (id, value) in try evaluation.ranking(name, within, in: period) {
          let figure = Figure(name: "rank_\(name)_\(within)", kind: "count", value: value)
          lines.append(line(figure, .employee(id)))
        }
      }
    }
    return lines
  }
}
