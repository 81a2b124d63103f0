/// One figure without its subject and period.
struct Figure {
  let name: String
  let kind: String
  let value: Value
}

extension Evaluation {
  func outcome(_ use: Use) throws -> [Figure] {
    let definition = try definition(of: use)
    if definition["requires"] != nil { return try checklist(definition, use) }
    if definition["assign"] != nil { return [try assigned(definition, use)] }
    let value = try handled(
      try tableValue(try definition.needText("table"), use), by: definition, at: use)
    let result = value == .text("none") ? Value.notApplicable : value
    return [Figure(name: use.name, kind: "choice", value: result)]
  }

  private func checklist(_ definition: JSON, _ use: Use) throws -> [Figure] {
    var lines: [Figure] = []
    var results: [Value] = []
    for line in definition["requires"]?.items ?? [] {
      let result = try condition(line, "check", use)
      results.append(result)
      let value = result.isPresent ? .text(result == .flag(true) ? "pass" : "fail") : result
      let name = "\(use.name).\(try line.needText("id"))"
      lines.append(Figure(name: name, kind: "choice", value: value))
    }
    var whole: Value = .text(results.contains(.flag(false)) ? "not-eligible" : "eligible")
    if let absence = Value.absence(of: results) {
      whole = try handled(absence, by: definition, at: use)
    }
    return [Figure(name: use.name, kind: "choice", value: whole)] + lines
  }

  private func assigned(_ definition: JSON, _ use: Use) throws -> Figure {
    var ids: [String] = []
    var results: [Value] = []
    for line in definition["assign"]?.items ?? [] {
      let result = try condition(line, "when", use)
      results.append(result)
      if result == .flag(true) { ids.append(try line.needText("id")) }
    }
    var value: Value = .text(ids.sorted { $0.comesBefore($1) }.joined(separator: ";"))
    if let absence = Value.absence(of: results) {
      value = try handled(absence, by: definition, at: use)
    }
    return Figure(name: use.name, kind: "text", value: value)
  }
}
