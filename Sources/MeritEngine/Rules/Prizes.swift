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

  /// The places of everybody who could take part, by subject; faults stand by subject.
  func places() -> [Int: Result<Place, EvaluationFault>] {
    var result: [Int: Result<Place, EvaluationFault>] = [:]
    for group in groups() {
      do { for (subject, place) in try ranked(group) { result[subject] = .success(place) } } catch {
        for subject in group.subjects { result[subject] = .failure(error) }
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
    let people = work.cohort.members.filter { work.paysBonus(scene.rule.id, to: $0) }
    return work.groups(prize.within).compactMap { group in
      let members = group.members.filter(Set(people).contains)
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

  private func ranked(_ group: Group) throws(EvaluationFault) -> [Int: Place] {
    var places: [Int: Place] = [:]
    let entries = work.answers(of: group.subjects) { (subject) throws(EvaluationFault) in
      try entry(subject)
    }
    for (subject, entry) in zip(group.subjects, entries) {
      places[subject] = try entry.get()
      places[subject]?.group = group.name
    }
    var taking = group.subjects.filter { places[$0]?.value.isPresent ?? false }
    let sums = prize.sums(groupOf: taking.count)
    for subject in group.subjects { places[subject]?.size = taking.count }
    if prize.movesUp {
      for subject in taking { places[subject]?.holds = try holds(subject) }
      for subject in taking {
        if let holds = places[subject]?.holds, !holds.isPresent { places[subject]?.value = holds }
      }
      taking = taking.filter { places[$0]?.holds.map { $0 == .present(.flag(true)) } ?? true }
    }
    let keys = places.mapValues(\.keys)
    var first = 0
    for block in blocks(taking, keys) {
      try give(block, from: first, sums, &places)
      first += block.count
    }
    return places
  }

  /// People equal in all keys; with a tie-break by id each is a block.
  private func blocks(_ subjects: [Int], _ keys: [Int: [Value]]) -> [[Int]] {
    let blocks = KeyOrder(prize.order).blocks(subjects, keys)
    return prize.ties == .nextKey ? blocks.flatMap { $0.map { [$0] } } : blocks
  }

  /// Whether a subject takes part: present with 0 until a place gives more.
  private func entry(_ subject: Int) throws(EvaluationFault) -> Place {
    let evaluation = RuleEvaluation(work: work, scene: scene, subject: subject, trace: nil)
    let applies = try evaluation.applies()
    guard applies == .present(.flag(true)) else { return Place(value: applies.asState) }
    let keys = try evaluation.expressions.values(prize.order.map(\.of))
    let isRanked = keys.first?.isPresent ?? false
    return Place(value: isRanked ? .number(.zero) : .notApplicable, keys: keys)
  }

  private func holds(_ subject: Int) throws(EvaluationFault) -> Value? {
    guard let condition = prize.onlyIf else { return nil }
    let expressions = ExpressionEvaluation(work: work, scene: scene, subject: subject)
    return try scene.rule.handlers.applied(
      to: try expressions.value(condition), in: expressions)
  }

  /// Gives a block of equal subjects the sums of its places.
  private func give(
    _ block: [Int], from first: Int, _ sums: [Exact], _ places: inout [Int: Place]
  ) throws(EvaluationFault) {
    let won = sums.indices.contains(first) ? Array(sums[first...].prefix(block.count)) : []
    let amounts = try amounts(won, block.count)
    for (subject, amount) in zip(block, amounts) {
      places[subject]?.place = first + 1
      places[subject]?.tied = block.count
      guard !won.isEmpty else { continue }
      if !prize.movesUp { places[subject]?.holds = try holds(subject) }
      let holds = places[subject]?.holds ?? .present(.flag(true))
      places[subject]?.value =
        holds == .present(.flag(true))
        ? .number(amount) : holds.isPresent ? .number(.zero) : holds
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
    guard let result = work.prizes[rule.id]?[subject] else {
      return Shaped(.notApplicable, isSettled: true)
    }
    let place = try result.get()
    if case .prize(let prize) = rule.body { trace?.derivation = .prize(place.part(prize)) }
    return Shaped(place.value, isSettled: true)
  }
}

extension Prizes.Place {
  /// The place as explanations tell it.
  func part(_ prize: PrizeRule) -> Derivation.PrizePart {
    Derivation.PrizePart(
      group: group, size: size, place: place, tied: tied,
      keys: zip(prize.order, keys).map { ($0.of.text, $1) }, condition: prize.onlyIf?.text,
      holds: holds)
  }
}
