import MeritModel

/// P721 and P722 along the inputs that claims name: where more brings nothing, or very much.
struct AlongClaims {
  let question: ClaimQuestion
  let findings: FindingCollector

  private var policy: CompiledPolicy { question.policy }

  func run() {
    let bounded = policy.claims.flatMap { claim -> [ClaimPair] in
      if case .jumpsAtMost(_, let pairs) = claim.body { pairs } else { [] }
    }
    var told: Set<ClaimPair> = []
    for claim in policy.claims {
      guard case .neverLower(let pairs) = claim.body else { continue }
      for pair in pairs where told.insert(pair).inserted && policy[pair.result].kind.isNumeric {
        guard let (profile, person) = profile(pair) else { continue }
        plateaus(profile, person, claim)
        if !bounded.contains(pair) { jump(profile, person, claim) }
      }
    }
  }

  /// The profile of a person for whom nothing else stands in the way.
  private func profile(_ pair: ClaimPair) -> (Profile, TrialPerson)? {
    guard let plan = question.plans(with: [pair.result]).first,
      let stretch = question.stretches(of: [pair.result], policy[pair.result].grain).last
    else { return nil }
    let facts = question.facts(in: stretch)
    let track = TrialTrack(question.layout, along: pair.input)
    let people = TrialPeople(facts: facts, track: track)
    // Where everything else at its best makes nobody, as with a target of 0, ordinary values do.
    for level in [TrialPeople.Level.high, .middle] {
      if let person = people.person(plan, stretch.last, level, needing: [pair.result]),
        let profile = Profile(track, person, of: pair.result, in: facts[pair.input].range)
      {
        return (profile, person)
      }
    }
    return nil
  }

  private func plateaus(_ profile: Profile, _ person: TrialPerson, _ claim: Claim) {
    let words = question.words(person.period.end)
    let (result, input) = (policy[profile.result], policy[profile.input])
    let stretches = profile.plateaus.prefix(3).map { plateau in
      let from = words.text(plateau.from, input)
      let value = words.text(plateau.value, result)
      let through = plateau.through.map { " to \(words.text($0, input))" } ?? " on"
      return "from \(from)\(through) it stays at \(value)"
    }
    guard !stretches.isEmpty else { return }
    findings.report(
      .plateau, place: claim.place,
      "more `\(input.name)` does not always raise `\(result.name)`",
      notes: stretches + shared(words, person, input.id),
      help: "leave it if that is meant, as a cap is; where nobody is to ask, delete "
        + "\(findings.quoted(at: claim.place))")
  }

  /// The largest edge, where it is a good part of all that the result can be.
  private func jump(_ profile: Profile, _ person: TrialPerson, _ claim: Claim) {
    let pair = ClaimPair(result: profile.result, input: profile.input)
    guard let edge = profile.greatestJump, let size = edge.jump?.size,
      let most = question.mostAtOneEdge(pair)
    else { return }
    if let greatest = question.facts[profile.result].range.greatest,
      let part = try? size * Exact(20), part < greatest
    {
      return
    }
    let words = question.words(person.period.end)
    let (result, input) = (policy[profile.result], policy[profile.input])
    let cause = edge.causes.map { " (\($0.words))" }.joined()
    findings.report(
      .largeJump, place: claim.place,
      "one edge of `\(input.name)` is worth up to \(words.text(most, result)) of `\(result.name)`",
      notes: [
        "for example at \(words.text(edge.at, input)): "
          + "\(edge.valueBefore.map { words.text($0, result) } ?? "") -> "
          + "\(edge.value.map { words.text($0, result) } ?? "")\(cause)"
      ] + shared(words, person, input.id),
      help: "hold it with a claim: `{ \"id\": \"\(claim.id)_jumps\", \"jumpsAtMost\": "
        + "\(most.canonicalText), \"in\": \"\(result.name)\", \"along\": \"\(input.name)\" }`")
  }

  private func shared(_ words: TrialWords, _ person: TrialPerson, _ input: RuleID) -> [String] {
    let facts = words.facts(of: person, but: input)
    return facts.isEmpty ? [] : ["for a person with \(facts.joined(separator: ", "))"]
  }
}
