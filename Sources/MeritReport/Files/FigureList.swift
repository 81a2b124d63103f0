import MeritEngine
import MeritModel
import MeritPolicy

/// Lists which figures a period has, for whom, in the order of figures.csv.
struct FigureList: Sendable {
  private let calculation: Calculation
  private let grain: Grain

  init(of calculation: Calculation) {
    self.calculation = calculation
    self.grain = calculation.cohort.period.grain
  }

  /// The figures of people under a plan, by its place; nil for people without one.
  func columns(plan place: Int?) -> [FigureColumn] {
    let plan = place.map { calculation.policy.plans[$0] }
    let rules = calculation.policy.rules.filter { rule in
      rule.grain == grain && rule.scope == .employee && isGiven(rule, under: plan)
    }
    let columns = rules.flatMap(columns) + slots(plan) + ranks(plan)
    return columns.sorted { precedes($0.name, $1.name) }
  }

  /// The figures of a person: those of the plan, and of bonuses that other plans pay in the period.
  func columns(of person: Int, plan own: [FigureColumn]) -> [FigureColumn] {
    guard calculation.otherPay[person] != nil else { return own }
    let known = Set(own.map(\.name))
    let others = calculation.unboundPay(of: person).map { calculation.policy[$0.bonus] }
      .flatMap(columns).filter { !known.contains($0.name) }
    guard !others.isEmpty else { return own }
    let slot = FigureColumn(name: "bonus", kind: "money", source: .slot(.bonus))
    let bonus = known.contains("bonus") ? [] : [slot]
    return (own + others + bonus).sorted { precedes($0.name, $1.name) }
  }

  /// The figures of groups of a scope.
  func columns(scope: Scope) -> [FigureColumn] {
    calculation.policy.rules
      .filter { $0.grain == grain && $0.scope == scope && calculation.columns[$0.id.index] != nil }
      .flatMap(columns)
      .sorted { precedes($0.name, $1.name) }
  }

  private func isGiven(_ rule: Rule, under plan: Plan?) -> Bool {
    switch rule.body {
    case .measure: true
    case .ranking: false
    case .outcome: plan?.bindings[grain]?.outcomes.contains(rule.id) ?? false
    case .indicator, .score, .grade, .bonus, .allocation, .prize, .balance:
      plan?.reached.contains(rule.id) ?? false
    }
  }

  private func columns(of rule: Rule) -> [FigureColumn] {
    let whole = FigureColumn(name: rule.name, kind: kind(of: rule), source: .rule(rule.id))
    switch rule.body {
    case .bonus(let bonus):
      return [whole]
        + bonus.steps.enumerated().map { place, step in
          FigureColumn(
            name: "\(rule.name).\(step.id)", kind: "money", source: .step(rule.id, place))
        }
    case .balance:
      return [whole]
        + BalancePart.allCases.map { part in
          FigureColumn(
            name: "\(rule.name).\(part.rawValue)", kind: rule.kind.name,
            source: .balance(rule.id, part.place))
        }
    case .outcome(.requires(let lines, let alternatives)):
      return [whole]
        + (lines + alternatives).enumerated().map { place, line in
          FigureColumn(
            name: "\(rule.name).\(line.id)", kind: "choice", source: .requirement(rule.id, place))
        }
    default: return [whole]
    }
  }

  private func kind(of rule: Rule) -> String {
    switch rule.body {
    case .measure, .balance: rule.kind.name
    case .ranking: "count"
    case .indicator, .score: "points"
    case .grade: "grade"
    case .bonus, .allocation, .prize: "money"
    case .outcome(.assign): "text"
    case .outcome(.requires), .outcome(.table): "choice"
    }
  }

  private func slots(_ plan: Plan?) -> [FigureColumn] {
    guard let binding = plan?.bindings[grain] else { return [] }
    return [
      binding.score.map { _ in FigureColumn(name: "score", kind: "points", source: .slot(.score)) },
      binding.grade.map { _ in FigureColumn(name: "grade", kind: "grade", source: .slot(.grade)) },
      binding.bonuses.isEmpty
        ? nil : FigureColumn(name: "bonus", kind: "money", source: .slot(.bonus)),
    ].compactMap(\.self)
  }

  // The ranks by score are given where the plan binds a score, the policy's own for everybody.
  private func ranks(_ plan: Plan?) -> [FigureColumn] {
    let bindsScore = plan?.bindings[grain]?.score != nil
    return calculation.ranks.enumerated().compactMap { place, rank in
      let isByScore = rank.name == "rank_\(rank.within.rawValue)"
      guard !isByScore || bindsScore else { return nil }
      return FigureColumn(name: rank.name, kind: "count", source: .rank(place))
    }
  }
}
