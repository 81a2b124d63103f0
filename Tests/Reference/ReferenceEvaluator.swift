/// A slow and simple evaluator of the policy language, against which the engine is compared.
///
/// It is written from the language's description alone, shares nothing with the engine, and
/// computes months.
package struct ReferenceEvaluator: Sendable {
  private let policyJSON: String

  /// The text of one policy file.
  package init(policyJSON: String) {
    self.policyJSON = policyJSON
  }

  /// The exact text of `figures.csv` for a month such as `2026-03`.
  ///
  /// `tables` gives each input's rows as cell texts by contract column; an empty text is an empty
  /// cell. Throws ``ReferenceStop`` where a run has to stop.
  package func figures(
    period name: String, tables: [String: [[String: String]]]
  ) throws -> String {
    guard let period = Period(name), period.grain == "month" else {
      throw ReferenceStop("\(name) is not a month")
    }
    let policy = PolicyText(json: try JSONReader.read(policyJSON))
    let evaluation = try Evaluation(policy: policy, data: tables)
    let lines = try FigureCollector(evaluation: evaluation, period: period).lines()
    let sorted = lines.sorted { left, right in
      for (a, b) in zip(left, right) where a != b { return a.comesBefore(b) }
      return false
    }
    let header = ["scope", "id", "period", "figure", "kind", "state", "value"]
    return ([header] + sorted).map { row in
      row.map(\.quotedWhereNeeded).joined(separator: ",") + "\n"
    }.joined()
  }
}

extension String {
  package var quotedWhereNeeded: String {
    let needed = unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needed else { return self }
    return "\"" + map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}

/// Collects the figures of a period in no particular order.
struct FigureCollector {
  let evaluation: Evaluation
  let period: Period

  private var policy: PolicyText { evaluation.policy }

  func lines() throws -> [[String]] {
    var lines = try measures()
    for id in try evaluation.people(in: period).ids {
      lines += try ofPlan(id).map { line($0, .employee(id)) }
    }
    for (id, figures) in try evaluation.scoreRanks(in: period) {
      lines += figures.map { line($0, .employee(id)) }
    }
    for (name, _) in policy.json["rankings"]?.members ?? [] {
      for (id, figures) in try evaluation.ranking(name, in: period) {
        lines += figures.map { line($0, .employee(id)) }
      }
    }
    return lines
  }

  private func line(_ figure: Figure, _ subject: Subject) -> [String] {
    [
      subject.scope, subject.id, period.name, figure.name, figure.kind, figure.value.state,
      figure.value.text,
    ]
  }

  private func measures() throws -> [[String]] {
    var lines: [[String]] = []
    for (name, definition) in policy.json["measures"]?.members ?? []
    where policy.has(definition, grain: period.grain) {
      for scope in definition["for"]?.texts ?? ["employee"] {
        for subject in try evaluation.people(in: period).subjects(of: scope) {
          let use = Use(section: "measures", name: name, subject: subject, period: period)
          let kind = definition["kind"]?.text ?? "choice"
          let value = try evaluation.value(of: use)
          lines.append(line(Figure(name: name, kind: kind, value: value), subject))
        }
      }
    }
    return lines
  }

  private func ofPlan(_ id: String) throws -> [Figure] {
    guard let plan = try evaluation.plan(of: id, in: period) else { return [] }
    var figures: [Figure] = []
    for (section, kind) in [
      ("indicators", "points"), ("scores", "points"), ("grades", "grade"), ("bonuses", "money"),
    ] {
      for (name, definition) in policy.json[section]?.members ?? []
      where policy.has(definition, grain: period.grain) {
        guard try evaluation.reaches(id, section, name, in: period) else { continue }
        let use = Use(section: section, name: name, subject: .employee(id), period: period)
        figures.append(Figure(name: name, kind: kind, value: try evaluation.value(of: use)))
        if section == "bonuses" {
          figures += try evaluation.bonus(use).steps.map {
            Figure(name: "\(name).\($0.id)", kind: "money", value: $0.value)
          }
        }
      }
    }
    return try figures + bound(by: plan, id)
  }

  private func bound(by plan: JSON, _ id: String) throws -> [Figure] {
    guard let slots = plan[period.grain] else { return [] }
    var figures: [Figure] = []
    for (slot, kind) in [("score", "points"), ("grade", "grade"), ("bonus", "money")]
    where slots[slot] != nil {
      let value = try evaluation.slot(slot, of: id, in: period)
      figures.append(Figure(name: slot, kind: kind, value: value))
    }
    for name in slots["outcomes"]?.texts ?? [] {
      let use = Use(section: "outcomes", name: name, subject: .employee(id), period: period)
      figures += try evaluation.outcome(use)
    }
    return figures
  }
}
