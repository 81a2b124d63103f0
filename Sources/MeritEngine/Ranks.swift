import MeritModel
import MeritPolicy

/// Ranks people: 1 + the number of people before; people equal in all keys share a rank.
struct Ranks {
  let work: Workspace

  /// The ranks by score of everybody whose plan binds one, and the policy's own rankings.
  func columns() -> [RankColumn] {
    var columns: [RankColumn] = []
    let grain = work.cohort.period.grain
    let scores = work.cohort.decidingRow.indices.map { person -> Value? in
      guard let score = work.plan(of: person)?.bindings[grain]?.score else { return nil }
      return work.columns[score.index]?[person]
    }
    if scores.contains(where: { $0 != nil }) {
      let keys = scores.map { $0.map { [$0] } }
      for within in [RankScope.company, .team, .role] {
        columns.append(
          RankColumn(
            name: "rank_\(within.rawValue)", label: "Rank by score", within: within,
            values: values(within, keys, [true])))
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
    var keys = [[Value]?](repeating: nil, count: work.cohort.decidingRow.count)
    let answers = work.answers(of: work.cohort.members) { [work] (person) throws(EvaluationFault) in
      let expressions = ExpressionEvaluation(work: work, scene: scene, subject: person)
      return try expressions.values(ranking.keys.map(\.of))
    }
    for (person, answer) in zip(work.cohort.members, answers) { keys[person] = try answer.get() }
    return values(ranking.within, keys, ranking.keys.map(\.highIsBest))
  }

  private func values(
    _ within: RankScope, _ keys: [[Value]?], _ high: [Bool]
  ) -> [Value] {
    var values = [Value](repeating: .notApplicable, count: keys.count)
    let order = KeyOrder(highIsBest: high)
    for group in work.groups(within) {
      let ranked = group.members.filter { keys[$0]?.first?.isPresent ?? false }
      let own = Dictionary(uniqueKeysWithValues: ranked.map { ($0, keys[$0] ?? []) })
      var place = 1
      for block in order.blocks(ranked, own) {
        for person in block { values[person] = .number(Exact(place)) }
        place += block.count
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
