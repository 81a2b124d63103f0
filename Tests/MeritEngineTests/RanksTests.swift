import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Ranks by score and by other keys.
@Suite struct RanksTests {
  private func month(_ scores: [Value]) -> SmallMonth {
    var month = SmallMonth()
    month.people = scores.indices.map { place in
      SmallMonth.Person(id: "E\(place)", team: place < 3 ? "T1" : place < 5 ? "T2" : nil)
    }
    let given = RowAggregate(
      table: 0, function: .sum, column: 0, condition: nil, window: nil, needsRows: 1,
      whenNoRows: .notApplicable)
    let points = month.add("points", .plain(.rows(given)))
    month.cells[points] = scores.map {
      MeasureCell(rows: $0.isPresent ? 1 : 0, value: $0.number.map(Scalar.number))
    }
    let line = WeightLine(of: figure(points), weight: .one, needsPeriods: 1, handlers: .none)
    month.score = month.add("score", .score(ScoreRule(lines: [line], reweightNeeds: nil)))
    return month
  }

  private func ranks(_ month: SmallMonth, _ name: String) -> [String] {
    let column = month.calculated().result?.ranks.first { $0.name == name }
    return column?.values.map { $0.isPresent ? $0.canonicalText : "-" } ?? []
  }

  @Test func `equal scores share a rank and the next is skipped`() {
    let month = month(["90", "80", "95", "90", "70"].map(number) + [.notApplicable])
    #expect(ranks(month, "rank_company") == ["2", "4", "1", "2", "5", "-"])
    #expect(ranks(month, "rank_team") == ["2", "3", "1", "1", "2", "-"])
    #expect(ranks(month, "rank_role") == ["2", "4", "1", "2", "5", "-"])
  }

  @Test func `a person without a team has no rank in one`() {
    let month = month(["1", "2", "3", "4", "5", "6"].map(number))
    #expect(ranks(month, "rank_team") == ["3", "2", "1", "2", "1", "-"])
    #expect(ranks(month, "rank_company").last == "1")
  }

  @Test func `people without a plan take no part in the ranks by score`() {
    var month = month(["1", "2", "3"].map(number))
    month.people[2].role = "nobody"
    #expect(ranks(month, "rank_company") == ["2", "1", "-"])
  }

  @Test func `a ranking goes key by key; an absent later key is last`() {
    var month = month(["5", "5", "5", "9"].map(number) + [.notApplicable])
    let second = month.given(
      "second", number("3"), .missing, number("1"), number("0"), number("0"))
    let first = OrderKey(of: figure(RuleID(0)), highIsBest: true)
    for (name, highIsBest) in [("up", true), ("down", false)] {
      let keys = [first, OrderKey(of: figure(second), highIsBest: highIsBest)]
      for within in [RankScope.company, .team] {
        month.add(
          "rank_\(name)_\(within.rawValue)", .ranking(RankingRule(keys: keys, within: within)),
          kind: .count)
      }
    }
    #expect(ranks(month, "rank_up_company") == ["2", "4", "3", "1", "-"])
    #expect(ranks(month, "rank_down_company") == ["3", "4", "2", "1", "-"])
    #expect(ranks(month, "rank_up_team") == ["1", "3", "2", "1", "-"])
  }
}
