import MeritModel

/// Computes figures of a made-up person exactly, and how each of them moves along one input.
///
/// Between two neighbouring choices (a band, a slab, a limit) every figure moves in one direction;
/// so the choices, written down in order, tell where along the input something changes.
struct Trial {
  let policy: CompiledPolicy
  let track: TrialTrack
  let plan: Plan
  let period: Period
  var facts: [TrialPerson.Fact: Value]
  private(set) var figures: [Moving?]
  private(set) var decisions: [TrialDecision] = []
  /// Whether every choice hangs on something that moves in one direction.
  private(set) var isSure = true

  init(_ person: TrialPerson, _ track: TrialTrack) {
    self.policy = track.layout.policy
    self.track = track
    self.plan = policy.plans[person.plan]
    self.period = person.period
    self.facts = person.facts
    self.figures = Array(repeating: nil, count: policy.rules.count)
  }

  /// Where an expression stands.
  struct Scene {
    let rule: RuleID
    var grain: Grain
    var part = -1
  }

  /// Sets the input to a value.
  mutating func set(_ value: Value) {
    guard let input = track.input else { return }
    figures[input.index] = Moving(value, trend: .rising, slope: .one)
  }

  /// The value of a figure, computed once.
  mutating func figure(_ id: RuleID) throws(TrialFault) -> Moving {
    if let known = figures[id.index] { return known }
    let value = try computed(id)
    figures[id.index] = value
    return value
  }

  private mutating func computed(_ id: RuleID) throws(TrialFault) -> Moving {
    let rule = policy[id]
    switch track.layout.source(of: id) {
    case .given:
      if track.moves[id.index] { throw .beyondOnePerson(id) }
      return Moving(try given(.figure(id)))
    case .withOthers(let own):
      guard track.moves[own.index] else { return Moving(try given(.figure(id))) }
      let value = try figure(own)
      guard value.value.isPresent else { return value }
      let others = Moving(try given(.others(id)))
      return try rounded(try value.plus(others), rule)
    case .computed:
      let shaped = try shape(rule)
      let settled =
        shaped.isSettled || shaped.moving.value.isPresent
        ? shaped.moving : try handled(shaped.moving, rule.handlers)
      let value = try rounded(settled, rule)
      if let range = track.layout.possible[id], let number = value.number,
        !range.contains(number)
      {
        throw .impossible
      }
      return value
    }
  }

  private func given(_ fact: TrialPerson.Fact) throws(TrialFault) -> Value {
    guard let value = facts[fact] else { throw .notGiven(fact) }
    return value
  }

  /// A fact that is no figure.
  func fact(_ fact: TrialPerson.Fact) throws(TrialFault) -> Moving { Moving(try given(fact)) }

  private func rounded(_ moving: Moving, _ rule: Rule) throws(TrialFault) -> Moving {
    guard let rounding = rule.rounding, let number = moving.number else { return moving }
    return Moving(
      .number(try exactly { () throws(ExactError) in try rounding(number) }),
      trend: moving.trend, slope: moving.slope)
  }

  /// What handlers make of an absent value.
  func handled(_ moving: Moving, _ handlers: Handlers) throws(TrialFault) -> Moving {
    let action: HandlerAction?
    switch moving.value {
    case .present: return moving
    case .missing: action = handlers.whenMissing
    case .notApplicable: action = handlers.whenNotApplicable
    }
    switch action {
    case nil: return moving
    case .error: throw .impossible
    case .value(let scalar): return Moving(.present(scalar))
    case .use: preconditionFailure("a rule with substitutes is given, not computed")
    case .missing: return Moving(.missing)
    case .notApplicable, .reweight: return Moving(.notApplicable)
    case .fail, .no: return Moving(.present(.flag(false)))
    }
  }

  /// Writes down a choice that hangs on something that moves.
  mutating func decide(
    _ matter: TrialDecision.Matter, _ choice: Int, _ scene: Scene, by trend: Trend
  ) {
    guard trend != .still else { return }
    if trend == .turning { isSure = false }
    decisions.append(
      TrialDecision(rule: scene.rule, matter: matter, part: scene.part, choice: choice))
  }

  /// Forgets the choices, for another value of the input; `kept` are the figures that stay.
  mutating func restart(with kept: [Moving?]) {
    figures = kept
    decisions.removeAll(keepingCapacity: true)
    isSure = true
  }
}

/// A value as a shape gives it, and whether a handler inside has spoken.
struct TrialShape {
  let moving: Moving
  var isSettled = false

  init(_ moving: Moving, isSettled: Bool = false) {
    self.moving = moving
    self.isSettled = isSettled
  }
}

/// Runs exact arithmetic and turns its fault into one of the trial.
func exactly<Result>(_ work: () throws(ExactError) -> Result) throws(TrialFault) -> Result {
  do { return try work() } catch { throw .arithmetic(error) }
}
