extension Evaluation {
  /// Stops the run where a check that is an error does not hold.
  func check(in period: Period) throws {
    let policy = try policy(in: period)
    for check in policy.json["checks"]?.items ?? [] where check["otherwise"]?.text == "error" {
      let id = try check.needText("id")
      let holds =
        try check["reconcile"].map { try reconciles($0, in: period) }
        ?? asserted(check, in: period)
      guard holds else { throw ReferenceStop("the check \(id) does not hold") }
    }
  }

  private func asserted(_ check: JSON, in period: Period) throws -> Bool {
    let text = try check.needText("assert")
    guard try isOfGrain(text, period) else { return true }
    let scope = check["for"]?.text ?? "company"
    // The company is there where nobody else is.
    let subjects = scope == "company" ? [.company] : try people(in: period).subjects(of: scope)
    return try subjects.allSatisfy { subject in
      let use = Use(
        section: "checks", name: try check.needText("id"), subject: subject, period: period)
      // A check over something absent does not hold: nobody can say that it does.
      return try value(text, in: use) == .flag(true)
    }
  }

  /// A check runs with the runs of the grain of its names.
  private func isOfGrain(_ text: String, _ period: Period) throws -> Bool {
    let policy = try policy(in: period)
    return try read(text).paths.map { NamePath($0) }.allSatisfy { name in
      if let grain = name.grain { return grain == period.grain }
      guard let definition = policy.definition(named: name.name) else { return true }
      return policy.has(definition, grain: period.grain)
    }
  }

  /// The measure over all people against the column over all rows, whoever owns them.
  private func reconciles(_ json: JSON, in period: Period) throws -> Bool {
    let name = try json.needText("measure")
    let definition = try policy(in: period).need("measures", name)
    guard try policy(in: period).has(definition, grain: period.grain) else { return true }
    let values = try people(in: period).ids.map {
      try value(of: Use(section: "measures", name: name, subject: .employee($0), period: period))
    }
    let parts = try json.needText("with").components(around: ".")
    let rows = try needVersion(of: period)
      .rows(of: parts[0], where: definition["where"]?.text, in: period)
    let all = rows.filter { row in
      guard let span = row.span else { return false }
      return period.start <= span.lowerBound && span.upperBound <= period.end
    }
    let sum = all.compactMap { $0.cells[parts[1]]?.number }.reduce(Fraction.zero, +)
    return values.compactMap(\.number).reduce(Fraction.zero, +) == sum
  }
}
