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
    Grains.all.compactMap { plan[$0] }.flatMap { slots -> [String] in
      let scores = (slots["score"]?.texts ?? []).map { "scores/\($0)" }
      let grades = (slots["grade"]?.texts ?? []).map { "grades/\($0)" }
      let outcomes = (slots["outcomes"]?.texts ?? []).map { "outcomes/\($0)" }
      let bonuses = (slots["bonus"]?.texts ?? []).map { name in
        "\(policy.section(of: name) ?? "bonuses")/\(name)"
      }
      return scores + grades + bonuses + outcomes
    }
  }

  private static func named(by definition: JSON, in policy: PolicyText) throws -> [String] {
    let uses = DefinitionUses(of: definition)
    let names = try uses.expressions.flatMap { try Expression.read($0).paths }.map(NamePath.init)
      .filter { !$0.isSlot && !$0.isDate && !$0.isRoster }.map(\.name)
    let named = names.compactMap { name -> String? in
      if let section = policy.section(of: name) { return "\(section)/\(name)" }
      return policy.ranking(named: name).map { "rankings/\($0.ranking)" }
    }
    return named + uses.tables.map { "tables/\($0)" } + uses.tiers.map { "tiers/\($0)" }
  }
}

/// The expressions, tables and tiers that a definition of any shape names.
struct DefinitionUses {
  private(set) var expressions: [String] = []
  private(set) var tables: [String] = []
  private(set) var tiers: [String] = []

  /// The keys whose texts are expressions over the policy's names.
  private static let keys: Set<String> = [
    "formula", "total", "of", "to", "actual", "target", "each", "when", "check", "on", "start",
    "plus", "minus", "times", "atMost", "atLeast", "onlyIf", "among", "by", "appliesWhen", "pool",
    "opening", "add", "take", "floor", "ceiling", "releaseWhen", "use", "reversing", "assert",
  ]

  init(of definition: JSON) {
    // A measure over rows names columns, not definitions, but for what a handler says instead.
    let overRows = definition["percentile"] != nil || definition["rater"] != nil
    collect(definition, except: overRows ? ["of"] : [])
  }

  private mutating func collect(_ json: JSON, except: Set<String> = []) {
    for (key, value) in json.members where !except.contains(key) {
      if let text = value.text {
        if key == "table" {
          tables.append(text)
        } else if key == "tiers" {
          tiers.append(text)
        } else if DefinitionUses.keys.contains(key) {
          expressions.append(text)
        }
      } else if key == "inputs" {
        expressions += value.members.compactMap(\.value.text)
      } else {
        value.items.forEach { collect($0) }
        collect(value)
      }
    }
  }
}
