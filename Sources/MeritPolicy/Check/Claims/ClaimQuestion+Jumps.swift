import MeritModel

extension ClaimQuestion {
  /// What is known of the jumps along an input in one stretch.
  private struct StretchJumps {
    let stretch: ConstantStretch
    let pair: ClaimPair
    /// No edge is worth more; nil where no bound is known.
    let most: Exact?
    var witness: ClaimWitness?
    var found: Exact?
    var people = 0
    var isExact = true
  }

  /// No edge along an input is worth more than a bound.
  func jumps(_ bound: Exact, _ pairs: [ClaimPair]) -> ClaimAnswer {
    var all: [StretchJumps] = []
    for pair in pairs { all += jumps(bound, pair) }
    let failing = all.filter { $0.witness != nil }
    if !failing.isEmpty { return refuted(failing, of: all, bound) }
    let open = all.filter { $0.most.map { $0 > bound } ?? true }
    guard let first = open.first else { return .proved(reason(all)) }
    let stretches = all.map(\.stretch)
    let when = open.map(\.stretch).words(of: stretches)
    let words = words(first.stretch.day)
    let kind = policy[first.pair.result].kind
    let known =
      first.most.map { "the bounds allow a jump of \(words.text($0, kind))" }
      ?? "no bound of the jumps is known"
    let found = first.found.map { ["the largest one found is \(words.text($0, kind))"] } ?? []
    let people = open.reduce(0) { $0 + $1.people }
    return people > 0
      ? .tested(known + when, people: people, notes: found)
      : .undecided(
        known + when + ", and \(name(first.pair.result)) depends on more than one person's period")
  }

  /// The most that one edge is worth in any stretch; nil where no bound is known.
  func mostAtOneEdge(_ pair: ClaimPair) -> Exact? {
    let directions = Directions(
      facts: facts, layout: layout, moving: policy.moving(with: pair.input))
    let bounds = stretches(of: [pair.result], policy[pair.result].grain).map {
      EdgeBounds(facts: facts(in: $0), directions: directions, along: pair.input)
        .greatestJump(of: pair.result)
    }
    return bounds.contains(nil) ? nil : bounds.compactMap { $0 }.max()
  }

  private func jumps(_ bound: Exact, _ pair: ClaimPair) -> [StretchJumps] {
    let track = TrialTrack(layout, along: pair.input)
    let directions = Directions(
      facts: facts, layout: layout, moving: policy.moving(with: pair.input))
    return stretches(of: [pair.result], policy[pair.result].grain).map { stretch in
      let facts = facts(in: stretch)
      let bounds = EdgeBounds(facts: facts, directions: directions, along: pair.input)
      var jumps = StretchJumps(
        stretch: stretch, pair: pair, most: bounds.greatestJump(of: pair.result))
      if jumps.most.map({ $0 > bound }) ?? true { look(bound, facts, track, &jumps) }
      return jumps
    }
  }

  /// Looks for two neighbouring people with a larger jump.
  private func look(
    _ bound: Exact, _ facts: PolicyFacts, _ track: TrialTrack, _ jumps: inout StretchJumps
  ) {
    let pair = jumps.pair
    let range = facts[pair.input].range
    var search = search(facts, track)
    let found = search.best(
      plans: plans(with: [pair.result]), jumps.stretch.last, needing: [pair.result],
      enough: bound
    ) { person in
      let profile = Profile(track, person, of: pair.result, in: range)
      return profile.map { $0.greatestJump?.jump?.size ?? .zero }
    }
    jumps.people = search.tried
    jumps.found = found?.measure
    guard let found, found.measure > bound,
      let profile = Profile(track, found.person, of: pair.result, in: range),
      let edge = profile.edges.first(where: { $0.jump?.size ?? .zero > bound })
    else { return }
    jumps.witness = ClaimWitness(
      person: found.person, result: pair.result, before: .number(edge.before),
      after: .number(edge.at), track: track)
  }

  private func refuted(
    _ failing: [StretchJumps], of all: [StretchJumps], _ bound: Exact
  ) -> ClaimAnswer {
    let stretches = all.map(\.stretch)
    let others = all.filter { $0.witness == nil }.compactMap { jumps -> String? in
      guard let most = jumps.most, most <= bound else { return nil }
      let text = words(jumps.stretch.day).text(most, policy[jumps.pair.result].kind)
      return "in \(jumps.stretch.name) the largest jump is \(text), within the claim"
    }
    let text = words(policy.header.effectiveTo).text(bound, policy[failing[0].pair.result].kind)
    return ClaimAnswer(
      status: .refuted, reason: "(\(text)) fails" + failing.map(\.stretch).words(of: stretches),
      notes: others + (failing[0].witness?.notes ?? []),
      help: largest(failing) + ", or make the step smaller, as between two edges of `\"rows\"`")
  }

  /// The bound to paste, under which the claim holds.
  private func largest(_ failing: [StretchJumps]) -> String {
    let all = failing.map(\.most)
    guard !all.contains(nil), let most = all.compactMap(\.self).max() else {
      return "claim a larger jump with `\"jumpsAtMost\"`"
    }
    return
      "claim the larger jump with `\"jumpsAtMost\": \(policy[failing[0].pair.result].kind.json(most))`"
  }

  private func reason(_ all: [StretchJumps]) -> String {
    guard let largest = all.compactMap(\.most).max(), let first = all.first else {
      return "there is no edge"
    }
    let text = words(first.stretch.day).text(largest, policy[first.pair.result].kind)
    return "no edge is worth more than \(text)"
  }
}
