import MeritModel
import MeritPolicy

/// Prizes for the first places of an order.
///
/// What it computes: within each group the order of those who take part; the sums of the places;
/// what tied people get; 0 for a winner who fails the condition and for everybody without a place.
/// Who takes part: people whose plan binds the prize, or all groups of the scope, with a first key.
/// Why: a prize that a winner misses may stay vacant, or go to the next.
/// Rounding: only a shared block is split, to the unit of the policy; leftover units go by id.
struct Prizes {
  let work: Workspace
  let scene: RuleScene
  let prize: PrizeRule

  /// How one person or group came to the prize.
  struct Place {
    var value: Value
    var group = ""
    /// How many take part in the group.
    var size = 0
    /// The place from 1; nil without one.
    var place: Int?
    /// How many are equal at the place.
    var tied = 1
    var keys: [Value] = []
    /// Whether the condition holds, where it was asked.
    var holds: Value?
  }

  /// By subject the place, or its fault; nil for who could take no part.
  func places() -> [Result<Place, EvaluationFault>?] {
    let units = work.cohort.groups[scene.scope]?.ids.count ?? 0
    let count = scene.scope == .employee ? work.cohort.decidingRow.count : units
    var result = [Result<Place, EvaluationFault>?](repeating: nil, count: count)
    let groups = self.groups()
    let ranked = work.workers.split(groups.count) { places in
      groups[places].map { group in
        Result { () throws(EvaluationFault) in try self.ranked(group) }
      }
    }
    for (group, places) in zip(groups, ranked.joined()) {
      switch places {
      case .success(let places):
        for (subject, place) in zip(group.subjects, places) { result[subject] = .success(place) }
      case .failure(let fault):
        for subject in group.subjects { result[subject] = .failure(fault) }
      }
    }
    return result
  }

  private struct Group {
    let name: String
    let subjects: [Int]
  }

  private func groups() -> [Group] {
    guard scene.scope == .employee else { return groupsOfGroups() }
    return work.groups(prize.within).compactMap { group in
      let members = group.members.filter { work.paysBonus(scene.rule.id, to: $0) }
      return members.isEmpty ? nil : Group(name: group.name, subjects: members)
    }
  }

  /// Teams or departments among each other; a team lies in the department of most of its people.
  private func groupsOfGroups() -> [Group] {
    guard let own = work.cohort.groups[scene.scope] else { return [] }
    let subjects = own.ids.indices.filter { !own.members[$0].isEmpty }
    guard prize.within == .department, let departments = work.cohort.groups[.department] else {
      return [Group(name: "company", subjects: subjects)]
    }
    let byHome = Dictionary(grouping: subjects) { group in
      most(own.members[group].compactMap { departments.groupOfPerson[$0] }) ?? -1
    }
    return byHome.sorted { $0.key < $1.key }.filter { $0.key >= 0 }.map {
      Group(name: departments.ids[$0.key], subjects: $0.value)
    }
  }

  private func most(_ groups: [Int]) -> Int? {
    let counts = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
  }

  /// The places of a group's subjects, in their order.
  private func ranked(_ group: Group) throws(EvaluationFault) -> [Place] {
    let keys = prize.order.map(\.of)
    let asked = [scene.appliesWhen, prize.onlyIf].compactMap(\.self) + keys
    let entries = work.answers(of: group.subjects, scene, asking: asked) {
      (one) throws(EvaluationFault) in try entry(one, keys)
    }
    var places: [Place] = []
    places.reserveCapacity(group.subjects.count)
    for entry in entries { places.append(try entry.get()) }
    var taking = places.indices.filter { places[$0].value.isPresent }
    let sums = prize.sums(groupOf: taking.count)
    for index in places.indices {
      places[index].group = group.name
      places[index].size = taking.count
    }
    if prize.movesUp { taking = holding(taking, &places) }
    var first = 0
    for block in blocks(taking, group, places) {
      try give(block, of: group, from: first, sums, &places)
      first += block.count
    }
    return places
  }

  /// Those for whom the condition holds, or is not asked.
  private func holding(_ taking: [Int], _ places: inout [Place]) -> [Int] {
    var holding: [Int] = []
    for index in taking {
      if let holds = places[index].holds, !holds.isPresent { places[index].value = holds }
      if places[index].holds?.isTrue ?? true { holding.append(index) }
    }
    return holding
  }

  /// Those who are equal in all keys; with a tie-break by id each is a block.
  private func blocks(_ taking: [Int], _ group: Group, _ places: [Place]) -> [ArraySlice<Int>] {
    // Subjects stand in their order, so that their indices are in that order, too.
    let blocks = KeyOrder(prize.order).blocks(taking) { key, place in
      places[taking[place]].keys[key]
    }
    return prize.ties == .nextKey ? blocks.oneByOne : blocks
  }

  /// Whether a subject takes part: present with 0 until a place gives more.
  ///
  /// Where a prize moves up, everybody is asked whether the condition holds.
  private func entry(
    _ evaluation: RuleEvaluation, _ keys: [CompiledExpression]
  ) throws(EvaluationFault) -> Place {
    let applies = try evaluation.applies()
    guard applies.isTrue else { return Place(value: applies.asState) }
    let keys = try evaluation.expressions.values(keys)
    guard keys.first?.isPresent ?? false else { return Place(value: .notApplicable, keys: keys) }
    return Place(
      value: .number(.zero), keys: keys,
      holds: prize.movesUp ? try holds(evaluation.expressions) : nil)
  }

  private func holds(_ expressions: ExpressionEvaluation) throws(EvaluationFault) -> Value? {
    guard let condition = prize.onlyIf else { return nil }
    return try scene.rule.handlers.applied(
      to: try expressions.value(condition), in: expressions)
  }

  /// Gives a block of equal subjects the sums of its places.
  private func give(
    _ block: ArraySlice<Int>, of group: Group, from first: Int, _ sums: [Exact],
    _ places: inout [Place]
  ) throws(EvaluationFault) {
    for index in block {
      places[index].place = first + 1
      places[index].tied = block.count
    }
    guard sums.indices.contains(first) else { return }
    let amounts = try amounts(Array(sums[first...].prefix(block.count)), block.count)
    for (index, amount) in zip(block, amounts) {
      if !prize.movesUp {
        places[index].holds = try holds(
          ExpressionEvaluation(work: work, scene: scene, subject: group.subjects[index]))
      }
      let holds = places[index].holds ?? .present(.flag(true))
      places[index].value =
        holds.isTrue ? .number(amount) : holds.isPresent ? .number(.zero) : holds
    }
  }

  private func amounts(_ won: [Exact], _ count: Int) throws(EvaluationFault) -> [Exact] {
    guard case .share(let unit) = prize.ties, count > 1 else {
      return Array(repeating: won.first ?? .zero, count: count)
    }
    return try exactly { () throws(ExactError) in
      var sum = Exact.zero
      for amount in won { sum = try sum + amount }
      return try Shares.split(sum, by: Array(repeating: .one, count: count), unit: unit)
    }
  }
}

extension RuleEvaluation {
  /// What one person or group won; not applicable for those who take no part.
  func prize() throws(EvaluationFault) -> Shaped {
    guard let result = work.prizes[rule.id].flatMap({ $0[subject] }) else {
      return Shaped(.notApplicable, isSettled: true)
    }
    let place = try result.get()
    if trace != nil, case .prize(let prize) = rule.body {
      trace?.derivation = .prize(place.part(prize, prize.order.map(\.of.text)))
    }
    return Shaped(place.value, isSettled: true)
  }
}

extension Prizes.Place {
  /// The place as explanations tell it, with the keys of the order as they are written.
  func part(_ prize: PrizeRule, _ names: [String]) -> Derivation.PrizePart {
    Derivation.PrizePart(
      group: group, size: size, place: place, tied: tied, names: names, values: keys,
      condition: prize.onlyIf?.text, holds: holds)
  }
}
