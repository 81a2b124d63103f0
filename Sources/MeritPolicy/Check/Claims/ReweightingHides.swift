import MeritModel

/// P720 and P724: what it hides that a line leaves the weights where it has no value.
struct ReweightingHides {
  /// A line that leaves, and the figure whose absence lets it.
  private struct Leaver {
    let line: WeightLine
    let figure: RuleID
  }

  /// What a value costs whom.
  private struct Example {
    let leaver: Leaver
    let result: RuleID
    let witness: ClaimWitness
    let loss: Exact
  }

  let question: ClaimQuestion
  let findings: FindingCollector

  private var facts: PolicyFacts { question.facts }
  private var policy: CompiledPolicy { question.policy }

  func run() {
    missing()
    // One example makes the point; the other lines are named with it.
    var weaker: Example?
    for plan in policy.plans.indices {
      for grain in policy.plans[plan].bindings.keys.sorted() {
        guard let score = policy.plans[plan].bindings[grain]?.score else { continue }
        guard let found = cliff(score, plan, grain) else { continue }
        if found.result != score { return report(found) }
        weaker = weaker ?? found
      }
    }
    if let weaker { report(weaker) }
  }

  /// A line that leaves where its data are missing: nobody sees that they are.
  private func missing() {
    for rule in policy.rules {
      guard case .score(let score) = rule.body else { continue }
      let context = facts.context(rule)
      for line in score.lines where line.handlers.whenMissing == .reweight {
        guard let reason = facts.absence(line.of, context).missing,
          let rest = try? .one - line.weight
        else { continue }
        findings.report(
          .missingReweighted, in: line.of, at: reason.subject,
          "where `\(line.of.text)` is missing (\(reason.why)), the other "
            + "\(Kind.percent.text(rest)) decide alone and nobody is told",
          help: "write `\"whenMissing\": \"error\"` to stop the run instead")
      }
    }
  }

  /// Somebody without a value against the same person with an ordinary one; in pay if possible.
  private func cliff(_ score: RuleID, _ plan: Int, _ grain: Grain) -> Example? {
    let leavers = self.leavers(score, plan)
    guard !leavers.isEmpty, let scene = scene(plan, grain, score) else { return nil }
    let examples = leavers.compactMap { leaver in
      ReweightingCliff(leaver: leaver.figure, scene: scene, result: score)?.ordinaryLoss
        .map { (leaver: leaver, loss: $0) }
    }
    guard let worst = examples.max(by: { $0.loss < $1.loss })?.leaver else { return nil }
    let bonuses = policy.plans[plan].bindings[grain]?.bonuses ?? []
    for bonus in bonuses where question.layout.reach(of: bonus, plan: plan).contains(score) {
      guard let cliff = ReweightingCliff(leaver: worst.figure, scene: scene, result: bonus),
        let (witness, loss) = cliff.greatest
      else { continue }
      return Example(leaver: worst, result: bonus, witness: witness, loss: loss)
    }
    guard let cliff = ReweightingCliff(leaver: worst.figure, scene: scene, result: score),
      let (witness, loss) = cliff.ordinary
    else { return nil }
    return Example(leaver: worst, result: score, witness: witness, loss: loss)
  }

  private func scene(_ plan: Int, _ grain: Grain, _ score: RuleID) -> ReweightingCliff.Scene? {
    let bonuses = policy.plans[plan].bindings[grain]?.bonuses ?? []
    guard let stretch = question.stretches(of: [score] + bonuses, grain).first else { return nil }
    let people = TrialPeople(facts: facts, track: TrialTrack(question.layout))
    guard var person = start(people, plan, stretch.last, score, bonuses) else { return nil }
    let present = ([score] + bonuses).filter { people.has([$0], person) }
    let reach = ([score] + bonuses).reduce(into: Set<RuleID>()) { reach, result in
      reach.formUnion(question.layout.reach(of: result))
    }
    var lifting: [RuleID] = []
    for fact in person.facts.keys.sorted() {
      guard case .figure(let rule) = fact, policy[rule].kind.isNumeric else { continue }
      let directions = Directions(
        facts: facts, layout: question.layout, moving: policy.moving(with: rule), reach: reach)
      if directions[score].trend == .rising { lifting.append(rule) }
      let paid = bonuses.reduce(Direction.still) { $0.joined(with: directions[$1]) }
      guard let number = people.best(of: rule, directions[score].trend, paid.trend) else {
        continue
      }
      var other = person
      other.facts[fact] = .number(number)
      // A change that leaves nothing to divide by, say, takes a result away.
      if people.has(present, other) { person = other }
    }
    var middling = person
    for rule in lifting {
      middling.facts[.figure(rule)] = people.start(of: rule, .middle).map(Value.number)
    }
    let open = lifting.filter { facts[$0].range.greatest == nil }
    return ReweightingCliff.Scene(
      person: person, middling: middling, score: score, facts: facts, layout: question.layout,
      lifting: open + lifting.filter { !open.contains($0) })
  }

  /// Somebody who has a score to begin with.
  private func start(
    _ people: TrialPeople, _ plan: Int, _ period: Period, _ score: RuleID, _ bonuses: [RuleID]
  ) -> TrialPerson? {
    for level in TrialPeople.Level.allCases {
      let person =
        people.person(plan, period, level, needing: [score] + bonuses)
        ?? people.person(plan, period, level, needing: [score])
      if let person, people.has([score], person) { return person }
    }
    return nil
  }

  /// The lines that leave, each with a figure whose absence lets it.
  private func leavers(_ score: RuleID, _ plan: Int) -> [Leaver] {
    var found: [Leaver] = []
    for id in question.layout.reach(of: score, plan: plan).sorted() {
      guard case .score(let rule) = policy[id].body else { continue }
      for line in rule.lines where line.handlers.whenNotApplicable == .reweight {
        guard let figure = absentFigure(line, plan) else { continue }
        found.append(Leaver(line: line, figure: figure))
      }
    }
    return found
  }

  /// The row measure whose absence lets the line leave; it has a middle to be ordinary.
  private func absentFigure(_ line: WeightLine, _ plan: Int) -> RuleID? {
    guard case .figure(let start) = line.of.root else { return nil }
    return question.layout.reach(of: start, plan: plan).sorted().first { id in
      let fact = facts[id]
      return question.layout.source(of: id) == .given && fact.absence.notApplicable != nil
        && fact.range.least != nil && fact.range.greatest != nil && policy[id].kind.isNumeric
    }
  }

  private func report(_ example: Example) {
    let words = question.words(example.witness.person.period.end)
    let line = example.leaver.line.of
    findings.report(
      .notApplicableCliff, in: line, at: nil,
      "`\(line.text)` leaves the weights where it is not applicable: an ordinary value of "
        + "\(question.name(example.leaver.figure)) can cost "
        + words.text(example.loss, policy[example.result]),
      notes: example.witness.remarks + others(than: example.leaver),
      help: "give the line a value of its own, as in `\"whenNotApplicable\": 60`, "
        + "or leave it if that is meant")
  }

  /// The other lines that leave.
  private func others(than leaver: Leaver) -> [String] {
    var names: [String] = []
    for rule in policy.rules {
      guard case .score(let score) = rule.body else { continue }
      for line in score.lines
      where line.handlers.whenNotApplicable == .reweight
        && line.of.place.pointer != leaver.line.of.place.pointer
        && !names.contains("`\(line.of.text)`")
      {
        names.append("`\(line.of.text)`")
      }
    }
    guard !names.isEmpty else { return [] }
    let rest = names.count > 4 ? " and \(names.count - 4) more" : ""
    return ["the same can hold of \(names.prefix(4).joined(separator: ", "))\(rest)"]
  }
}
