extension Evaluation {
  /// The value of a plan's `score`, `grade` or `bonus` at the period's grain.
  func slot(
    _ slot: String, of id: String, in period: Period, paidBy held: String? = nil
  ) throws -> Value {
    let values = try slotUses(slot, of: id, in: period, paidBy: held).map { try value(of: $0) }
    if values.count == 1 { return values[0] }
    let present = values.filter(\.isPresent)
    return present.isEmpty
      ? Value.absence(of: values) ?? .notApplicable : try Collector.value("total", of: present)
  }

  /// What the slot of a person stands for; bonuses of all plans that pay, where days are split.
  private func slotUses(
    _ slot: String, of id: String, in period: Period, paidBy held: String?
  ) throws -> [Use] {
    let policy = try policy(in: period)
    guard let own = try plan(of: id, in: period, paidBy: held) else { return [] }
    var uses = (own[period.grain]?[slot]?.texts ?? []).map { name in
      Use(
        section: section(of: name, in: slot, policy), name: name, subject: .employee(id),
        period: period, plan: held)
    }
    if slot == "bonus", held == nil { uses += try besides(own, id, period) }
    return uses
  }

  private func section(of name: String, in slot: String, _ policy: PolicyText) -> String {
    switch slot {
    case "score": return "scores"
    case "grade": return "grades"
    default: return policy.section(of: name) ?? "bonuses"
    }
  }

  /// The bonuses of the plans that a person holds besides the deciding row's.
  func besides(_ own: JSON, _ id: String, _ period: Period) throws -> [Use] {
    let policy = try policy(in: period)
    return try heldPlans(of: id, in: period).flatMap { plan -> [Use] in
      guard let name = plan["id"]?.text, name != own["id"]?.text else { return [] }
      return (plan[period.grain]?["bonus"]?.texts ?? [])
        .filter { policy.section(of: $0) == "bonuses" }
        .map {
          Use(
            section: "bonuses", name: $0, subject: .employee(id), period: period, plan: name)
        }
    }
  }
}
