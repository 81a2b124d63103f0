import MeritModel
import MeritPolicy

/// Ranks people: 1 + the number of people before; people equal in all keys share a rank.
struct Ranks {
  let work: Workspace

  /// The ranks by score of everybody whose plan binds one, and the policy's own rankings.
  func columns() throws(EvaluationFault) -> [RankColumn] {
    var columns: [RankColumn] = []
    let grain = work.cohort.period.grain
    let scores = work.cohort.decidingRow.indices.map { person -> Value? in
      guard let score = work.plan(of: person)?.bindings[grain]?.score else { return nil }
      return work.columns[score.index]?[person]
    }
    if scores.contains(where: { $0 != nil }) {
      let keys = scores.map { $0.map { [$0] } }
      for within in [RankScope.company, .team, .role] {
        columns.append(column("rank", "Rank by score", within, keys, [true]))
      }
    }
    for ranking in work.policy.rankings where ranking.grain == grain {
      let keys = try keys(ranking)
      let directions = ranking.keys.map(\.highIsBest)
      for within in ranking.within {
        columns.append(
          column("rank_\(ranking.name)", ranking.label, within, keys, directions))
      }
    }
    return columns
  }

  private func keys(_ ranking: Ranking) throws(EvaluationFault) -> [[Value]?] {
    var keys = [[Value]?](repeating: nil, count: work.cohort.decidingRow.count)
    let rule = Rule(
      id: RuleID(0), name: ranking.name, label: ranking.label, note: nil, source: nil,
      grain: ranking.grain, scope: .employee, kind: .count, rounding: nil, handlers: .none,
      place: ranking.place, body: .score(ScoreRule(lines: [], reweightNeeds: nil)))
    let scene = RuleScene(rule, of: work.policy)
    for person in work.cohort.members {
      let expressions = ExpressionEvaluation(work: work, scene: scene, subject: person)
      var values: [Value] = []
      for key in ranking.keys { values.append(try expressions.value(key.of.root)) }
      keys[person] = values
    }
    return keys
  }

  private func column(
    _ name: String, _ label: String, _ within: RankScope, _ keys: [[Value]?], _ high: [Bool]
  ) -> RankColumn {
    var values = [Value](repeating: .notApplicable, count: keys.count)
    let order = KeyOrder(highIsBest: high)
    for group in groups(within) {
      let ranked = group.filter { keys[$0]?.first?.isPresent ?? false }
      let own = Dictionary(uniqueKeysWithValues: ranked.map { ($0, keys[$0] ?? []) })
      var place = 1
      for block in order.blocks(ranked, own) {
        for person in block { values[person] = .number(Exact(place)) }
        place += block.count
      }
    }
    return RankColumn(
      name: "\(name)_\(within.rawValue)", label: label, within: within, values: values)
  }

  private func groups(_ within: RankScope) -> [[Int]] {
    switch within {
    case .company: return [work.cohort.members]
    case .department: return work.cohort.groups[.department]?.members ?? []
    case .team: return work.cohort.groups[.team]?.members ?? []
    case .role:
      guard let column = work.cohort.roster.column("role") else { return [] }
      let byRole = Dictionary(grouping: work.cohort.members) { person in
        work.cohort.value(column, of: person).text ?? ""
      }
      return byRole.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
