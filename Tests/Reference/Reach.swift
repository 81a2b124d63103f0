/// Which definitions each plan reaches, by section and name.
struct Reach {
  private var byPlan: [String: Set<String>] = [:]

  init(policy: PolicyText) throws {
    for plan in policy.plans {
      var found: Set<String> = []
      var open = Reach.bound(by: plan, in: policy)
      while let next = open.popLast() {
        guard found.insert(next).inserted else { continue }
        let parts = next.components(around: "/")
        open += try Reach.named(by: policy.need(parts[0], parts[1]), in: policy)
      }
      byPlan[try plan.needText("id")] = found
    }
  }

  func plan(_ plan: String, reaches section: String, _ name: String) -> Bool {
    byPlan[plan]?.contains("\(section)/\(name)") ?? false
  }

  private static func bound(by plan: JSON, in policy: PolicyText) -> [String] {
    ["month", "quarter", "year"].compactMap { plan[$0] }.flatMap { slots -> [String] in
      let scores = (slots["score"]?.texts ?? []).map { "scores/\($0)" }
      let grades = (slots["grade"]?.texts ?? []).map { "grades/\($0)" }
      let outcomes = (slots["outcomes"]?.texts ?? []).map { "outcomes/\($0)" }
      let bonuses = (slots["bonus"]?.texts ?? []).map { name in
        policy.definition("bonuses", name) == nil ? "allocations/\(name)" : "bonuses/\(name)"
      }
      return scores + grades + bonuses + outcomes
    }
  }

  private static func named(by definition: JSON, in policy: PolicyText) throws -> [String] {
    let uses = DefinitionUses(of: definition)
    let names = try uses.expressions.flatMap { try Expression.read($0).paths }
      .filter { $0[0] != "roster" && ["start", "end", "score", "grade", "bonus"].allNot($0) }
      .compactMap(\.last)
    let named = names.compactMap { name in policy.section(of: name).map { "\($0)/\(name)" } }
    return named + uses.tables.map { "tables/\($0)" } + uses.tiers.map { "tiers/\($0)" }
  }
}

extension [String] {
  /// Whether a path is none of these ends behind a qualifier.
  fileprivate func allNot(_ path: [String]) -> Bool {
    path.count == 1 || !contains(path[path.count - 1])
  }
}

/// The expressions, tables and tiers that a definition of any shape names.
struct DefinitionUses {
  private(set) var expressions: [String] = []
  private(set) var tables: [String] = []
  private(set) var tiers: [String] = []

  private static let keys = [
    "formula", "total", "of", "to", "actual", "target", "each", "when", "check", "on", "start",
    "plus", "minus", "times", "atMost", "atLeast", "onlyIf", "among", "by",
  ]
  private static let parts = [
    "ratio", "attainment", "bands", "curve", "deductions", "pool", "plus", "minus", "times",
    "start", "atMost", "atLeast", "quota",
  ]
  private static let lists = [
    "lines", "weights", "exceptions", "steps", "requires", "anyOf", "assign", "order",
  ]

  init(of definition: JSON) {
    let isRowMeasure = definition["percentile"] != nil
    if !isRowMeasure { collect(definition) }
  }

  private mutating func collect(_ json: JSON) {
    for (key, value) in json.members {
      if let text = value.text {
        if key == "table" {
          tables.append(text)
        } else if key == "tiers" {
          tiers.append(text)
        } else if DefinitionUses.keys.contains(key), isExpression(text, at: key, in: json) {
          expressions.append(text)
        }
      } else if DefinitionUses.parts.contains(key) {
        collect(value)
      } else if DefinitionUses.lists.contains(key) {
        value.items.forEach { collect($0) }
      } else if key == "inputs" {
        expressions += value.members.compactMap(\.value.text)
      }
    }
  }

  /// Limits of exceptions are grades, limits of indicators are plain amounts.
  private func isExpression(_ text: String, at key: String, in json: JSON) -> Bool {
    guard key == "atMost" || key == "atLeast" else { return true }
    return json["when"] == nil && json["actual"] == nil && json["startAt"] == nil
      && json["each"] == nil
  }
}
