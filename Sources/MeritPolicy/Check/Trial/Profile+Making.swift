import MeritModel

extension CompiledPolicy {
  /// Follows a result of a made-up person along an input; nil where more than that person's period
  /// decides it or where the person lacks a fact.
  package func profile(
    of result: RuleID, along input: RuleID, for person: TrialPerson
  ) -> Profile? {
    let facts = PolicyFacts(policy: self)
    let track = TrialTrack(TrialLayout(facts: facts), along: input)
    return Profile(track, person, of: result, in: facts[input].range)
  }
}

extension Profile {
  init?(_ track: TrialTrack, _ person: TrialPerson, of result: RuleID, in range: ValueRange) {
    guard let input = track.input else { return nil }
    var walk = ProfileWalk(track, person, of: result)
    let ends = walk.ends(in: range)
    guard ends.contains(where: { $0.from.result != nil }) else { return nil }
    let words = TrialWords(policy: track.layout.policy, day: person.period.end)
    self.result = result
    self.input = input
    self.step = walk.step
    self.pieces = ends.map { ends in
      Piece(
        from: walk.number(ends.from.place), through: walk.number(ends.through.place),
        isOpen: walk.isOpenEnd(ends.through.place, in: range), first: ends.from.result?.value,
        last: ends.through.result?.value, trend: ends.from.result?.trend ?? .turning,
        slope: ends.from.result?.slope)
    }
    self.edges = zip(ends, ends.dropFirst()).map { left, right in
      Edge(
        at: walk.number(right.from.place), before: walk.number(left.through.place),
        valueBefore: left.through.result?.value, value: right.from.result?.value,
        causes: words.causes(left.through.decisions, right.from.decisions))
    }
    self.plateaus = Self.plateaus(ends, &walk, range)
    self.isExact = walk.isExact
    self.isWhole = walk.isWhole
  }

  /// The stretches of one value: still pieces, with what the rounding makes equal beside them.
  private static func plateaus(
    _ ends: [ProfileWalk.Ends], _ walk: inout ProfileWalk,
    _ range: ValueRange
  ) -> [Plateau] {
    var plateaus: [Plateau] = []
    var place = 0
    while place < ends.count {
      guard let value = ends[place].stillValue else {
        place += 1
        continue
      }
      var last = place
      while last + 1 < ends.count, ends[last + 1].stillValue == value { last += 1 }
      let before = place > 0 ? walk.firstPlace(of: value, in: ends[place - 1]) : nil
      let after = last + 1 < ends.count ? walk.lastPlace(of: value, in: ends[last + 1]) : nil
      let from = before ?? ends[place].from.place
      let through = after ?? ends[last].through.place
      if through > from {
        let isOpen = walk.isOpenEnd(through, in: range)
        plateaus.append(
          Plateau(
            from: walk.number(from), through: isOpen ? nil : walk.number(through), value: value))
      }
      place = last + 1
    }
    return plateaus
  }
}

extension ProfileWalk {
  /// The first place of a piece from which on the result has the value of its end; nil where the
  /// end has another value.
  fileprivate mutating func firstPlace(of value: Value, in piece: Ends) -> Int? {
    guard piece.through.result?.value == value else { return nil }
    if piece.from.result?.value == value { return piece.from.place }
    var (low, high) = (piece.from.place, piece.through.place)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if point(middle).result?.value == value { high = middle } else { low = middle }
    }
    return high
  }

  /// The last place of a piece up to which the result has the value of its beginning.
  fileprivate mutating func lastPlace(of value: Value, in piece: Ends) -> Int? {
    guard piece.from.result?.value == value else { return nil }
    if piece.through.result?.value == value { return piece.through.place }
    var (low, high) = (piece.from.place, piece.through.place)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if point(middle).result?.value == value { low = middle } else { high = middle }
    }
    return low
  }
}

extension ProfileWalk.Ends {
  /// The result, where it does not move over the piece.
  fileprivate var stillValue: Value? {
    from.result?.isStill == true ? from.result?.value : nil
  }
}
