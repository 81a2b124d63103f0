import MeritModel

/// How a value moves for everybody while an input grows, whatever the other inputs are.
struct Direction: Hashable {
  var trend: Trend
  /// Whether the value can appear or vanish with the input.
  var isPresenceMoved = false

  static let still = Direction(trend: .still)
  static let rising = Direction(trend: .rising)
  static let turning = Direction(trend: .turning)

  var isStill: Bool { trend == .still && !isPresenceMoved }
  /// Whether the value never falls and never appears or vanishes.
  var neverFalls: Bool { !isPresenceMoved && (trend == .still || trend == .rising) }

  /// The direction of something that both push on.
  func joined(with other: Direction) -> Direction {
    Direction(
      trend: trend.joined(with: other.trend),
      isPresenceMoved: isPresenceMoved || other.isPresenceMoved)
  }

  var turned: Direction { Direction(trend: trend.turned, isPresenceMoved: isPresenceMoved) }

  /// The direction of a product with numbers of a range.
  func times(_ range: ValueRange) -> Direction {
    if trend == .still || range == .exactly(.zero) {
      return Direction(trend: .still, isPresenceMoved: isPresenceMoved)
    }
    if !range.canBeNegative { return self }
    if let greatest = range.greatest, greatest <= .zero { return turned }
    return Direction(trend: .turning, isPresenceMoved: isPresenceMoved)
  }
}

/// The directions of all rules while some figures move.
struct Directions {
  let facts: PolicyFacts
  private(set) var rules: [Direction]

  var policy: CompiledPolicy { facts.policy }

  /// Composes directions upward from the figures that move; those count as given.
  ///
  /// `reach` holds whatever the rules read that are asked for; nil where all may be.
  init(
    facts: PolicyFacts, layout: TrialLayout, moving: [RuleID: Direction],
    reach: Set<RuleID>? = nil
  ) {
    self.facts = facts
    let marks = layout.dependents(of: Array(moving.keys))
    self.rules = Array(repeating: .still, count: facts.policy.rules.count)
    for (rule, direction) in moving { rules[rule.index] = direction }
    for id in facts.policy.order
    where marks[id.index] && moving[id] == nil && reach?.contains(id) ?? true {
      let direction = self.direction(of: facts.policy[id])
      if !direction.isStill { rules[id.index] = direction }
    }
  }

  subscript(rule: RuleID) -> Direction { rules[rule.index] }

  /// The rules of those that a result reads in which the direction turns: what rises among their
  /// own inputs alone lowers them.
  func turns(before result: RuleID, _ layout: TrialLayout, plan: Int? = nil) -> [RuleID] {
    layout.reach(of: result, plan: plan).sorted().filter { id in
      guard !self[id].neverFalls else { return false }
      var rising = self
      let falling = layout.reads(id, plan: plan).filter { !self[$0].neverFalls }
      for read in falling { rising.rules[read.index] = .still }
      return falling.isEmpty || !rising.direction(of: policy[id]).neverFalls
    }
  }
}

extension CompiledPolicy {
  /// The figures that grow with a figure of one person: itself, and the group's value of the same
  /// definition, which counts the same rows.
  func moving(with input: RuleID) -> [RuleID: Direction] {
    var moving: [RuleID: Direction] = [input: .rising]
    let name = self[input].name
    for rule in rules where rule.name == name && rule.id != input {
      guard rule.grain == self[input].grain, self[input].scope == .employee else { continue }
      switch rule.measure?.shape {
      case .rows(let rows):
        let isSum = rows.function == .sum || rows.function == .count
        moving[rule.id] = isSum ? .rising : .turning
      default: continue
      }
    }
    return moving
  }
}
