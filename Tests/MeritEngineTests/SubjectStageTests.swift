import MeritEngine
import MeritImport
import MeritModel
import MeritPolicy
import Testing

/// One rule for many people at once: who computes which never shows.
@Suite struct SubjectStageTests {
  private static let people = 700

  /// Every person has a value of their own; those of each seventh have none, of each ninth too much.
  private func year(threads: Int) throws -> SmallYear {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("sold")), \(SmallYear.given("deals", "count")),
        "rate": { "per": "month", "kind": "percent",
          "ratio": { "of": "sold", "to": "team.team_sold", "whenZero": "not-applicable" },
          "whenMissing": "missing", "whenNotApplicable": "missing" },
        "team_sold": { "for": "team", "per": "month", "kind": "money", "total": "sold",
          "whenMissing": 0 } },
      "indicators": {
        "reached": { "per": "month", "whenMissing": 50, "curve": { "of": "sold", "through": [
          { "at": 0, "is": 0 }, { "at": 400, "is": 100 } ] } } },
      "scores": { "s": { "per": "month", "weights": [ { "of": "reached", "weight": "100%" } ] } },
      "grades": { "g": { "per": "month", "of": "month.score", "set": "abc", "quota": {
        "within": "team", "groupNeeds": 2, "smallGroups": "as-is", "seats": "largest-remainder",
        "ties": "employee-id", "order": [ { "by": "month.score", "best": "high" } ],
        "shares": [ { "is": "A", "share": "20%" }, { "is": "B", "share": "80%" } ] } } },
      "bonuses": { "b": { "per": "month", "steps": [
        { "id": "start", "start": "sold * 3%", "whenMissing": 7 },
        { "id": "less", "minus": "held.opening" },
        { "id": "pay", "round": "0.01 half-up" } ] } },
      "balances": { "held": { "per": "month", "add": "sold", "releaseEach": "deals >= 2",
        "whenMissing": 1 } },
      "allocations": { "pool": { "per": "month", "within": "team", "pool": "1000 EUR",
        "by": "s", "to": "0.01", "remainder": "largest-remainder" } },
      "outcomes": { "up": { "per": "month", "requires": [
        { "id": "deals", "check": "deals >= 2", "whenMissing": "fail" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "score": "s", "grade": "g",
        "bonus": ["b", "pool"], "outcomes": ["up"] } } ]
      """, effective: ("2026-01-01", "2026-12-31"))
    year.workers = ThreadWorkers(threads)
    year.rows = (0..<Self.people).map { person in
      SmallYear.Row(id: "E\(1000 + person)", team: "T\(person % 9)")
    }
    for month in ["2026-01", "2026-02", "2026-01@2026-02", "2026-01@2026-01"] {
      let own = month.utf8.reduce(0) { ($0 * 31 + Int($1)) % 97 }
      year.given[month] = [
        "sold": (0..<Self.people).map { person in
          person % 7 == 0 ? nil : "\((person * 37 + own) % 500)"
        },
        "deals": (0..<Self.people).map { person in
          person % 11 == 0 ? nil : "\((person + own) % 4)"
        },
      ]
    }
    return year
  }

  /// Everything that a calculation gave, as a text.
  private func text(_ checked: Checked<Calculation>) -> String {
    guard let calculation = checked.result else { return "nothing" }
    var lines = checked.diagnostics.map { "\($0)" }
    for rule in calculation.policy.rules {
      let values = (calculation.columns[rule.id.index] ?? []).map { value in
        value.isPresent ? value.canonicalText : value.stateName
      }
      lines.append("\(rule.name): \(values)")
      for parts in [calculation.steps, calculation.lines, calculation.balances] {
        lines.append("\(parts[rule.id]?.map { $0.map(\.canonicalText) } ?? [])")
      }
      lines.append(
        "\(calculation.requirements[rule.id]?.map { $0.map(\.canonicalText) } ?? [])")
    }
    return lines.joined(separator: "\n")
  }

  @Test func `one, two and many threads give the same values and findings`() throws {
    let texts = try [1, 2, 20].map { threads in
      text(try year(threads: threads).calculated("2026-02"))
    }
    #expect(texts[0].contains("held"))
    #expect(texts[1] == texts[0])
    #expect(texts[2] == texts[0])
  }

  @Test(arguments: [1, 2, 20])
  func `of many faults the first people's are told, whoever found them`(threads: Int) throws {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("sold")),
        "large": { "per": "month", "kind": "money", "range": "0..400", "formula": "sold",
          "whenMissing": "error" } },
      "bonuses": { "b": { "per": "month", "steps": [
        { "id": "start", "start": "large" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "b" } } ]
      """)
    year.workers = ThreadWorkers(threads)
    year.rows = (0..<Self.people).map { SmallYear.Row(id: "E\(1000 + $0)") }
    // From E1100 on everybody sells too much, and nobody has a value from E1600 on.
    year.given["2026-01"] = [
      "sold": (0..<Self.people).map { $0 < 100 ? "400" : $0 < 600 ? "401" : nil }
    ]
    let findings = try year.calculated("2026-01").diagnostics
    let outside = findings.filter { $0.code == .figureOutOfRange }
    #expect(outside.count == 21)
    for person in 1100..<1120 {
      #expect(
        outside.contains { $0.message == "`large` of `E\(person)` is outside its range" })
    }
    #expect(outside.contains { $0.message == "the same holds for 480 more" })
    let missing = findings.filter { $0.code == .valueMissing }
    #expect(missing.contains { $0.message.contains("`E1600`") })
    #expect(missing.contains { $0.message == "the same holds for 80 more" })
  }
}
