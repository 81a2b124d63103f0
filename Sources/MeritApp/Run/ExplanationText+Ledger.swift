import MeritEngine
import MeritModel
import MeritPolicy

extension ExplanationText {
  /// When a bonus is paid, where the policy says so.
  func payDay(_ explanation: Explanation) -> [String] {
    guard case .bonus(let bonus) = explanation.rule.body, let payDay = bonus.payDay else {
      return []
    }
    return ["paid on \(payDay.date(after: explanation.period))"]
  }

  /// The place among those who take part.
  func prize(_ part: Derivation.PrizePart) -> [String] {
    let keys = part.keys.map { "\($0.name) = \($0.value.canonicalOrState)" }
    guard let place = part.place else { return keys + ["no place in the order"] }
    let tied = part.tied > 1 ? ", \(part.tied) are equal there" : ""
    let condition = part.condition.map { text in
      "\(text): \(part.holds.map(\.canonicalOrState) ?? "not asked")"
    }
    return ["place \(place) of \(part.size) in \(part.group)\(tied)"] + keys
      + [condition].compactMap(\.self)
  }

  /// The ledger of a balance: every entry that is not 0, and the opening in any case.
  func balance(
    _ entries: [(part: BalancePart, amount: Exact)], _ closing: Exact,
    _ releases: [Derivation.ReleasePart], _ kind: Kind
  ) -> [String] {
    let lines = entries.filter { $0.part == .opening || !$0.amount.isZero }.flatMap { entry in
      let line = "\(entry.part.words): \(shown(.number(entry.amount), kind))"
      guard entry.part == .released else { return [line] }
      return [line]
        + releases.map { part in
          "  \(shown(.number(part.amount), kind)) of the \(shown(.number(part.added), kind)) "
            + "added in \(part.period)"
        }
    }
    return lines + ["closing: \(shown(.number(closing), kind))"]
  }

  /// The ceilings on a grade.
  func ceiling(_ part: Derivation.CeilingPart) -> String {
    let seats = part.seats.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    let group = part.group.isEmpty ? "" : " in \(part.group)"
    return "earned \(part.earned.name); at most \(seats) of \(part.size) who are graded\(group)"
  }
}

extension BalancePart {
  /// What the entry does to the balance, in words.
  fileprivate var words: String {
    switch self {
    case .opening: "opening"
    case .added: "added"
    case .taken: "less taken"
    case .released: "less released"
    case .over: "less what is above the ceiling"
    case .under: "made good to the floor"
    case .writtenOff: "less written off"
    }
  }
}
