import MeritModel

/// P701, P702: every claim is proved, or refuted with people, or called undecided with the reason.
struct ClaimsHold {
  let question: ClaimQuestion
  let findings: FindingCollector

  /// Decides all claims, in the order of the file.
  func run() -> [ClaimVerdict] {
    question.policy.claims.map { claim in
      let answer = question.answer(claim)
      report(answer, claim)
      return ClaimVerdict(
        claim: claim.id, status: answer.status, reason: answer.reason, place: claim.place)
    }
  }

  private func report(_ answer: ClaimAnswer, _ claim: Claim) {
    switch answer.status {
    case .proved: return
    case .refuted:
      findings.report(
        .claimRefuted, place: claim.place, "the claim `\(claim.id)` \(answer.reason)",
        notes: answer.notes, help: help(answer, claim))
    case .tested, .undecided:
      findings.report(
        .claimUndecided, place: claim.place,
        "the claim `\(claim.id)` is \(answer.status.rawValue): \(answer.reason)",
        notes: answer.notes, help: help(answer, claim))
    }
  }

  private func help(_ answer: ClaimAnswer, _ claim: Claim) -> String {
    let deleted = "delete the claim `\(claim.id)`"
    return answer.help.map { "\($0), or \(deleted)" } ?? deleted
  }
}

/// What is known of a claim, with what a message says of it.
struct ClaimAnswer {
  let status: ClaimVerdict.Status
  /// One phrase; of a refuted claim it begins with a verb.
  let reason: String
  var notes: [String] = []
  var help: String?

  private static let narrower =
    "claim it of a part that depends on less, or try it on rows with `merit run --dry-run`"

  static func proved(_ reason: String) -> ClaimAnswer {
    ClaimAnswer(status: .proved, reason: reason)
  }

  static func undecided(_ reason: String, notes: [String] = []) -> ClaimAnswer {
    ClaimAnswer(
      status: .undecided, reason: reason, notes: notes,
      help: narrower)
  }

  static func tested(_ reason: String, people: Int, notes: [String] = []) -> ClaimAnswer {
    ClaimAnswer(
      status: .tested, reason: reason,
      notes: notes + ["\(people) made-up people were tried, and none contradicts"],
      help: narrower)
  }
}

/// What all claims are decided with.
struct ClaimQuestion {
  let facts: PolicyFacts
  let layout: TrialLayout
  let rows: TrialRows
  private let known = StretchFacts()

  var policy: CompiledPolicy { facts.policy }

  init(facts: PolicyFacts) {
    self.facts = facts
    self.layout = TrialLayout(facts: facts)
    self.rows = TrialRows(policy: facts.policy)
  }

  func answer(_ claim: Claim) -> ClaimAnswer {
    let answer = answerOfOnePlan(claim)
    guard answer.status == .proved, let bonus = paidByTwoPlans(claim) else { return answer }
    return .undecided(
      "it holds by each plan alone, and who changes plan is paid the sum of what two plans pay as "
        + "`\(policy[bonus].name)`")
  }

  /// A bonus that a claim limits, and that days in two plans may pay twice; nil where there is none.
  private func paidByTwoPlans(_ claim: Claim) -> RuleID? {
    guard policy.header.splitsByDays else { return nil }
    let results: [RuleID]
    switch claim.body {
    case .always(let condition, let grain):
      var uses = RuleUses(grain: grain)
      uses.add(condition.root)
      results = rules(uses)
    case .jumpsAtMost(_, let pairs): results = pairs.map(\.result)
    // What each of two plans never lowers, their sum does not; nor are there more values.
    case .neverLower, .neverLowerWhenAdding, .exactlyOne: return nil
    }
    return Set(results.flatMap { layout.reach(of: $0) }).sorted().first { rule in
      guard case .bonus = policy[rule].body else { return false }
      let binding = policy.plans.filter {
        $0.bindings[policy[rule].grain]?.bonuses.contains(rule) ?? false
      }
      return binding.count > 1
    }
  }

  private func answerOfOnePlan(_ claim: Claim) -> ClaimAnswer {
    switch claim.body {
    case .neverLower(let pairs): return neverLower(pairs)
    case .neverLowerWhenAdding(let results, let row): return neverLower(results, adding: row)
    case .always(let condition, let grain): return always(condition, grain)
    case .jumpsAtMost(let bound, let pairs): return jumps(bound, pairs)
    case .exactlyOne(let rules): return exactlyOne(rules)
    }
  }

  /// The plans by which people have all of the results.
  func plans(with results: [RuleID]) -> [Int] {
    policy.plans.indices.filter { plan in
      results.allSatisfy {
        policy.plans[plan].reached.contains($0) || policy[$0].measure != nil
      }
    }
  }

  /// The stretches of equal constants that results can see.
  func stretches(of results: [RuleID], _ grain: Grain) -> [ConstantStretch] {
    var uses = RuleUses(grain: grain)
    for result in results {
      for rule in layout.reach(of: result).sorted() { uses.add(policy[rule]) }
    }
    return policy.stretches(of: grain, constants: uses.constants)
  }

  /// The facts of a stretch.
  func facts(in stretch: ConstantStretch) -> PolicyFacts {
    known.facts(in: stretch) { PolicyFacts(policy: policy, in: stretch, of: facts) }
  }

  func search(_ facts: PolicyFacts, _ track: TrialTrack) -> TrialSearch {
    TrialSearch(facts: facts, track: track, rows: rows)
  }

  /// The name as a message shows it.
  func name(_ rule: RuleID) -> String { "`\(policy[rule].figureName)`" }

  func words(_ day: CalendarDay) -> TrialWords { TrialWords(policy: policy, day: day) }
}

/// The facts of each stretch, worked out once for all claims.
private final class StretchFacts {
  private var known: [ConstantStretch: PolicyFacts] = [:]

  func facts(in stretch: ConstantStretch, _ make: () -> PolicyFacts) -> PolicyFacts {
    if let facts = known[stretch] { return facts }
    let facts = make()
    known[stretch] = facts
    return facts
  }
}

extension [ConstantStretch] {
  /// When something fails, against all stretches: as ` from 2026-07-01`, or nothing if always.
  func words(of all: [ConstantStretch]) -> String {
    guard let first, let last, count < all.count else { return "" }
    if last == all.last, all.suffix(count).elementsEqual(self) {
      return " from \(first.first.start)"
    }
    return " in \(map(\.name).joined(separator: ", "))"
  }
}
