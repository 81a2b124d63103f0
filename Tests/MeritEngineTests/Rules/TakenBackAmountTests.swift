import MeritEngine
import MeritModel
import Testing

/// Money that is taken back at the rates of earlier periods.
@Suite struct TakenBackAmountTests {
  private static let slabs =
    #""rows": [ { "from": 0, "rate": "3%" }, { "from": 100, "rate": "5%" }, { "from": 300, "rate": "8%" } ]"#

  private static func sections(_ tiers: String?) -> String {
    let scale = tiers.map { #""tiers": { "t": { \#($0) } },"# } ?? ""
    let back = #"{ "tiers": "t", "on": "sold", "reversing": "refunds" }"#
    return """
      "measures": { \(SmallYear.given("sold")),
        "refunds": { "per": "month", "kind": "money", "sum": "sales.amount", "reversing": true,
          "whenNoRows": 0 } },
      \(scale)
      "bonuses": { "b": { "per": "month", "whenMissing": 7, "steps": [
        { "id": "back", "start": \(tiers == nil ? "refunds" : back) },
        { "id": "pay", "round": "0.0001 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "b" } } ]
      """.replacing("\"start\": refunds", with: "\"start\": \"refunds\"")
  }

  /// 350 in January, of which S1 is 250; 120 in February, S2; S1 is taken back by 40 and 60.
  private func year(_ tiers: String) throws -> SmallYear {
    var year = try SmallYear(Self.sections(tiers))
    year.given = ["2026-01": ["sold": ["350"]], "2026-02": ["sold": ["120"]]]
    year.reversed = ["S1": ("2026-01-05", "250"), "S2": ("2026-02-03", "120")]
    year.reversing = ["2026-02": [("40", "S1", "2026-02-07"), ("60", "S1", "2026-02-08")]]
    return year
  }

  @Test(arguments: [
    // 3 + 10 + 4 for 350, 3 + 7.5 for the 250 that are left.
    (#""method": "marginal""#, "6.5"),
    // The rate of 350 is 8 %, on the line it is the last row's.
    (#""method": "whole""#, "8"), (#""method": "interpolated""#, "8"),
    // 250 by itself was 3 + 7.5, and 100 of 250 are two fifths of it.
    (#""method": "marginal", "basis": "row""#, "4.2"),
    (#""method": "whole", "basis": "row""#, "5"),
  ])
  func `the rate is that of the reversed row's own month`(tiers: String, expected: String) throws {
    #expect(try year("\(tiers), \(Self.slabs)").text("b", "2026-02") == expected)
  }

  @Test func `a row of the month itself is taken back at the month's own rate`() throws {
    var year = try year(#""method": "whole", \#(Self.slabs)"#)
    year.reversing["2026-02"]?.append(("30", "S2", "2026-02-09"))
    // 100 × 8 % and 30 × 5 %.
    #expect(try year.text("b", "2026-02") == "9.5")
  }

  @Test(arguments: [(1, "6.5"), (2, "6.5"), (3, "0")])
  func `fewer rows than the measure needs take nothing back`(needs: Int, expected: String) throws {
    var year = try SmallYear(
      Self.sections("\"method\": \"marginal\", \(Self.slabs)")
        .replacing("\"reversing\": true", with: "\"reversing\": true, \"needsRows\": \(needs)"))
    let given = try self.year("\"method\": \"marginal\", \(Self.slabs)")
    (year.given, year.reversed, year.reversing) = (given.given, given.reversed, given.reversing)
    #expect(try year.text("b", "2026-02") == expected)
  }

  @Test(arguments: [
    // 12 months before 2026-03-10 is 2025-03-10; the day before is too old.
    ("2025-03-10", []), ("2025-03-09", ["D135"]),
  ])
  func `a part is computed whole before the quarter, so a row too old stops it whoever asks`(
    sold: String, codes: [String]
  ) throws {
    var year = try SmallYear(
      Self.sections(#""method": "whole", \#(Self.slabs)"#)
        .replacing(
          "\"bonuses\":",
          with: """
            "scores": { "s": { "per": "quarter", "appliesWhen": "period.start > date'2030-01-01'",
              "whenNotApplicable": 1, "weights": [ { "of": "q", "weight": "100%" } ] } },
            "indicators": { "q": { "per": "quarter", "curve": { "of": "total(month.bonus)",
              "through": [ { "at": 0, "is": 0 }, { "at": 100, "is": 1 } ] } } },
            "bonuses":
            """
        ).replacing(
          "\"bonus\": \"b\" }", with: "\"bonus\": \"b\" }, \"quarter\": { \"score\": \"s\" }"))
    year.given = [
      "2025-03": ["sold": ["350"]], "2026-01": ["sold": ["350"]], "2026-02": ["sold": ["120"]],
      "2026-03": ["sold": ["120"]],
    ]
    year.reversed = ["S1": (sold, "250")]
    year.reversing = ["2026-03": [("40", "S1", "2026-03-10")]]
    #expect(try year.codes("2026-Q1") == codes)
  }

  @Test func `without such rows nothing is taken back`() throws {
    var year = try year(#""method": "whole", \#(Self.slabs)"#)
    year.reversing = [:]
    #expect(try year.text("b", "2026-02") == "0")
  }

  @Test func `a month without a value leaves the operand missing`() throws {
    var year = try year(#""method": "whole", \#(Self.slabs)"#)
    year.given["2026-01"] = nil
    #expect(try year.text("b", "2026-02") == "7")
    year.given["2026-01"] = ["sold": ["0"]]
    #expect(try year.text("b", "2026-02") == "3")
    // Before the policy, and before the person.
    year.reversed["S1"] = ("2024-12-31", "250")
    year.reversing = ["2025-01": [("40", "S1", "2025-01-07")]]
    #expect(try year.text("b", "2025-01") == "7")
    year.rows = [SmallYear.Row(id: "E1", from: "2026-02-01")]
    year.reversed["S1"] = ("2026-01-31", "250")
    year.reversing = ["2026-02": [("40", "S1", "2026-02-07")]]
    #expect(try year.text("b", "2026-02") == "7")
  }

  @Test(
    "the reversed row lies within twelve months, both days counted",
    arguments: [
      ("2025-02-07", true), ("2025-02-06", false), ("2026-02-07", true), ("2026-02-08", false),
    ])
  func within(sold: String, isFound: Bool) throws {
    var year = try year(#""method": "whole", \#(Self.slabs)"#)
    year.reversing = ["2026-02": [("40", "S1", "2026-02-07")]]
    year.reversed["S1"] = (sold, "250")
    #expect(try year.codes("2026-02").contains("D135") == !isFound)
  }

  @Test func `a key that no row has stops the run`() throws {
    var year = try year(#""method": "whole", \#(Self.slabs)"#)
    year.reversing = ["2026-02": [("40", "S9", "2026-02-07")]]
    let found = try year.calculated("2026-02").diagnostics.filter {
      $0.code == .reversedRowNotFound
    }
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.message.contains("sales.csv:2 takes back the row `S9`") == true)
  }

  @Test func `a row that is taken back whole gives back all that it paid`() throws {
    var year = try year(#""method": "whole", "basis": "row", \#(Self.slabs)"#)
    year.reversing["2026-02"] = [("250", "S1", "2026-02-07")]
    #expect(try year.text("b", "2026-02") == "12.5")
  }

  @Test func `a row of 0 has nothing to take back in proportion`() throws {
    var year = try year(#""method": "whole", "basis": "row", \#(Self.slabs)"#)
    year.reversed["S1"]?.amount = "0"
    #expect(try year.text("b", "2026-02") == "0")
  }

  @Test func `the tiers are those of the version that holds in that month`() throws {
    let later = #""method": "whole", "rows": [ { "from": 0, "rate": "50%" } ]"#
    var year = try SmallYear(versions: [
      ("2025-01-01", "2026-01-31", Self.sections(#""method": "whole", \#(Self.slabs)"#)),
      ("2026-02-01", "2026-12-31", Self.sections(later)),
    ])
    year.given = ["2026-01": ["sold": ["350"]], "2026-02": ["sold": ["120"]]]
    year.reversed = ["S1": ("2026-01-05", "250"), "S2": ("2026-02-03", "120")]
    year.reversing = ["2026-02": [("100", "S1", "2026-02-07"), ("10", "S2", "2026-02-08")]]
    #expect(try year.text("b", "2026-02") == "13")
  }

  @Test func `a version without the tiers is told`() throws {
    let year = try SmallYear(versions: [
      ("2025-01-01", "2026-01-31", Self.sections(nil)),
      ("2026-02-01", "2026-12-31", Self.sections(#""method": "whole", \#(Self.slabs)"#)),
    ])
    #expect(try Set(year.codes("2026-02")) == ["P515"])
  }

  @Test func `an explanation tells the months and what was sold in them`() throws {
    let year = try year(#""method": "marginal", \#(Self.slabs)"#)
    let explanation = try #require(try year.explanation("b", "2026-02"))
    guard case .bonus(let steps) = explanation.derivation else {
      Issue.record("no bonus")
      return
    }
    let slices = steps[0].slices.map { slice in
      "\(slice.period?.name ?? "") \(slice.from) \(slice.part) \(slice.pay)"
    }
    // Of 350 are 50 above 300; of 250 are 150 in the middle, where 200 were.
    #expect(slices == ["2026-01 100 50 2.5", "2026-01 300 50 4"])
    #expect(
      explanation.uses.contains { $0.label == "sold" && $0.period.name == "2026-01" })
  }
}
