import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Ballots and what comes of them; every mean is worked out by hand.
@Suite struct RatingsTests {
  /// A ballot row: who rates whom, as what, with how many points.
  private struct Row {
    let rater: String
    let ratee: String
    let kind: String
    let score: String

    init(_ text: String) {
      let words = text.split(separator: " ").map(String.init)
      (rater, ratee, kind, score) = (words[0], words[1], words[2], words[3])
    }
  }

  private func calculated(_ rating: String, _ rows: [String]) throws -> (
    Calculator, CompiledPolicy, Checked<Calculation>
  ) {
    let text = """
      { "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P", "currency": "EUR", "timeZone": "UTC",
          "effective": { "from": "2026-01-01", "to": "2026-12-31" } },
        "inputs": {
          "roster": { "key": ["employee_id"], "columns": { "employee_id": "id", "role": ["agent"] } },
          "ballots": { "owner": "ratee", "date": "on", "columns": { "rater": "id", "ratee": "id",
            "on": "date", "kind": ["peer", "boss"], "score": "points 0..100" } } },
        "ratings": { "opinion": { "per": "month", "of": "ballots.score", "rater": "rater", \(rating) } },
        "plans": [ { "id": "all", "roles": ["agent"] } ] }
      """
    let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
    let policy = try #require(checked.valid, "\(checked.diagnostics)")
    let roster = Roster(
      columns: ["employee_id", "role"],
      rows: ["E1", "E2"].enumerated().map { place, id in
        RosterRow(
          employee: id, values: [.present(.text(id)), .present(.text("agent"))],
          validFrom: CalendarDay(number: 0), validTo: nil,
          place: SourcePlace(file: "r.csv", line: place + 2))
      })
    let march = try #require(policy.header.calendar.period(named: "2026-03"))
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    let calculator = Calculator(
      policy: policy, cohort: Cohort(of: roster, in: march),
      measures: MeasureTable(rows: [rule.id: try list(rows.map(Row.init), rule)]))
    return (calculator, policy, calculator.calculation())
  }

  /// All rows of the table, in the columns that the rating asks for.
  private func list(_ rows: [Row], _ rule: Rule) throws -> RowList {
    guard case .rating(let rating)? = rule.measure?.shape else { return .empty }
    let columns = rating.columns.map { column in
      rows.map { row -> Value in
        switch column {
        case 0: .present(.text(row.rater))
        case 1: .present(.text(row.ratee))
        case 3: .present(.text(row.kind))
        default: Exact(decimal: row.score[...]).map(Value.number) ?? .missing
        }
      }
    }
    let texts = Set(columns.joined().compactMap(\.text)).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
    let numbers = columns.map { column in
      column.compactMap { $0.text.flatMap(texts.firstIndex(of:)) }.map(Int32.init)
    }
    return RowList(
      starts: [0, rows.count], columns: columns,
      places: rows.indices.map { (file: 0, line: $0 + 2) }, files: ["b.csv"], numbers: numbers)
  }

  private func opinions(_ rating: String, _ rows: [String]) throws -> [String] {
    let (_, policy, checked) = try calculated(rating, rows)
    let calculation = try #require(checked.result)
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    return [0, 1].map {
      let value = calculation.value(rule.id, of: $0)
      return value.isPresent ? value.canonicalText : value.stateName
    }
  }

  private let six = zip(1...6, ["95", "88", "90", "91", "60", "92"]).map { "R\($0) E1 peer \($1)" }

  @Test(
    "the extremes of many scores leave, of few none",
    arguments: [
      (#""above": 5, "highest": 1, "lowest": 1"#, "90.25"),
      (#""above": 6, "highest": 1, "lowest": 1"#, "86"),
      (#""above": 5, "highest": 2"#, "82.25"), (#""above": 5, "lowest": 5"#, "95"),
    ])
  func trim(trim: String, expected: String) throws {
    // 95 + 88 + 90 + 91 + 60 + 92 = 516; without 95 and 60 it is 361 over 4, without 95 and 92 329.
    let rating = #""trim": { \#(trim) }, "whenNoRaters": "missing""#
    #expect(try opinions(rating, six) == [expected, "missing"])
    #expect(try opinions(rating, six.reversed()) == [expected, "missing"])
  }

  @Test(
    "a void ballot counts for nobody",
    arguments: [
      (#""how_many(score >= 90) <= 1""#, ["80", "60"]),
      (#""how_many(score >= 90) <= 2""#, ["90", "75"]),
      (#""min(score) <> max(score)""#, ["90", "75"]),
      (#""average(score) > 70""#, ["100", "90"]), (#""average(score) >= 70""#, ["90", "75"]),
      (#""total(score) < 190", "average(score) > 70""#, ["not-applicable", "not-applicable"]),
    ])
  func void(rules: String, expected: [String]) throws {
    let rows = ["R1 E1 peer 100", "R1 E2 peer 90", "R2 E1 peer 80", "R2 E2 peer 60"]
    let rating = #""validWhen": [\#(rules)], "whenNoRaters": "not-applicable""#
    #expect(try opinions(rating, rows) == expected)
  }

  @Test("a void ballot is told with its place, and people beyond the roster belong to ballots")
  func told() throws {
    let rows = ["R2 E2 peer 70", "R1 E1 peer 100", "R1 X9 peer 100"]
    let rating =
      #""validWhen": ["min(score) <> max(score) or how_many(score > 0) = 1"], "whenNoRaters": 0"#
    let (_, _, checked) = try calculated(rating, rows)
    #expect(checked.diagnostics.map(\.code) == [.voidBallot])
    #expect(checked.diagnostics.first?.place?.line == 3)
    #expect(checked.diagnostics.first?.message.contains("`R1` is void") == true)
    #expect(checked.diagnostics.first?.message.contains("its 2 rows do not count") == true)
    #expect(try opinions(rating, rows) == ["0", "70"])
  }

  private func groups(_ tooFew: String, needs: String = "50%") -> String {
    """
    "reweightNeeds": "\(needs)", "whenNoRaters": "missing", "groups": [
      { "id": "peer", "where": "kind = 'peer'", "weight": "40%", "needsRaters": 2, "whenTooFew": \(tooFew) },
      { "id": "boss", "where": "kind = 'boss'", "weight": "60%", "whenTooFew": \(tooFew) } ]
    """
  }

  @Test(
    "groups of raters with weights",
    arguments: [
      // 0.4 × 70 + 0.6 × 90; else the boss alone.
      (#""reweight""#, ["R1 E1 peer 80", "R2 E1 peer 60", "R3 E1 boss 90"], "82"),
      (#""reweight""#, ["R1 E1 peer 80", "R3 E1 boss 90"], "90"),
      (#""reweight""#, ["R1 E1 peer 80", "R2 E1 peer 60"], "not-applicable"),
      (#""reweight""#, ["R1 E1 peer 80"], "not-applicable"), (#""reweight""#, [], "missing"),
      (#""missing""#, ["R1 E1 peer 80", "R3 E1 boss 90"], "missing"),
      (#""not-applicable""#, ["R1 E1 peer 80", "R3 E1 boss 90"], "not-applicable"),
      // 0.4 × 50 + 0.6 × 90.
      ("50", ["R1 E1 peer 80", "R3 E1 boss 90"], "74"),
    ])
  func groups(tooFew: String, rows: [String], expected: String) throws {
    #expect(try opinions(groups(tooFew), rows)[0] == expected)
  }

  @Test(
    "a weight equal to the need is enough",
    arguments: [("60%", "90"), ("60.01%", "not-applicable"), ("0%", "90")])
  func weight(needs: String, expected: String) throws {
    let rows = ["R1 E1 peer 80", "R3 E1 boss 90"]
    #expect(try opinions(groups(#""reweight""#, needs: needs), rows)[0] == expected)
  }

  @Test("too few raters are none", arguments: [(1, "80"), (2, "0")])
  func needs(raters: Int, expected: String) throws {
    let rating = #""needsRaters": \#(raters), "whenNoRaters": 0"#
    #expect(try opinions(rating, ["R1 E1 peer 80"])[0] == expected)
  }

  @Test("nobody rates somebody twice, in whatever group")
  func twice() throws {
    let rows = ["R1 E1 peer 80", "R1 E2 peer 80", "R1 E1 boss 70"]
    let (_, _, checked) = try calculated(#""whenNoRaters": 0"#, rows)
    #expect(checked.valid == nil)
    let finding = try #require(checked.diagnostics.first)
    #expect((finding.code, finding.place?.line) == (.rateeRatedTwice, 4))
    #expect(finding.notes == ["the other row is b.csv:2"])
  }

  @Test("an explanation names the scores of each group and those left out")
  func explained() throws {
    let rating = groups(#""reweight""#) + #", "trim": { "above": 1, "highest": 1 }"#
    let rows = ["R1 E1 peer 80", "R2 E1 peer 60", "R3 E1 boss 90"]
    let (calculator, policy, _) = try calculated(rating, rows)
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    guard case .rating(let parts)? = calculator.explanation(of: rule.id, for: 0).derivation else {
      Issue.record("no rating")
      return
    }
    #expect(parts.map { $0.group?.id } == ["peer", "boss"])
    #expect(parts.map(\.value) == [.number(Exact(60)), .number(Exact(90))])
    #expect(parts[0].given.map(\.rater) == ["R2", "R1"])
    #expect(parts[0].given.map(\.isTrimmed) == [false, true])
  }
}
