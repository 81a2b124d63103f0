import MeritModel
import MeritPolicy
import TestSupport
import Testing

/// A sound policy that holds one of each shape, small enough to read; tests damage it.
enum SmallPolicy {
  static let text = """
    { "policyFormat": 1,
      "policy": { "id": "small", "version": "1", "title": "Small",
        "effective": { "from": "2026-01-01", "to": "2026-12-31" },
        "currency": "CNY", "timeZone": "Asia/Shanghai",
        "rounding": { "points": "0.01 half-up", "money": "0.01 half-up",
          "percent": "0.01% half-up", "number": "0.01 half-up" } },
      "gradeSets": { "abc": ["A", "B", "C"] },
      "inputs": {
        "roster": { "key": ["employee_id"], "columns": { "employee_id": "id",
          "role": ["agent", "lead"], "team_id": "id", "valid_from": "date", "valid_to": "date?" } },
        "sales": { "key": ["sale_id"], "owner": "agent_id", "date": "day", "columns": {
          "sale_id": "id", "agent_id": "id", "day": "date", "amount": "money 0..",
          "cost": "money? 0..", "status": ["won", "lost"] },
          "rowCheck": "amount >= 0 CNY" },
        "answers": { "key": ["answer_id"], "owner": "agent_id", "date": "day", "columns": {
          "answer_id": "id", "agent_id": "id", "day": "date", "score": "number 1..5" } },
        "targets": { "key": ["agent_id", "month"], "owner": "agent_id", "date": "month",
          "columns": { "agent_id": "id", "month": "month", "target": "money 100.." } } },
      "constants": { "base": { "kind": "money", "dated": [
          { "from": "2026-01-01", "is": 800 }, { "from": "2026-07-01", "is": 900 } ] } },
      "measures": {
        "won": { "per": "month", "kind": "money", "sum": "sales.amount",
          "where": "status = 'won'", "whenNoRows": 0 },
        "deals": { "per": "month", "kind": "count", "count": "sales", "whenNoRows": 0 },
        "lost": { "per": "month", "kind": "count", "count": "sales",
          "where": "status = 'lost'", "whenNoRows": 0 },
        "target": { "per": "month", "kind": "money", "only": "targets.target",
          "whenNoRows": "missing" },
        "answer": { "per": "month", "kind": "number", "average": "answers.score",
          "needsRows": 3, "whenNoRows": "not-applicable" },
        "share": { "per": "month", "kind": "percent",
          "ratio": { "of": "lost", "to": "deals", "whenZero": 0 } } },
      "indicators": {
        "reached": { "per": "month", "worth": 100,
          "attainment": { "actual": "won", "target": "target", "atMost": "120%" },
          "whenMissing": "error" },
        "service": { "per": "month", "bands": { "of": "answer", "rows": [
          { "from": 4, "is": 100 }, { "from": 1, "is": 40 } ] }, "whenNotApplicable": "pass-on" },
        "care": { "per": "month", "deductions": { "startAt": 100, "lines": [
          { "id": "lost", "each": "lost", "costs": 5, "atMost": 40 } ] } } },
      "scores": { "total_score": { "per": "month", "weights": [
          { "of": "reached", "weight": "50%" },
          { "of": "service", "weight": "20%", "whenNotApplicable": "reweight" },
          { "of": "care", "weight": "30%" } ], "reweightNeeds": "80%" } },
      "grades": { "mark": { "per": "month", "of": "month.score", "set": "abc", "bands": [
          { "from": 90, "is": "A" }, { "from": 60, "is": "B" }, { "from": 0, "is": "C" } ],
          "exceptions": [ { "id": "many_lost", "when": "lost >= 9", "atMost": "B" } ] } },
      "tiers": { "commission": { "method": "marginal", "rows": [
          { "from": 0, "rate": "3%" }, { "from": 1000, "rate": "5%" } ] } },
      "tables": { "factor": { "gives": "percent",
          "inputs": { "grade": "month.grade", "lost": "lost" }, "rows": [
          { "grade": "A", "lost": { "below": 2 }, "is": "150%" },
          { "grade": "A", "lost": { "from": 2 }, "is": "120%" },
          { "grade": "B", "lost": "any", "is": "100%" },
          { "grade": "C", "lost": "any", "is": "0%" } ] } },
      "bonuses": { "pay": { "per": "month", "steps": [
          { "id": "base", "start": "base" },
          { "id": "factor", "times": { "table": "factor" } },
          { "id": "commission", "plus": { "tiers": "commission", "on": "won" } },
          { "id": "pay", "round": "0.01 half-up" } ] } },
      "outcomes": { "promotion": { "per": "month", "requires": [
          { "id": "service", "check": "service >= 80", "whenNotApplicable": "fail" },
          { "id": "share", "check": "share <= 20%" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "score": "total_score",
          "grade": "mark", "bonus": "pay", "outcomes": ["promotion"] } } ] }
    """

  static func compile(_ text: String) -> Checked<CompiledPolicy> {
    PolicyCompiler.compile(Array(text.utf8), file: "small.policy.json")
  }

  /// The findings but the one that the sound policy has: its survey may leave the weights.
  static func findings(_ text: String) -> [Diagnostic] {
    compile(text).diagnostics.filter { $0.code != .notApplicableCliff }
  }

  /// What is found but that a table made for other tests is not used, and advice.
  static func faults(_ checked: Checked<CompiledPolicy>) -> [Diagnostic] {
    checked.diagnostics.filter { $0.code != .unusedDefinition && !$0.code.isAdvice }
  }

  /// The text with one place changed; the place must occur exactly once.
  static func with(_ old: String, _ new: String, in text: String = text) -> String? {
    let parts = text.split(separator: old, omittingEmptySubsequences: false)
    return parts.count == 2 ? parts.joined(separator: new) : nil
  }
}

/// One damage of the small policy and what must be said of it.
struct Slip: Sendable, CustomTestStringConvertible {
  let code: DiagnosticCode
  let old: String
  /// What stands there instead; `«»` marks where the finding points.
  let new: String
  let says: String
  /// What ends the finding, where the undamaged text does not.
  var mend: String?

  var testDescription: String { "\(code.rawValue) \(says)" }

  /// The damage gives this finding at this place and no other error; the mend ends it.
  func check(_ location: SourceLocation = #_sourceLocation) throws {
    let damaged = try #require(
      SmallPolicy.with(old, new), "\(old) must stand once", sourceLocation: location)
    let marked = MarkedText(damaged)
    let found = SmallPolicy.findings(marked.text)
    #expect(Set(found.map(\.code)) == [code], "\(found)", sourceLocation: location)
    let finding = try #require(found.first { $0.code == code }, sourceLocation: location)
    #expect(finding.message.contains(says), "\(finding.message)", sourceLocation: location)
    #expect(finding.place?.line == marked.place.line, sourceLocation: location)
    #expect(finding.place?.column == marked.place.column, sourceLocation: location)
    #expect(!finding.help.isEmpty, sourceLocation: location)
    guard let mend else { return }
    let mended = try #require(SmallPolicy.with(old, mend), sourceLocation: location)
    let after = SmallPolicy.findings(mended)
    #expect(after.isEmpty, "\(after)", sourceLocation: location)
  }
}

@Suite struct SmallPolicyTests {
  @Test func `the small policy has no finding but a hint`() {
    let checked = SmallPolicy.compile(SmallPolicy.text)
    #expect(checked.diagnostics.map(\.code) == [.notApplicableCliff], "\(checked.diagnostics)")
    #expect(checked.valid != nil)
  }
}
