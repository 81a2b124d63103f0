import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// A roster on which E1 is from the 3rd to the 10th and from the 12th of March on.
private func roster(_ rows: [(String, String?)]) throws -> Roster {
  Roster(
    columns: ["employee_id", "role", "team_id", "valid_from", "valid_to"],
    rows: try rows.map { from, to in
      let start = try #require(CalendarDay(iso: from))
      let end = to.flatMap { CalendarDay(iso: $0) }
      return RosterRow(
        employee: "E1",
        values: [
          .present(.text("E1")), .present(.text("agent")), .present(.text("T1")),
          .present(.day(start)), end.map { .present(.day($0)) } ?? .missing,
        ], validFrom: start, validTo: end, place: SourcePlace(file: "r.csv", line: 1))
    })
}

/// The first line that is noted, and how many there are.
private func noted(
  _ rows: [(String, String?)], calls: [String] = [], months: [String] = []
) throws -> String {
  let measures =
    MeasurePolicy.measure("m", "\"count\": \"calls\"", kind: "count") + ", "
    + MeasurePolicy.measure("s", "\"sum\": \"visits.score\"", kind: "points")
  let policy = try MeasurePolicy.compile(measures)
  let text = calls.enumerated().map { "c\($0),E1,\($1) 23:59:59,,in,true,1,1,\n" }.joined()
  let scan = MeasurePolicy.scan(
    policy, calls: text, visits: months.map { "E1,\($0),1\n" }.joined())
  let cohort = Cohort(of: try roster(rows), in: try #require(MeasurePolicy.march))
  let result = try scan.run([cohort])
  #expect(result.accounts.allSatisfy { $0.rowsUsed == calls.count || $0.rowsUsed == months.count })
  let noted = result.problems.filter { $0.code == .rowOutsideEmployment }
  #expect(noted.allSatisfy { $0.severity == .hint })
  return noted.map { "\($0.line) \($0.message.contains("2 rows") ? 2 : 1)" }.joined()
}

@Test("Rows on days on which the owner is not on the roster count, and are noted")
func rowsOutsideEmployment() throws {
  let rows: [(String, String?)] = [("2026-03-03", "2026-03-10"), ("2026-03-12", nil)]
  let days = ["02", "03", "10", "11", "12", "31"].map { "2026-03-\($0)" }
  // The 2nd and the 11th.
  #expect(try noted(rows, calls: days) == "2 2")
  #expect(try noted([("2026-03-01", nil)], calls: days).isEmpty)
  #expect(try noted([("2026-03-01", "2026-03-10"), ("2026-03-11", nil)], calls: days).isEmpty)
  #expect(try noted([("2025-03-01", "2026-03-30")], calls: days) == "7 1")
}

@Test("A row of a whole month is outside only where no day of it is inside")
func monthsOutsideEmployment() throws {
  #expect(try noted([("2026-03-31", nil)], months: ["2026-03"]).isEmpty)
}
