import MeritModel

extension ClaimQuestion {
  /// Everybody whose plan binds it has exactly one value: nothing gives two, and nothing none.
  func exactlyOne(_ rules: [RuleID]) -> ClaimAnswer {
    for id in rules {
      if let answer = absent(policy[id]) { return answer }
    }
    return .proved("bands, tables and quotas leave nobody out and give nobody two")
  }

  /// Why somebody can be left without a value.
  private func absent(_ rule: Rule) -> ClaimAnswer? {
    let absence = facts[rule.id].absence
    for state in Absence.states {
      guard let reason = absence[state], !reason.isRemote else { continue }
      let subject = reason.subject.map { "`\($0)` can be \(state.words)" }
      let why = subject.map { "\($0) (\(reason.why))" } ?? reason.why
      return ClaimAnswer(
        status: .refuted, reason: "fails: somebody can be without \(name(rule.id))",
        notes: ["smallest example: a person for whom \(why)"],
        help:
          "say which value such a person has, as by `\"when\(state == .missing ? "Missing" : "NotApplicable")\": \"…\"`"
      )
    }
    return nil
  }
}
