extension Evaluation {
  func outcome(_ use: Use) throws -> [Figure] {
    let definition = try definition(of: use)
    let state = try inapplicable(definition, use)
    if definition["requires"] != nil || definition["anyOf"] != nil {
      return try checklist(definition, use, state)
    }
    if definition["assign"] != nil {
      let value =
        try state.map { try handled($0, by: definition, at: use) }
        ?? assigned(definition, use)
      return [Figure(name: use.name, kind: "text", value: value)]
    }
    let raw = try state ?? tableValue(try definition.needText("table"), use)
    let value = try handled(raw, by: definition, at: use)
    let result = value == .text("none") ? Value.notApplicable : value
    return [Figure(name: use.name, kind: "choice", value: result)]
  }

  private func checklist(_ definition: JSON, _ use: Use, _ state: Value?) throws -> [Figure] {
    let required = try lines(definition["requires"], use, state)
    let alternatives = try lines(definition["anyOf"], use, state)
    var whole: Value
    if let absence = state ?? Value.absence(of: (required + alternatives).map(\.result)) {
      whole = try handled(absence, by: definition, at: use)
    } else {
      let holds = required.allSatisfy { $0.result == .flag(true) }
      let oneHolds = alternatives.isEmpty || alternatives.contains { $0.result == .flag(true) }
      whole = .text(holds && oneHolds ? "eligible" : "not-eligible")
    }
    return [Figure(name: use.name, kind: "choice", value: whole)]
      + (required + alternatives).map(\.figure)
  }

  private func lines(
    _ json: JSON?, _ use: Use, _ state: Value?
  ) throws -> [(figure: Figure, result: Value)] {
    try (json?.items ?? []).map { line in
      let result = try state ?? condition(line, "check", use)
      let value = result.isPresent ? .text(result == .flag(true) ? "pass" : "fail") : result
      let name = "\(use.name).\(try line.needText("id"))"
      return (Figure(name: name, kind: "choice", value: value), result)
    }
  }

  private func assigned(_ definition: JSON, _ use: Use) throws -> Value {
    var ids: [String] = []
    var results: [Value] = []
    for line in definition["assign"]?.items ?? [] {
      let result = try condition(line, "when", use)
      results.append(result)
      if result == .flag(true) { ids.append(try line.needText("id")) }
    }
    if let absence = Value.absence(of: results) {
      return try handled(absence, by: definition, at: use)
    }
    return .text(ids.sorted { $0.comesBefore($1) }.joined(separator: ";"))
  }
}
