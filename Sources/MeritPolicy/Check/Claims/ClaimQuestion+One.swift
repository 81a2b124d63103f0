import MeritModel

extension ClaimQuestion {
  /// Everybody whose plan binds it has exactly one value: nothing gives two, and nothing none.
  func exactlyOne(_ rules: [RuleID]) -> ClaimAnswer {
    for id in rules {
      let rule = policy[id]
      if case .outcome(.assign) = rule.body {
        return ClaimAnswer(
          status: .refuted, reason: "fails: \(name(id)) gives each id whose condition holds",
          notes: ["a person for whom none holds has no value, one for whom two hold has two"],
          help:
            "claim it of a grade, as `\"exactlyOne\": \"\(policy[id].grain.rawValue).grade\"`, of a "
            + "checklist or of a table")
      }
      if let answer = absent(rule) { return answer }
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
