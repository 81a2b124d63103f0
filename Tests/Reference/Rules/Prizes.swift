internal import BigInt

extension Evaluation {
  /// What a person or group wins.
  func prize(_ use: Use) throws -> Value {
    let whole = Use(section: use.section, name: use.name, subject: .company, period: use.period)
    if standings[whole] == nil { standings[whole] = try winnings(use) }
    return standings[whole]?[use.subject.id] ?? .notApplicable
  }

  private func winnings(_ use: Use) throws -> [String: Value] {
    let definition = try definition(of: use)
    let scope = definition["for"]?.text ?? "employee"
    var subjects: [Subject] = []
    if scope == "employee" {
      subjects = try bound(to: "bonus", use.name, in: use.period).map(Subject.employee)
    } else {
      subjects = try people(in: use.period).subjects(of: scope)
    }
    var states: [String: Value] = [:]
    var byGroup: [String: [Keyed]] = [:]
    for subject in subjects {
      let own = Use(section: use.section, name: use.name, subject: subject, period: use.period)
      let entry = try keyed(own, by: definition["by"]?.items ?? [], under: "of")
      let within = definition["within"]?.text ?? "company"
      let group =
        try within == "company" ? "company" : groupName(of: subject.id, within, in: use.period)
      if let state = try inapplicable(definition, own) {
        states[subject.id] = try handled(state, by: definition, at: own)
      } else if try entry.keys[0].isPresent && group != nil && !leavesWithout(own) {
        byGroup[group ?? "", default: []].append(entry)
      } else {
        states[subject.id] = .notApplicable
      }
    }
    for (_, entries) in byGroup {
      states.merge(
        try PrizeGiving(definition: definition, use: use, evaluation: self).won(by: entries)
      ) {
        first, _ in first
      }
    }
    return states
  }
}

/// The places of a prize in one group.
private struct PrizeGiving {
  let definition: JSON
  let use: Use
  let evaluation: Evaluation

  private var ties: String { definition["ties"]?.text ?? "next-key" }

  func won(by entries: [Keyed]) throws -> [String: Value] {
    var won: [String: Value] = [:]
    for entry in entries { won[entry.id] = .number(.zero) }
    let movesUp = definition["vacant"]?.text == "moves-up"
    if movesUp {
      for entry in entries { won[entry.id] = try unlessAbsent(entry, .zero) }
    }
    let ranked = movesUp ? try entries.filter(mayWin) : entries
    let order = KeyOrder(best: try (definition["by"]?.items ?? []).map { try $0.needText("best") })
    var blocks = try order.blocks(ranked)
    if ties == "next-key" { blocks = blocks.flatMap { $0.map { [$0] } } }
    let sums = try places(for: entries.count)
    var place = 0
    for block in blocks {
      let own = Array(sums.dropFirst(place).prefix(block.count))
      place += block.count
      for (entry, sum) in zip(block, try split(own, among: block)) {
        guard !own.isEmpty else { continue }
        won[entry.id] = try unlessAbsent(entry, movesUp || mayWin(entry) ? sum : .zero)
      }
    }
    return won
  }

  private func mayWin(_ entry: Keyed) throws -> Bool { try condition(entry) == .flag(true) }

  /// The sum; where the condition has no value and no handler spoke, its state.
  private func unlessAbsent(_ entry: Keyed, _ sum: Fraction) throws -> Value {
    let holds = try condition(entry)
    return holds.isPresent ? .number(sum) : holds
  }

  private func condition(_ entry: Keyed) throws -> Value {
    guard definition["onlyIf"] != nil else { return .flag(true) }
    let own = Use(section: use.section, name: use.name, subject: entry.subject, period: use.period)
    return try evaluation.condition(definition, "onlyIf", own)
  }

  /// The sum of every place, in order.
  private func places(for size: Int) throws -> [Fraction] {
    try (definition["places"]?.items ?? []).flatMap { row -> [Fraction] in
      guard case .number(let sum) = try evaluation.amount(try row.need("pays"), use) else {
        throw ReferenceStop("a place of \(use.name) pays nothing")
      }
      return Array(repeating: sum, count: try SeatRow.count(row, for: size))
    }
  }

  /// What each of a block gets, where the sums of the places that it takes are these.
  private func split(_ sums: [Fraction], among block: [Keyed]) throws -> [Fraction] {
    // Who is equal to nobody gets the sum as it stands.
    guard ties == "share", block.count > 1 else {
      return Array(repeating: sums.first ?? .zero, count: block.count)
    }
    let step = try definition.needAmount("to")
    let units = sums.reduce(Fraction.zero, +) / step
    let (each, rest) = units.floor.quotientAndRemainder(dividingBy: BigInt(block.count))
    return block.indices.map { Fraction(each + (BigInt($0) < rest ? 1 : 0), over: 1) * step }
  }
}
