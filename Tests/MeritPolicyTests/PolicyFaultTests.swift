import Foundation
import MeritModel
import MeritPolicy
import Testing

/// The example of the language with a part put wrong: which faults are told, and no others.
struct PolicyFaultTests {
  private static func compile(_ changes: [(String, String)]) throws -> Checked<CompiledPolicy> {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/telesales-example.policy.json")
    var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for (old, new) in changes {
      try #require(text.contains(old), "the example has no \(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    return PolicyCompiler.compile(Array(text.utf8), file: "p")
  }

  /// The errors as `code pointer`, in the order of the file.
  private static func errors(_ changes: [(String, String)]) throws -> [String] {
    let checked = try compile(changes)
    let errors = checked.diagnostics.filter { $0.severity == .error }
    #expect((checked.result == nil) == !errors.isEmpty)
    return errors.inOrder.map { "\($0.code.rawValue) \($0.place?.pointer ?? "")" }
  }

  @Test(arguments: [
    // A name whose definition is faulty is known all the same.
    (
      #""label": "Won sales", "per": "month""#, #""label": "Won sales", "per": "months""#,
      "P207 /measures/net_sales/per"
    ),
    (
      #""label": "Won sales", "per": "month""#, #""label": "Won sales", "per": []"#,
      "P005 /measures/net_sales/per"
    ),
    (
      #""label": "Won sales", "per": "month""#, #""label": "Won sales""#,
      "P004 /measures/net_sales"
    ),
    (
      #""label": "Won sales", "per": "month""#,
      #""label": "Won sales", "per": ["month", "month"]"#, "P102 /measures/net_sales/per/1"
    ),
    (
      #""per": "month", "kind": "money", "source": "§3.1","#,
      #""per": "month", "kind": "mony", "source": "§3.1","#, "P005 /measures/net_sales/kind"
    ),
    (
      #""sum": "sales.amount", "where": "status = 'won'""#,
      #""sum": "sales.amount", "where": "status = 'wno'""#, "P207 /measures/net_sales/where"
    ),
    // Empty lists and words that are not known.
    (
      #""through": [ { "at": 1, "is": 0 }, { "at": 3, "is": 60 }, { "at": 5, "is": 100 } ]"#,
      #""through": []"#, "P005 /indicators/team_survey_score/curve/through"
    ),
    (#""title": "Telesales performance and bonus policy""#, #""title": {}"#, "P005 /policy/title"),
    (
      #""label": "Won sales""#, #""label": { "fr": "Ventes" }"#, "P003 /measures/net_sales/label/fr"
    ),
    (#""timeZone": "Asia/Shanghai""#, #""timeZone": "Asia/Shangai""#, "P005 /policy/timeZone"),
    (
      #""percent": "exact""#, #""percent": "exact", "default": "never""#,
      "P207 /policy/rounding/default"
    ),
    (#""currency": "CNY","#, #""currency": "CNY", "leavers": "no_plan","#, "P207 /policy/leavers"),
    // Names.
    (
      #""connected": "flag""#, #""connected": "flag", "Wait s": "number""#,
      "P005 /inputs/calls/columns/Wait s"
    ),
    (
      #""connected": "flag""#, "\"connected\": \"flag\", \"\u{430}\": \"number\"",
      "P015 /inputs/calls/columns/\u{430}"
    ),
    (
      #""connected": "flag""#, #""connected": "flag", "missing": "number""#,
      "P005 /inputs/calls/columns/missing"
    ),
    (
      #""severity": ["minor", "serious"]"#, #""severity": ["minor", "serious", "minor"]"#,
      "P102 /inputs/complaints/columns/severity/2"
    ),
    (#""score": "number 1..5""#, #""score": "number 5..1""#, "P005 /inputs/surveys/columns/score"),
    // A step of a value that changes begins though its value cannot be read.
    (
      #"{ "from": "2026-01-01", "is": 800 }"#, #"{ "from": "2026-01-01", "is": "much" }"#,
      "P005 /constants/base_bonus/dated/0/is"
    ),
    (
      #"{ "from": "2026-01-01", "is": 800 }"#,
      "{ \"from\": \"2026-01-01\", \"is\": \(String(repeating: "9", count: 400)) }",
      "P012 /constants/base_bonus/dated/0/is"
    ),
    (
      #"{ "from": "2026-01-01", "is": 800 }"#, #"{ "from": "2026-01-32", "is": 800 }"#,
      "P005 /constants/base_bonus/dated/0/from"
    ),
    (
      #"{ "from": "2026-01-01", "is": 800 }"#, #"{ "from": "2026-02-01", "is": "much" }"#,
      "P512 /constants/base_bonus/dated P005 /constants/base_bonus/dated/0/is"
    ),
    // Claims.
    (
      #""neverLower": "specialist_month_bonus", "whenMore": "net_sales""#,
      #""neverLower": "specialist_month_bonus", "whenMore": "net_slaes""#, "P101 /claims/0/whenMore"
    ),
    (
      #""neverLower": "specialist_month_bonus", "whenMore": "net_sales""#,
      #""neverLower": "specialist_month_bonus""#, "P004 /claims/0"
    ),
    (
      #""always": "specialist_month_bonus <= month_bonus_cap""#,
      #""always": "specialist_month_bonus <= ""#, "P110 /claims/2/always"
    ),
    (
      #""exactlyOne": "month.grade""#, #""exactlyOne": "month.grade", "always": "1 = 1""#,
      "P004 /claims/4"
    ),
    // Parts of sections that only later commands use.
    (
      #""mode": "forward-delta""#, #""mode": "forwards""#, "P207 /policy/retro/mode"
    ),
    (#""on": "2025-12-18""#, #""on": "2025-12-32""#, "P005 /policy/approved/on"),
    (#""ties": "better-grade""#, #""ties": "better""#, "P207 /grades/quarter_grade/quota/ties"),
    // Ids that stand twice, roles that nobody has, columns that the roster needs.
    (
      #"{ "id": "minor",     "each""#, #"{ "id": "off_hours", "each""#,
      "P102 /indicators/discipline/deductions/lines/1/id"
    ),
    (
      #"{ "id": "cap", "#, #"{ "id": "base", "#,
      "P102 /bonuses/specialist_month_bonus/steps/5/id"
    ),
    (#"{ "id": "team_lead", "roles""#, #"{ "id": "specialist", "roles""#, "P102 /plans/1/id"),
    (
      #""for": "team", "roles": ["specialist"]"#, #""for": "team", "roles": ["specialits"]"#,
      "P207 /measures/team_target/roles"
    ),
    (
      #""name": "text", "role": ["specialist", "team_lead", "supervisor"]"#,
      #""name": "text", "post": ["specialist", "team_lead", "supervisor"]"#, "P004 /inputs/roster"
    ),
  ]) func `one slip gives its own findings at their place`(
    old: String, new: String, expected: String
  ) throws {
    #expect(try Self.errors([(old, new)]).joined(separator: " ") == expected)
  }

  @Test func `faults of every section are told at once`() throws {
    let errors = try Self.errors([
      (#""id": "telesales","#, #""id": 7,"#),
      (#""kind": "money", "label": "Monthly bonus cap""#, #""kind": "money", "lable": "Cap""#),
      (#""where": "connected""#, #""where": "conected""#),
      (#""startAt": 100, "#, ""),
      (#""weight": "50%" },"#, #""weight": 50 },"#),
      (#""method": "marginal","#, #""method": "cumulative","#),
      (#""roles": ["specialist"],"#, #""roles": ["specialists"],"#),
      (#""otherwise": "error""#, #""otherwise": "eror""#),
    ])
    for expected in [
      "P005 /policy/id", "P003 /constants/month_bonus_cap/lable",
      "P105 /measures/connected_calls/where", "P004 /indicators/discipline/deductions",
      "P206 /scores/specialist_month/weights/0/weight", "P207 /tiers/commission/method",
      "P207 /checks/0/otherwise",
    ] {
      #expect(errors.contains(expected), "\(expected) is not in \(errors)")
    }
  }

  @Test func `a duplicate key does not hide other faults`() throws {
    let errors = try Self.errors([
      (#""where": "connected""#, #""where": "conected", "label": "again""#),
      (#""won_sales":          {"#, #""net_sales":          {"#),
    ])
    #expect(errors.filter { $0.hasPrefix("P002") }.count == 2)
    #expect(errors.contains("P105 /measures/connected_calls/where"))
    #expect(!errors.contains { $0.hasPrefix("P102") })
  }

  @Test func `a caret stands under the wrong part of an expression`() throws {
    let old = #""where": "severity = 'minor' and upheld""#
    let new = #""where": "severity \u003d 'mino' and upheld""#
    let found = try Self.compile([(old, new)]).diagnostics.filter { $0.code == .unknownChoice }
    let excerpt = try #require(found.first?.excerpt)
    let marked = excerpt.line.dropFirst(excerpt.column - 1).prefix(excerpt.length)
    #expect(found.count == 1)
    #expect(marked == "'mino'")
  }

  @Test func `derived columns stand in any order, a ring of them is told`() throws {
    let columns = #""connected": "flag" } },"#
    func derived(_ text: String) -> [(String, String)] {
      [(columns, #""connected": "flag", "a": "number", "b": "number" }, "derived": {\#(text)} },"#)]
    }
    #expect(
      try Self.errors(
        derived(
          #""x": { "kind": "number", "is": "y + 1" }, "y": { "kind": "number", "is": "a * b" }"#)
      ).isEmpty)
    #expect(
      try Self.errors(
        derived(
          #""x": { "kind": "number", "is": "y + 1" }, "y": { "kind": "number", "is": "x * b" }"#))
        == ["P104 /inputs/calls/derived/x"])
    #expect(
      try Self.errors(derived(#""a": { "kind": "number", "is": "b + 1" }"#))
        == ["P102 /inputs/calls/derived/a"])
  }

  @Test func `the example has no finding graver than a hint`() throws {
    #expect(try Self.compile([]).diagnostics.filter { $0.severity != .hint }.map(\.message) == [])
  }

  @Test("no number of hints hides an error")
  func errorsAreKept() {
    let source = JSONSource(file: "p", bytes: Array("{}".utf8))
    let findings = FindingCollector(source: source)
    for _ in 0..<2 * FindingCollector.limit {
      findings.append(Diagnostic(.tooManyTerms, "a hint", help: "nothing"))
    }
    findings.append(Diagnostic(.unknownName, "an error", help: "define it"))
    #expect(findings.diagnostics.count == FindingCollector.limit + 1)
    #expect(findings.diagnostics.hasErrors)
  }

  @Test(
    "a window has a number that a calendar holds",
    arguments: [("10000", 0), ("10001", 1), ("9223372036854775807", 1), ("0", 1)])
  func window(count: String, faults: Int) throws {
    let wanted = (
      #""window": "12 months", "whenNoRows": "missing""#,
      #""window": "\#(count) years", "whenNoRows": "missing""#
    )
    #expect(try Self.errors([wanted]).count == faults)
  }
}
