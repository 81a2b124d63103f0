import Reference
import Testing

/// Periods of every grain, calendars of a policy's own, and several versions.
struct CalendarTests {
  @Test(
    "the period that holds a day",
    arguments: [
      (1, 1, "month", "2026-03-14", "2026-03 2026-03-01 2026-03-31"),
      (15, 1, "month", "2026-03-14", "2026-02 2026-02-15 2026-03-14"),
      (15, 1, "month", "2026-03-15", "2026-03 2026-03-15 2026-04-14"),
      (15, 1, "month", "2026-01-03", "2025-12 2025-12-15 2026-01-14"),
      (1, 4, "quarter", "2026-03-31", "2025-Q4 2026-01-01 2026-03-31"),
      (1, 4, "quarter", "2026-04-01", "2026-Q1 2026-04-01 2026-06-30"),
      (1, 4, "year", "2026-03-31", "2025 2025-04-01 2026-03-31"),
      (15, 4, "year", "2026-04-14", "2025 2025-04-15 2026-04-14"),
      (1, 1, "ten-days", "2026-02-10", "2026-02-T1 2026-02-01 2026-02-10"),
      (1, 1, "ten-days", "2026-02-11", "2026-02-T2 2026-02-11 2026-02-20"),
      (1, 1, "ten-days", "2026-02-28", "2026-02-T3 2026-02-21 2026-02-28"),
      (15, 1, "ten-days", "2026-03-06", "2026-02-T2 2026-02-25 2026-03-06"),
      (15, 1, "ten-days", "2026-03-14", "2026-02-T3 2026-03-07 2026-03-14"),
      (1, 1, "day", "2024-02-29", "2024-02-29 2024-02-29 2024-02-29"),
    ])
  func periods(first: Int, month: Int, grain: String, day: String, expected: String) throws {
    let calendar = PolicyCalendar(firstDay: first, firstMonth: month)
    let period = calendar.period(grain, holding: try #require(Day(day)))
    #expect("\(period.name) \(period.start.text) \(period.end.text)" == expected)
    #expect(calendar.next(calendar.previous(period)) == period)
  }

  private func book(_ calendar: String, _ measure: String) -> SmallBook {
    SmallBook(
      header: #", "calendar": { \#(calendar) }"#,
      sections: """
        "measures": { "sold": { \(measure), "kind": "money", "sum": "sales.amount",
          "whenNoRows": 0 } },
        "plans": []
        """,
      from: "2025-01-01",
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        "sales": SmallBook.sold(
          "E1 2026-03-14 1", "E1 2026-03-15 10", "E1 2026-04-14 100", "E1 2026-04-15 1000",
          "E1 2026-02-28 10000", "E1 2025-04-14 100000"),
      ])
  }

  @Test(
    "rows of a policy's own periods and windows",
    arguments: [
      (#""monthStartsOn": 15"#, #""per": "month""#, "2026-03", "110"),
      (#""monthStartsOn": 15"#, #""per": "month", "window": "2 months""#, "2026-03", "10111"),
      (#""monthStartsOn": 15, "namedBy": "end""#, #""per": "month""#, "2026-04", "110"),
      (#""monthStartsOn": 15, "namedBy": "start""#, #""per": "month""#, "2026-04", "1000"),
      (#""yearStartsIn": 4, "namedBy": "end""#, #""per": "year""#, "2026", "110011"),
      (#""yearStartsIn": 4"#, #""per": "quarter""#, "2026-Q1", "1100"),
      (#""yearStartsIn": 4"#, #""per": "quarter""#, "2025-Q4", "10011"),
      (#""yearStartsIn": 4"#, #""per": "year""#, "2025", "110011"),
      (#""tenDays": true"#, #""per": "ten-days""#, "2026-03-T2", "11"),
      (#""tenDays": true"#, #""per": "day", "window": "32 days""#, "2026-04-15", "1110"),
      (#""tenDays": true"#, #""per": "day", "window": "1 month""#, "2026-04-14", "100"),
      (#""tenDays": true"#, #""per": "month", "window": "2 quarters""#, "2026-04", "11111"),
      (#""yearStartsIn": 4"#, #""per": "month", "window": "1 year""#, "2026-03", "110011"),
    ])
  func rows(calendar: String, measure: String, period: String, sum: String) throws {
    #expect(try book(calendar, measure).figures(period)["sold", of: "employee E1"] == sum)
  }

  @Test("each part goes by its own version")
  func versions() throws {
    let sections = { (rate: Int, names: String) in
      """
      "constants": { "rate": { "kind": "money", "is": \(rate) } },
      "measures": {
        "paid": { "per": "month", "kind": "money", "formula": "rate * 2" },
        "sum": { "per": "quarter", "kind": "money", "formula": "total(paid)" },
        "before": { "per": "month", "kind": "money", "formula": "previous(paid)" } },
      "plans": []
      """
    }
    let small = SmallBook(
      sections: sections(7, ""), from: "2026-03-01",
      former: [(sections(5, ""), "2026-02-01", "2026-02-28")],
      tables: ["roster": SmallBook.roster("E1 agent T1 D1"), "sales": SmallBook.sold()])
    // January lies before the first version: 10 and 14.
    #expect(try small.figures("2026-Q1")["sum", of: "employee E1"] == "24")
    #expect(try small.figures("2026-03")["before", of: "employee E1"] == "10")
    #expect(try small.figures("2026-02")["before", of: "employee E1"] == "missing")
  }

  @Test("holidays may stand in a file")
  func holidays() throws {
    let small = SmallBook(
      sections: """
        "calendars": { "office": { "workdays": ["mon", "tue", "wed", "thu", "fri"],
          "holidays": { "file": "data/days.csv" } } },
        "measures": { "open": { "per": "month", "kind": "count", "count": "sales",
          "where": "is_workday(sold_on, office)", "whenNoRows": 0 } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        // Monday to Wednesday, and a Sunday.
        "sales": SmallBook.sold(
          "E1 2026-03-02 1", "E1 2026-03-03 1", "E1 2026-03-04 1", "E1 2026-03-08 1"),
      ],
      files: ["data/days.csv": "date\n2026-03-03\n2026-03-08\n"])
    #expect(try small.figures("2026-03")["open", of: "employee E1"] == "2")
  }

  @Test("the share of rows among others")
  func share() throws {
    let small = SmallBook(
      sections: """
        "measures": { "big": { "per": "month", "kind": "percent", "share": "sales",
          "where": "amount >= 10 CNY", "among": "amount < 100 CNY",
          "whenNoRows": "not-applicable" } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1", "E2 agent T1 D1"),
        "sales": SmallBook.sold(
          "E1 2026-03-02 9", "E1 2026-03-03 10", "E1 2026-03-04 99", "E1 2026-03-08 100",
          "E2 2026-03-08 100"),
      ])
    let list = try small.figures("2026-03")
    #expect(list["big", of: "employee E1"] == "2/3")
    #expect(list["big", of: "employee E2"] == "not-applicable")
  }
}
