import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Guards: what breaks a limit is told, and taken only where the policy says so.
@Suite struct GuardWatchTests {
  private static func year(_ guardText: String, sales: String) throws -> SmallYear {
    let policy = """
      "constants": { "floor_pay": { "kind": "money", "is": "2320.505" } },
      "measures": { \(SmallYear.given("sales")) },
      "guards": { "minimum_wage": { "of": "pay", \(guardText) } },
      "bonuses": { "pay": { "per": "month", "whenMissing": "no-bonus", "steps": [
        { "id": "start", "start": "sales" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ]
      """
    var year = try SmallYear(policy)
    year.given = ["2026-03": ["sales": [sales]]]
    return year
  }

  @Test(arguments: [
    // The limit is rounded as the bonus: 2,320.51.
    ("2320.50", false, "2320.5", true), ("2320.51", false, "2320.51", false),
    ("2320.50", true, "2320.51", true), ("2320.51", true, "2320.51", false),
    ("9000", true, "9000", false),
  ])
  func `a floor is reported, and taken where it applies`(
    sales: String, applies: Bool, pay: String, isTold: Bool
  ) throws {
    let year = try Self.year(#""atLeast": "floor_pay", "apply": \#(applies)"#, sales: sales)
    #expect(try year.text("pay", "2026-03") == pay)
    #expect(try year.codes("2026-03") == (isTold ? ["D134"] : []))
  }

  @Test(arguments: [#""atLeast": "floor_pay""#, #""atMost": "1 EUR""#])
  func `no amount of a person stands in what is told`(limit: String) throws {
    let told = try Self.year(limit, sales: "2319.47").calculated("2026-03").diagnostics
    #expect(told.map(\.code) == [.guardBroken])
    #expect(told.allSatisfy { $0.message.contains("`E1`") })
    #expect(told.allSatisfy { $0.help.contains("`merit explain 2026-03 E1 pay`") })
    for text in told.flatMap({ [$0.message, $0.help] + $0.notes }) {
      #expect(!text.contains("2319") && !text.contains("2,319"))
    }
  }

  /// Explanations are of people, so of a team no command can tell.
  @Test func `of a team's value the results tell the amount`() throws {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("sales")),
        "team_sales": { "for": "team", "per": "month", "kind": "money", "total": "sales",
          "whenMissing": 0 } },
      "guards": { "much": { "of": "team_sales", "atMost": "10 EUR" } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"] } ]
      """)
    year.given = ["2026-03": ["sales": ["11"]]]
    let told = try year.calculated("2026-03").diagnostics
    #expect(told.map(\.code) == [.guardBroken])
    #expect(told.allSatisfy { $0.help.hasPrefix("figures.csv tells the amount") })
  }

  @Test(arguments: [("2320.51", "2320.51"), ("2320.52", "2320.51")])
  func `a ceiling is taken from above`(sales: String, pay: String) throws {
    let year = try Self.year(#""atMost": "floor_pay", "apply": true"#, sales: sales)
    #expect(try year.text("pay", "2026-03") == pay)
  }

  @Test func `the guard is the bonus's last step`() throws {
    let year = try Self.year(#""atLeast": "floor_pay", "apply": true"#, sales: "100")
    let calculation = try #require(try year.calculated("2026-03").result)
    let rule = try #require(calculation.policy.rule(named: "pay", grain: .month))
    #expect(calculation.steps[rule.id]?[0].map(\.canonicalText) == ["100", "100", "2320.51"])
    #expect(try year.bonus("2026-03") == "2320.51")
  }
}
