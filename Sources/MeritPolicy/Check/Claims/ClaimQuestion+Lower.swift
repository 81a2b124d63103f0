import MeritModel

extension ClaimQuestion {
  /// More of an input never lowers a result: by direction, else two people are looked for.
  func neverLower(_ pairs: [ClaimPair]) -> ClaimAnswer {
    var answers: [ClaimAnswer] = []
    for pair in pairs {
      let directions = Directions(
        facts: facts, layout: layout, moving: policy.moving(with: pair.input))
      if directions[pair.result].neverFalls { continue }
      let answer = lower(pair, directions)
      if answer.status == .refuted { return answer }
      answers.append(answer)
    }
    if let open = answers.first { return open }
    return .proved("more \(name(pairs[0].input)) never lowers \(name(pairs[0].result))")
  }

  private func lower(_ pair: ClaimPair, _ directions: Directions) -> ClaimAnswer {
    let all = stretches(of: [pair.result], policy[pair.result].grain)
    let track = TrialTrack(layout, along: pair.input)
    var failing: [ConstantStretch] = []
    var witness: ClaimWitness?
    var people = 0
    for stretch in all {
      let facts = facts(in: stretch)
      var search = search(facts, track)
      let found = search.best(
        plans: plans(with: [pair.result]), stretch.last, needing: [pair.result], enough: .zero,
        first: witness?.person
      ) { person in
        Profile(track, person, of: pair.result, in: facts[pair.input].range)?.greatestFall?.size
      }
      people += search.tried
      guard let found, found.measure > .zero else { continue }
      failing.append(stretch)
      witness = witness ?? self.witness(found.person, pair, facts, track)
    }
    guard let witness else { return undecided(pair, directions, people) }
    let turns = directions.turns(before: pair.result, layout, plan: witness.person.plan)
    return ClaimAnswer(
      status: .refuted, reason: "fails" + failing.words(of: all), notes: witness.notes,
      help: turns.isEmpty
        ? "change the rule of `\(policy[pair.result].name)`"
        : "change \(turns.map { policy[$0].figureName }.quoted), where more begins to give less")
  }

  private func witness(
    _ person: TrialPerson, _ pair: ClaimPair, _ facts: PolicyFacts, _ track: TrialTrack
  ) -> ClaimWitness? {
    guard let profile = Profile(track, person, of: pair.result, in: facts[pair.input].range),
      let fall = profile.greatestFall
    else { return nil }
    return ClaimWitness(
      person: person, result: pair.result, before: .number(fall.before),
      after: .number(fall.after), track: track
    ).nearest(profile.step)
  }

  private func undecided(
    _ pair: ClaimPair, _ directions: Directions, _ people: Int
  ) -> ClaimAnswer {
    let turning = directions.turns(before: pair.result, layout).map(name)
    let why =
      turning.isEmpty
      ? "the direction is not known"
      : "the direction turns in \(turning.joined(separator: ", "))"
    guard people == 0 else { return .tested(why, people: people) }
    return .undecided(why + ", and \(name(pair.result)) depends on more than one person's period")
  }

  /// One more row never lowers results: first what the row does to each measure, then by direction.
  func neverLower(_ results: [RuleID], adding row: ClaimedRow) -> ClaimAnswer {
    let moving = RowEffect(facts: facts, row: row).directions
    let directions = Directions(facts: facts, layout: layout, moving: moving)
    let table = policy.inputs[row.table].name
    for result in results where !directions[result].neverFalls {
      let turns = directions.turns(before: result, layout)
      let reasons = turns.map { turn in
        let direction = directions[turn]
        return direction.isPresenceMoved
          ? "\(name(turn)) can appear or vanish" : "\(name(turn)) can fall"
      }
      return .undecided(
        reasons.isEmpty
          ? "one more row of `\(table)` can lower \(name(result))"
          : "with one more row of `\(table)` \(reasons.joined(separator: ", "))")
    }
    return .proved("one more such row of `\(table)` never lowers it")
  }
}

extension Profile {
  /// A place at which more gives less: two neighbouring numbers, or both ends of a falling piece.
  struct Fall {
    let before: Exact
    let after: Exact
    /// What is lost, above zero.
    let size: Exact
  }

  /// The greatest fall; nil where the result never falls.
  var greatestFall: Fall? {
    let jumps = edges.compactMap { edge -> Fall? in
      guard let jump = edge.jump, jump.isNegative else { return nil }
      return Fall(before: edge.before, after: edge.at, size: jump.size)
    }
    let slopes = pieces.compactMap { piece -> Fall? in
      guard let one = piece.first?.number, let other = piece.last?.number, other < one,
        let loss = try? one - other
      else { return nil }
      return Fall(before: piece.from, after: piece.through, size: loss)
    }
    return (jumps + slopes).max { $0.size < $1.size }
  }
}
