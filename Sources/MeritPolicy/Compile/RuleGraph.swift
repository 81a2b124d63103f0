import MeritModel

/// Which rules read which: by name, through tables and collectors.
struct RuleGraph {
  /// For each rule the rules that it names.
  let named: [[RuleID]]
  /// The same without those that are only read in earlier periods.
  let needed: [[RuleID]]
  /// For each rule the slots that it reads, with the grain.
  let slots: [[SlotUse]]
  let neededSlots: [[SlotUse]]

  struct SlotUse: Hashable {
    let slot: Slot
    let grain: Grain
  }

  /// Gathers the uses of rules; each must stand at the place of its id.
  init(rules: [Rule]) {
    var named: [[RuleID]] = []
    var needed: [[RuleID]] = []
    var slots: [[SlotUse]] = []
    var neededSlots: [[SlotUse]] = []
    for rule in rules {
      var uses = RuleUses(grain: rule.grain)
      uses.add(rule)
      named.append(uses.rules + uses.earlier)
      needed.append(uses.rules)
      slots.append(uses.slots + uses.earlierSlots)
      neededSlots.append(uses.slots)
    }
    self.named = named
    self.needed = needed
    self.slots = slots
    self.neededSlots = neededSlots
  }

  /// Everything that the given rules reach, slots resolved by the plan's own bindings.
  func reach(from start: [RuleID], bindings: [Grain: PlanBinding]) -> Set<RuleID> {
    var reached: Set<RuleID> = []
    var waiting = start
    while let rule = waiting.popLast() {
      guard reached.insert(rule).inserted else { continue }
      waiting += named[rule.index]
      for use in slots[rule.index] { waiting += bindings[use.grain]?.rules(use.slot) ?? [] }
    }
    return reached
  }
}

extension PlanBinding {
  /// The rules that a slot is bound to.
  package func rules(_ slot: Slot) -> [RuleID] {
    switch slot {
    case .score: [score].compactMap { $0 }
    case .grade: [grade].compactMap { $0 }
    case .bonus: bonuses
    }
  }

  /// Everything that is bound.
  var all: [RuleID] { [score, grade].compactMap { $0 } + bonuses + outcomes }
}

/// Gathers what one rule reads.
struct RuleUses {
  private(set) var rules: [RuleID] = []
  /// What `previous` reads: a period that is over, so no ring can close through it.
  private(set) var earlier: [RuleID] = []
  private(set) var slots: [RuleGraph.SlotUse] = []
  private(set) var earlierSlots: [RuleGraph.SlotUse] = []
  private(set) var constants: Set<Int> = []
  private var grain: Grain
  /// The rule whose uses are gathered: its own parts are no need of it.
  private var own: RuleID?

  init(grain: Grain) { self.grain = grain }

  mutating func add(_ rule: Rule) {
    own = rule.id
    for expression in rule.expressions { add(expression.root) }
    if case .measure(let measure) = rule.body, case .total(let member) = measure.shape {
      rules.append(member)
    }
  }

  mutating func add(_ expression: Expression) {
    switch expression {
    case .figure(let rule), .companyTotal(let rule): rules.append(rule)
    case .part(let rule, _): if rule != own { rules.append(rule) }
    case .slot(let slot): slots.append(RuleGraph.SlotUse(slot: slot, grain: grain))
    case .constant(let constant): constants.insert(constant)
    case .collected(_, .parts(let finer), let inner),
      .collected(_, .memberParts(let finer), let inner),
      .collected(_, .customerParts(let finer), let inner),
      .collected(_, .last(_, let finer), let inner):
      let own = grain
      grain = finer
      add(inner)
      grain = own
    case .previous(let inner):
      var before = RuleUses(grain: grain)
      before.add(inner)
      earlier += before.rules + before.earlier
      constants.formUnion(before.constants)
      earlierSlots += before.slots + before.earlierSlots
    default: for part in expression.parts { add(part) }
    }
  }
}

extension Expression {
  /// The expressions directly inside.
  package var parts: [Expression] {
    switch self {
    case .literal, .figure, .part, .slot, .constant, .rosterColumn, .column, .periodStart,
      .periodEnd,
      .memberCount, .companyTotal:
      []
    case .negated(let inner), .not(let inner), .isOneOf(let inner, _),
      .hasState(let inner, _, _), .isWithinHours(let inner, _), .isWorkday(let inner, _),
      .collected(_, _, let inner), .previous(let inner), .streak(let inner),
      .firstTime(let inner):
      [inner]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .monthsBetween(let left, let right), .daysBetween(let left, let right),
      .minutesBetween(let left, let right):
      [left, right]
    case .all(let inner), .any(let inner), .least(let inner), .greatest(let inner): inner
    }
  }
}

extension Rule {
  /// Every expression over figures: of the shape, the condition of the whole, and the substitutes.
  package var expressions: [CompiledExpression] {
    body.expressions + [appliesWhen].compactMap(\.self) + substitutes
  }

  /// The expressions that stand for absent values, of the rule and of its lines.
  package var substitutes: [CompiledExpression] {
    handlers.substitutes + body.substitutes
  }
}

extension RuleBody {
  /// Every expression over figures in the rule, those over rows left out.
  package var expressions: [CompiledExpression] {
    switch self {
    case .measure(let measure): measure.shape.expressions
    case .indicator(let indicator): indicator.expressions
    case .score(let score): score.lines.map(\.of)
    case .grade(let grade): grade.expressions
    case .bonus(let bonus): bonus.steps.flatMap { $0.action.expressions }
    case .allocation(let allocation):
      allocation.pool.expressions + [allocation.onlyIf, allocation.among].compactMap { $0 }
        + [allocation.by]
    case .prize(let prize): prize.order.map(\.of) + [prize.onlyIf].compactMap(\.self)
    case .balance(let balance): balance.expressions
    case .ranking(let ranking): ranking.keys.map(\.of)
    case .outcome(.requires(let lines, let anyOf)): (lines + anyOf).map(\.check)
    case .outcome(.assign(let assignments)): assignments.map(\.when)
    case .outcome(.table(let table)): table.inputs.map(\.of)
    }
  }
}

extension MeasureShape {
  fileprivate var expressions: [CompiledExpression] {
    switch self {
    case .rows(let rows): rows.limitTables?.all.flatMap { $0.inputs.map(\.of) } ?? []
    case .total, .rating: []
    case .ratio(let of, let to, _): [of, to]
    case .formula(let expression): [expression]
    case .lookup(let table): table.inputs.map(\.of)
    }
  }
}

extension IndicatorRule {
  fileprivate var expressions: [CompiledExpression] {
    switch self {
    case .attainment(let attainment): [attainment.actual, attainment.target]
    case .bands(let of, _), .curve(let of, _): [of]
    case .deductions(let deductions): deductions.lines.map(\.each)
    }
  }
}

extension GradeRule {
  fileprivate var expressions: [CompiledExpression] {
    var all = [of] + exceptions.map(\.when)
    if case .quota(let quota) = method { all += quota.order.map(\.of) }
    if let limits { all += limits.order.map(\.of) }
    return all
  }
}

extension StepAction {
  /// The expressions of the step.
  var expressions: [CompiledExpression] {
    switch self {
    case .start(let operand), .plus(let operand), .minus(let operand), .times(let operand),
      .atMost(let operand), .atLeast(let operand):
      operand.expressions
    case .onlyIf(let condition, _): [condition]
    case .guarded(let limits): limits.expressions
    case .prorateByDaysInPlan, .round: []
    }
  }
}

extension BalanceRule {
  /// The expressions of the balance in the order of its ledger.
  package var expressions: [CompiledExpression] {
    passing + [each].compactMap(\.self)
  }

  /// The expressions without which the balance has no value.
  package var passing: [CompiledExpression] {
    var all = [opening, add, take].compactMap(\.self)
    if case .when(let condition)? = release { all.append(condition) }
    return all + [ceiling, floor].compactMap(\.self)
  }
}

extension RuleBody {
  /// The expressions that stand for absent values of the rule's lines.
  fileprivate var substitutes: [CompiledExpression] {
    switch self {
    case .measure(let measure):
      if case .rating(let rating) = measure.shape {
        rating.substitutes
      } else {
        measure.shape.ownHandler?.substitute.map { [$0] } ?? []
      }
    case .indicator(.attainment(let attainment)):
      attainment.whenZero?.substitute.map { [$0] } ?? []
    case .indicator(.deductions(let deductions)):
      deductions.lines.flatMap(\.handlers.substitutes)
    case .score(let score): score.lines.flatMap(\.handlers.substitutes)
    case .grade(let grade): grade.exceptions.flatMap(\.handlers.substitutes)
    case .bonus(let bonus): bonus.steps.flatMap(\.handlers.substitutes)
    case .outcome(.requires(let lines, let anyOf)): (lines + anyOf).flatMap(\.handlers.substitutes)
    case .outcome(.assign(let assignments)): assignments.flatMap(\.handlers.substitutes)
    case .indicator, .allocation, .prize, .balance, .ranking, .outcome: []
    }
  }
}

extension MeasureShape {
  /// What the shape itself says of a value that does not exist.
  package var ownHandler: HandlerAction? {
    switch self {
    case .rows(let rows): rows.whenNoRows
    case .ratio(_, _, let whenZero): whenZero
    case .rating(let rating): rating.whenNoRaters
    case .total, .formula, .lookup: nil
    }
  }
}

extension Operand {
  /// The expressions of the operand.
  var expressions: [CompiledExpression] {
    switch self {
    case .expression(let expression): [expression]
    case .table(let table): table.inputs.map(\.of)
    case .tiers(_, let on, _): [on]
    case .takenBack(let back): [back.on, back.refunds]
    case .each(let inner, let price): inner.expressions + [price]
    }
  }
}
