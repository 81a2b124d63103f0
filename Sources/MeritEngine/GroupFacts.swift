import MeritModel
import MeritPolicy

/// What a rule decides for a whole group at once, before it is computed of each subject: ballots, seats,
/// places and shares; and what all subjects of a balance look up.
enum GroupFacts: Sendable {
  case ballots(Result<CountedBallots, EvaluationFault>)
  case seats(Result<[Int: QuotaGrades.Seat], EvaluationFault>)
  case places([Result<Prizes.Place, EvaluationFault>?])
  case ranks(Result<[Value], EvaluationFault>)
  case shares([Result<Allocations.Share, EvaluationFault>?])
  case balance(BalanceFacts)

  /// Decides it; nil where a rule has nothing of the kind, and for seats, places and shares where only
  /// people are asked who are computed in another plan: they take none.
  init?(_ scene: RuleScene, in work: Workspace, isOfMoved: Bool) {
    switch scene.rule.body {
    case .balance(let balance): self = .balance(BalanceFacts(balance, of: scene.rule, in: work))
    case .measure(let measure):
      guard case .rating(let rating) = measure.shape else { return nil }
      let ratings = Ratings(work: work, scene: scene, rating: rating)
      self = .ballots(Result { () throws(EvaluationFault) in try ratings.counted() })
    case _ where isOfMoved: return nil
    case .grade(let grade):
      guard case .quota(let quota) = grade.method else { return nil }
      let grades = QuotaGrades(work: work, scene: scene, grade: grade, quota: quota)
      self = .seats(Result { () throws(EvaluationFault) in try grades.seats() })
    case .prize(let prize):
      self = .places(Prizes(work: work, scene: scene, prize: prize).places())
    case .ranking(let ranking):
      self = .ranks(
        Result { () throws(EvaluationFault) in try Ranks(work: work).values(ranking, scene) })
    case .allocation(let allocation):
      self = .shares(Allocations(work: work, scene: scene, allocation: allocation).shares())
    case .indicator, .score, .bonus, .outcome: return nil
    }
  }
}

extension Workspace {
  /// Keeps what a rule decided, for its subjects and for explanations.
  func keep(_ facts: GroupFacts, of rule: RuleID) {
    switch facts {
    case .ballots(let counted):
      ratings[rule] = counted.map(\.rated)
      if let counted = try? counted.get() { ballots[rule] = counted }
    case .seats(let decided): seats[rule] = decided
    case .places(let places): prizes[rule] = places
    case .ranks(let decided): ranks[rule] = decided
    case .shares(let decided): shares[rule] = decided
    case .balance(let facts): balanceFacts[rule] = facts
    }
  }
}
