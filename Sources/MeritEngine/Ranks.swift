import MeritModel
import MeritPolicy
internal import Synchronization

/// Ranks people: 1 + the number of people before; people equal in all keys share a rank.
struct Ranks {
  let work: Workspace

  /// The ranks by score of everybody whose plan binds one, and the policy's own rankings.
  func columns() -> [RankColumn] {
    var columns: [RankColumn] = []
    let grain = work.cohort.period.grain
    let scores = work.cohort.members.map { person -> Value? in
      guard let score = work.planOfPerson[person].flatMap({ work.bindings[$0] })?.score else {
        return nil
      }
      return work.columns[score.index]?[person]
    }
    if scores.contains(where: { $0 != nil }) {
      let blocks = blocks([scores.map { $0 ?? .notApplicable }], [true])
      for within in [RankScope.company, .team, .role] {
        columns.append(
          RankColumn(
            name: "rank_\(within.rawValue)", label: "Rank by score", within: within,
            values: values(within, blocks)))
      }
    }
    for rule in work.policy.rules where rule.grain == grain {
      guard case .ranking(let ranking) = rule.body, let values = work.columns[rule.id.index] else {
        continue
      }
      columns.append(
        RankColumn(name: rule.name, label: rule.label, within: ranking.within, values: values))
    }
    return columns
  }

  /// The ranks of everybody by a ranking of the policy's own.
  func values(_ ranking: RankingRule, _ scene: RuleScene) throws(EvaluationFault) -> [Value] {
    // A ranking within the company has the order of one within each team.
    let keys = ranking.keys.map { ObjectIdentifier($0.of) }
    let known = work.orders.withLock { $0[keys] }
    let blocks = if let known { known } else { try blocks(ranking, scene) }
    work.orders.withLock { $0[keys] = blocks }
    return values(ranking.within, blocks)
  }

  private func blocks(
    _ ranking: RankingRule, _ scene: RuleScene
  ) throws(EvaluationFault) -> [ArraySlice<Int>] {
    let keys = try work.values(of: ranking.keys.map(\.of), for: work.cohort.members, scene)
    return blocks(keys, ranking.keys.map(\.highIsBest))
  }

  /// Everybody with a first key in order, people equal in all keys together; the values of each key
  /// stand in the order of the members.
  private func blocks(_ keys: [[Value]], _ high: [Bool]) -> [ArraySlice<Int>] {
    let ranked = work.cohort.members.indices.filter { keys.first?[$0].isPresent ?? false }
    return KeyOrder(highIsBest: high).blocks(ranked.map { work.cohort.members[$0] }) { key, place in
      keys[key][ranked[place]]
    }
  }

  /// The ranks inside each group: the order of all is also that of each group.
  private func values(_ within: RankScope, _ blocks: [ArraySlice<Int>]) -> [Value] {
    var groupOfPerson = [Int?](repeating: nil, count: work.cohort.decidingRow.count)
    let groups = work.groups(within)
    for (group, people) in groups.enumerated() {
      for person in people.members { groupOfPerson[person] = group }
    }
    var values = [Value](repeating: .notApplicable, count: groupOfPerson.count)
    var before = [Int](repeating: 0, count: groups.count)
    for block in blocks {
      for person in block {
        if let group = groupOfPerson[person] { values[person] = .number(Exact(before[group] + 1)) }
      }
      for person in block {
        if let group = groupOfPerson[person] { before[group] += 1 }
      }
    }
    return values
  }
}

extension RuleEvaluation {
  /// The rank of one person; not applicable without a first key.
  func rank() throws(EvaluationFault) -> Shaped {
    guard let ranks = try work.ranks[rule.id]?.get(), ranks.indices.contains(subject) else {
      return Shaped(.notApplicable)
    }
    if trace != nil, case .ranking(let ranking) = rule.body {
      trace?.derivation = .rank(
        within: ranking.within,
        keys: try ranking.keys.map { (key) throws(EvaluationFault) in
          (key.of.text, try expressions.value(key.of))
        })
    }
    return Shaped(ranks[subject])
  }
}
