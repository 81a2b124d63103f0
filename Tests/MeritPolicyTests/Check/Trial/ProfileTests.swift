import MeritModel
import Testing

@testable import MeritPolicy

/// The person of the language document: target 40,000, 37 of 412 calls won, 20 of 21 days.
enum ExamplePerson {
  static func make(_ policy: CompiledPolicy, _ changes: [String: Value] = [:]) throws -> TrialPerson
  {
    var values: [String: Value] = [
      "sales_target": .number(Exact(40_000)), "net_sales": .number(Exact(46_250)),
      "won_sales": .number(Exact(37)), "connected_calls": .number(Exact(412)),
      "survey_average": .number(try Exact(17, over: 4)), "off_hours_calls": .number(Exact(5)),
      "minor_complaints": .number(Exact(1)), "serious_violations": .number(.zero),
      "worked_days": .number(Exact(20)), "scheduled_days": .number(Exact(21)),
    ]
    values.merge(changes) { _, new in new }
    var facts: [TrialPerson.Fact: Value] = [.daysInPlan: .number(.one)]
    for (name, value) in values {
      facts[.figure(try #require(policy.rule(named: name, grain: .month)).id)] = value
    }
    let period = try #require(policy.header.calendar.period(named: "2026-03"))
    return TrialPerson(plan: 0, period: period, facts: facts)
  }

  static func profile(_ result: String, along input: String) throws -> Profile {
    let policy = try #require(try ExamplePolicy.compiled.valid)
    let rule = try #require(policy.rule(named: result, grain: .month))
    let along = try #require(policy.rule(named: input, grain: .month))
    return try #require(policy.profile(of: rule.id, along: along.id, for: try make(policy)))
  }
}

@Suite struct ProfileTests {
  /// §11: D→C at 17,798.00 (+457.14), C→B at 29,798.00 (+304.76), B→A at 37,798.00 (+380.96).
  @Test func `the jumps of the example person`() throws {
    let profile = try ExamplePerson.profile("specialist_month_bonus", along: "net_sales")
    let jumps = profile.edges.filter { $0.causes.contains { $0.words.contains("->") } }
    #expect(
      jumps.map { "\($0.at) \($0.jump?.canonicalText ?? "") \($0.causes.map(\.words))" }
        == [
          "17798 457.14 [\"D -> C\"]", "29798 304.76 [\"C -> B\"]", "37798 380.96 [\"B -> A\"]",
        ])
    #expect(profile.isExact && profile.isWhole)
    // §13: 37,797.99 → 2,594.13; 37,798.00 → 2,975.09.
    #expect(jumps.last?.valueBefore == .number(try #require(Exact(decimal: "2594.13"))))
    #expect(jumps.last?.value == .number(try #require(Exact(decimal: "2975.09"))))
    #expect(jumps.last?.before == Exact(decimal: "37797.99"))
  }

  /// §11: attainment full at 48,000, no further pay from 103,749.94.
  @Test func `corners and plateaus of the example person`() throws {
    let profile = try ExamplePerson.profile("specialist_month_bonus", along: "net_sales")
    let places = profile.edges.map { "\($0.at) \($0.causes.map(\.words).joined(separator: ", "))" }
    #expect(
      places == [
        "10000 tiers `commission` from 10000", "17798 D -> C", "29798 C -> B",
        "30000 tiers `commission` from 30000", "37798 B -> A", "48000 at most 120%",
        "103750 step `cap`",
      ])
    #expect(
      profile.plateaus.map { "\($0.from) \($0.through?.canonicalText ?? "…") \($0.value)" }
        == ["103749.94 … \(Value.number(Exact(8000)))"])
    let slopes = profile.pieces.map { $0.slope?.canonicalText ?? "?" }
    // 3 %, 5 %, 8 % of 20/21.
    #expect(
      slopes == ["1/35", "1/21", "1/21", "1/21", "8/105", "8/105", "8/105", "0"])
  }

  @Test func `an indicator is full where its ratio is`() throws {
    let profile = try ExamplePerson.profile("sales_attainment", along: "net_sales")
    #expect(profile.edges.map(\.at) == [Exact(48_000)])
    // 119.995 rounds to 120.
    #expect(profile.plateaus.map(\.from) == [Exact(47_998)])
  }
}
