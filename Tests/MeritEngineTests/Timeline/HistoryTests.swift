import MeritEngine
import MeritModel
import Testing

@Suite struct HistoryTests {
  private static let plans = #""plans": [ { "id": "all", "roles": ["agent", "lead"] } ]"#

  private static func year(_ measures: String) throws -> SmallYear {
    var year = try SmallYear(
      #""measures": { "# + SmallYear.given("sales") + ", " + measures + " }, " + plans)
    year.given = [
      "2026-01": ["sales": ["100"]], "2026-02": ["sales": ["250"]], "2026-03": ["sales": ["400"]],
      "2026-04": ["sales": [nil]], "2026-05": ["sales": ["50"]],
    ]
    return year
  }

  @Test(
    "a coarser rule collects the parts of its period",
    arguments: [
      ("total(sales)", "750"), ("average(sales)", "250"), ("min(sales)", "100"),
      ("max(sales)", "400"), ("total(sales) - max(sales)", "350"),
    ])
  func parts(formula: String, expected: String) throws {
    let year = try Self.year(
      #""q": { "per": "quarter", "kind": "money", "formula": "\#(formula)", "whenMissing": "missing" }"#
    )
    #expect(try year.text("q", "2026-Q1") == expected)
    // April has no rows: a missing part makes the result missing.
    #expect(try year.text("q", "2026-Q2") == "missing")
  }

  @Test("how_many counts the parts in which the condition holds; others do not count")
  func howMany() throws {
    let year = try Self.year(
      #""q": { "per": ["quarter", "year"], "kind": "count", "formula": "how_many(sales >= 250 EUR)" }"#
    )
    #expect(try year.text("q", "2026-Q1") == "2")
    #expect(try year.text("q", "2026-Q2") == "0")
    #expect(try year.text("q", "2026") == "2")
  }

  @Test("previous is the value of the period before, missing where there is none")
  func previous() throws {
    let year = try Self.year(
      #""grown": { "per": "month", "kind": "money", "formula": "sales - previous(sales)", "whenMissing": "missing" }"#
    )
    #expect(try year.text("grown", "2026-02") == "150")
    #expect(try year.text("grown", "2026-03") == "150")
    #expect(try year.text("grown", "2026-05") == "missing")
  }

  @Test("an explanation shows inside `previous` the values of the period before")
  func previousExplained() throws {
    let year = try Self.year(
      #""grown": { "per": "month", "kind": "money", "formula": "sales - previous(sales)", "whenMissing": "missing" }"#
    )
    let explanation = try #require(try year.explanation("grown", "2026-03"))
    guard case .expression(_, let operands)? = explanation.derivation else {
      Issue.record("no operands")
      return
    }
    #expect(operands.map(\.name) == ["sales", "previous(sales)"])
    #expect(operands.map(\.value.canonicalText) == ["400", "250"])
  }

  @Test("what is collected of several periods is named as the policy writes it")
  func collectedExplained() throws {
    let year = try SmallYear(
      #""measures": { "# + SmallYear.given("rate", "percent") + #"""
        , "q": { "per": "quarter", "kind": "count", "formula": "1 + how_many(rate >= 50%)" } },
        """# + Self.plans)
    let explanation = try #require(try year.explanation("q", "2026-Q1"))
    guard case .expression(_, let operands)? = explanation.derivation else {
      Issue.record("no operands")
      return
    }
    #expect(operands.map(\.name) == ["how_many(rate >= 50%)"])
  }

  /// Scheme 05: the target grows by a tenth of the own last result, at least the given first one.
  @Test("a value may stand on its own value in the period before")
  func recurrence() throws {
    let year = try Self.year(
      #""target": { "per": "month", "kind": "money", "formula": "previous(target) * 110%", "whenMissing": 5000 }"#
    )
    // January 2025 is the first month of the policy: 5,000, then 5,500, then 6,050.
    #expect(try year.text("target", "2025-01") == "5000")
    #expect(try year.text("target", "2025-02") == "5500")
    #expect(try year.text("target", "2025-03") == "6050")
  }

  @Test("a streak counts back to the first period in which the condition does not hold")
  func streak() throws {
    let year = try Self.year(
      #""run": { "per": "month", "kind": "count", "formula": "streak(sales >= 100 EUR)" }"#)
    #expect(try year.text("run", "2026-01") == "1")
    #expect(try year.text("run", "2026-03") == "3")
    #expect(try year.text("run", "2026-04") == "0")
    #expect(try year.text("run", "2026-05") == "0")
  }

  @Test("last needs a value in every one of its periods")
  func last() throws {
    let year = try Self.year(
      #""three": { "per": "month", "kind": "money", "formula": "total(last(3, sales))", "whenMissing": "missing" }"#
    )
    #expect(try year.text("three", "2026-03") == "750")
    #expect(try year.text("three", "2026-02") == "missing")
    #expect(try year.text("three", "2026-05") == "missing")
  }

  @Test("a group's rule over a coarser period takes each part with its own members")
  func membersOfParts() throws {
    var year = try SmallYear(
      #""measures": { "# + SmallYear.given("sales") + "," + """
        "team_sales": { "for": "team", "per": "quarter", "kind": "money", "formula": "total(sales)",
                        "whenMissing": "missing" },
        "own_team": { "per": "quarter", "kind": "money", "formula": "team_sales",
                      "whenMissing": "missing", "whenNotApplicable": "not-applicable" } },
        """ + Self.plans)
    year.rows = [
      .init(id: "E1"), .init(id: "E2", team: "T1", to: "2026-01-31"),
      .init(id: "E2", team: "T2", from: "2026-02-01"),
    ]
    year.given = [
      "2026-01": ["sales": ["1", "10"]], "2026-02": ["sales": ["2", "20"]],
      "2026-03": ["sales": ["4", "40"]],
    ]
    #expect(try year.text("team_sales", "2026-Q1", "T1") == "17")
    // T2 exists from February on.
    #expect(try year.text("team_sales", "2026-Q1", "T2") == "60")
    #expect(try year.text("own_team", "2026-Q1", "E2") == "60")
  }

  @Test("in a rule for a person a group's name means the group of the rule's own period")
  func groupOfOwnPeriod() throws {
    var year = try SmallYear(
      #""measures": { "# + SmallYear.given("sales") + "," + """
        "team_sales": { "for": "team", "per": "month", "kind": "money", "total": "sales",
                        "whenMissing": "missing" },
        "around": { "per": "quarter", "kind": "money", "formula": "total(team_sales)",
                    "whenMissing": "missing", "whenNotApplicable": "not-applicable" } },
        """ + Self.plans)
    year.rows = [
      .init(id: "E1"), .init(id: "E2", team: "T1", to: "2026-02-28"),
      .init(id: "E2", team: "T2", from: "2026-03-01"), .init(id: "E3", team: "T2"),
    ]
    year.given = [
      "2026-01": ["sales": ["1", "10", "100"]], "2026-02": ["sales": ["2", "20", "200"]],
      "2026-03": ["sales": ["4", "40", "400"]],
    ]
    // T2 in January and February is E3 alone, in March E2 and E3: 100 + 200 + 440.
    #expect(try year.text("around", "2026-Q1", "E2") == "740")
    #expect(try year.text("around", "2026-Q1", "E1") == "37")
  }

  @Test("parts without the person are skipped, needsPeriods asks for enough of the others")
  func joiner() throws {
    let sections =
      #""measures": { "# + SmallYear.given("points", "points") + "}, " + """
        "scores": {
          "m": { "per": "month", "weights": [ { "of": "points", "weight": "100%", "whenMissing": "error" } ] },
          "q": { "per": "quarter", "weights": [
            { "of": "average(month.score)", "weight": "100%", "needsPeriods": 2,
              "whenNotApplicable": "no-score", "whenMissing": "error" } ] } },
        "plans": [ { "id": "all", "roles": ["agent", "lead"],
          "month": { "score": "m" }, "quarter": { "score": "q" } } ]
        """
    var year = try SmallYear(sections)
    year.given = [
      "2026-01": ["points": ["60"]], "2026-02": ["points": ["70"]], "2026-03": ["points": ["90"]],
    ]
    #expect(try year.text("q", "2026-Q1") == "220/3")
    year.rows = [.init(id: "E1", from: "2026-02-10")]
    #expect(try year.text("q", "2026-Q1") == "80")
    year.rows = [.init(id: "E1", from: "2026-03-31")]
    #expect(try year.text("q", "2026-Q1") == "not-applicable")
  }

  @Test("each part is calculated by the version in force on its last day")
  func versions() throws {
    func sections(_ rate: String) -> String {
      #""constants": { "rate": { "kind": "percent", "is": "\#(rate)" } }, "measures": { "#
        + SmallYear.given("sales") + "," + """
          "pay": { "per": "month", "kind": "money", "formula": "sales * rate", "whenMissing": "missing" },
          "q": { "per": "quarter", "kind": "money", "formula": "total(pay)", "whenMissing": "missing" },
          "by_rate": { "per": "quarter", "kind": "money", "formula": "total(sales * rate)",
                       "whenMissing": "missing" } },
          """ + Self.plans
    }
    var year = try SmallYear(versions: [
      ("2025-01-01", "2026-01-31", sections("10%")), ("2026-02-01", "2026-12-31", sections("20%")),
    ])
    year.given = [
      "2026-01": ["sales": ["100"]], "2026-02": ["sales": ["100"]], "2026-03": ["sales": ["100"]],
    ]
    #expect(try year.text("q", "2026-Q1") == "50")
    // The argument of a collector is read in each part's own version, constants too.
    #expect(try year.text("by_rate", "2026-Q1") == "50")
  }

  @Test("a name that an older version lacks is an error; before the first version there is nothing")
  func missingName() throws {
    let old = #""measures": { "# + SmallYear.given("other") + "}, " + Self.plans
    let new =
      #""measures": { "# + SmallYear.given("sales") + "," + """
        "q": { "per": "quarter", "kind": "money", "formula": "total(sales)", "whenMissing": "missing" } },
        """ + Self.plans
    let year = try SmallYear(versions: [
      ("2025-01-01", "2026-01-31", old), ("2026-02-01", "2026-12-31", new),
    ])
    #expect(try year.codes("2026-Q1") == ["P515"])
    var alone = try SmallYear(new, effective: ("2026-02-01", "2026-12-31"))
    alone.given = ["2026-02": ["sales": ["1"]], "2026-03": ["sales": ["2"]]]
    #expect(try alone.text("q", "2026-Q1") == "3")
  }

  @Test("a history of too many periods is refused, not cut off")
  func tooLong() throws {
    let days =
      #""measures": { "# + SmallYear.given("count", "count", per: #""day""#) + "," + """
        "run": { "per": "day", "kind": "count", "formula": "streak(count >= 1)" } },
        """ + Self.plans
    let year = try SmallYear(days, effective: ("2020-01-01", "2026-12-31"))
    #expect(try year.codes("2020-01-20") == [])
    #expect(try year.codes("2026-01-01") == ["P517"])
  }

  @Test("grades that differ between two versions are not collected")
  func otherGrades() throws {
    func sections(_ bands: String, _ more: String) -> String {
      #""measures": { "# + SmallYear.given("points", "points")
        + #"}, "grades": { "g": { "per": "month", "#
        + #""of": "points", "set": "abc", "whenMissing": "not-graded", "bands": [\#(bands)] } \#(more) }, "#
        + #""plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "grade": "g" } } ]"#
    }
    let bands = #"{ "from": 50, "is": "A" }, { "from": 0, "is": "B" }"#
    let year = try SmallYear(versions: [
      ("2025-01-01", "2026-01-31", sections(bands, "")),
      (
        "2026-02-01", "2026-12-31",
        sections(bands, "").replacing(
          #""measures": {"#,
          with:
            #""measures": { "as": { "per": "quarter", "kind": "count", "formula": "how_many(g, 'A')" },"#
        )
      ),
    ])
    #expect(try year.codes("2026-Q1") == [])
    #expect(try year.text("as", "2026-Q1") == "0")
  }
}
