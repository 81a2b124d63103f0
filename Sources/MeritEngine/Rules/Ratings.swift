import MeritModel
import MeritPolicy

/// The ballots of a rating: which are valid, and what each person got in them.
struct Ratings {
  let work: Workspace
  let scene: RuleScene
  let rating: RatingRule
  private let ballots: BallotRows

  init(work: Workspace, scene: RuleScene, rating: RatingRule) {
    self.work = work
    self.scene = scene
    self.rating = rating
    ballots = BallotRows(work.rowLists[scene.rule.id] ?? .empty, columns: rating.columns)
  }

  private var list: RowList { ballots.list }

  /// The ballots with the rows of the valid ones; void ballots and double ratings are told.
  func counted() throws(EvaluationFault) -> CountedBallots {
    let known = work.ballots[scene.rule.id]
    let verdicts = known?.verdicts ?? verdicts()
    for verdict in verdicts {
      if verdict.hasDoubles { reportDoubles(verdict.rows) }
      if let broken = try verdict.broken.get() { reportVoid(verdict.rows, broken) }
    }
    return if let known { known } else {
      CountedBallots(verdicts: verdicts, rated: try rated(verdicts))
    }
  }

  private func rated(_ verdicts: [Verdict]) throws(EvaluationFault) -> RatedRows {
    var valid: [Int] = []
    valid.reserveCapacity(list.count)
    for verdict in verdicts where try verdict.broken.get() == nil {
      valid.append(contentsOf: verdict.rows)
    }
    let (ofPerson, holds) = work.workers(for: list.count).both { [valid] in
      rows(valid)
    } _: {
      rating.groups.map(self.holds)
    }
    return RatedRows(ballots: ballots, ofPerson: ofPerson, holds: holds)
  }

  /// For each person those of some rows in which it is rated.
  private func rows(_ valid: [Int]) -> [ArraySlice<Int>] {
    let people = Dictionary(
      work.cohort.roster.people.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { one, _ in one })
    var ofPerson = [ArraySlice<Int>](repeating: [], count: work.cohort.roster.people.count)
    for rows in RowsByText(valid, list.textNumbers(BallotRows.ratee)).groups {
      guard let ratee = rows.first.flatMap({ list.value(BallotRows.ratee, $0).text }),
        let person = people[ratee]
      else { continue }
      ofPerson[person] = rows
    }
    return ofPerson
  }

  /// For each row whether it is of a group of raters; nothing for a group without a condition.
  private func holds(_ group: RaterGroup) -> [Bool?] {
    guard let condition = group.condition else { return [] }
    return work.workers.split(list.count) { places -> [Bool?] in
      var columns = ExpressionColumns(work: work, scene: scene, people: Array(places)[...])
      columns.rows = AskedRows(ballots)
      guard let values = columns.column(condition.root) else {
        return Array(repeating: nil, count: places.count)
      }
      return values.map { $0?.isTrue }
    }.flatMap(\.self)
  }

  /// A ballot with the first rule that it breaks.
  struct Verdict {
    /// The rater's rows in the period, in the order of their contents.
    let rows: ArraySlice<Int>
    let broken: Result<CompiledExpression?, EvaluationFault>
    /// Whether it rates somebody twice.
    let hasDoubles: Bool
  }

  /// What is found of the ballot of each rater, in the order of their ids.
  private func verdicts() -> [Verdict] {
    let raters = RowsByText(list[0], list.textNumbers(BallotRows.rater)).groups
    let ratees = list.textNumbers(BallotRows.ratee)
    return work.workers.split(raters.count) { places in
      var columns = ExpressionColumns(work: work, scene: scene, people: Array(places)[...])
      columns.rows = AskedRows(ballots, ballots: raters)
      let rules = rating.validWhen.map { (rule: $0, holds: columns.column($0.root)) }
      var verdicts: [Verdict] = []
      verdicts.reserveCapacity(places.count)
      for (place, rows) in raters[places].enumerated() {
        let broken = Result { () throws(EvaluationFault) in
          try brokenRule(of: rows, rules.map { ($0.rule, $0.holds?[place]) })
        }
        verdicts.append(
          Verdict(rows: rows, broken: broken, hasDoubles: hasDoubles(rows, ratees)))
      }
      return verdicts
    }.flatMap(\.self)
  }

  private func hasDoubles(_ rows: ArraySlice<Int>, _ ratees: [Int32]) -> Bool {
    let sorted = rows.map { ratees[$0] }.sorted()
    return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
  }

  /// The first rule that a ballot breaks; nil where none is, and a rule is asked alone without a value.
  private func brokenRule(
    of rows: ArraySlice<Int>, _ rules: [(rule: CompiledExpression, value: Value?)]
  ) throws(EvaluationFault) -> CompiledExpression? {
    for (rule, value) in rules {
      let holds =
        if let value { value } else { try work.value(of: rule, over: rows, of: ballots, scene) }
      if !holds.isTrue { return rule }
    }
    return nil
  }

  private func reportVoid(_ rows: ArraySlice<Int>, _ rule: CompiledExpression) {
    let (rater, count) = (rater(rows), rows.count)
    report(
      .voidBallot,
      "the ballot of `\(rater)` is void: `\(rule.text)` does not hold; "
        + (count == 1 ? "its one row does not count" : "its \(count) rows do not count"),
      at: rows.map(list.place).min(),
      help: "nothing, if such ballots are not to count; else let `\(rater)` vote again")
  }

  private func reportDoubles(_ ballot: ArraySlice<Int>) {
    let rater = rater(ballot)
    let byRatee = Dictionary(grouping: ballot) { list.value(BallotRows.ratee, $0).canonicalText }
    for (ratee, rows) in byRatee.sorted(by: { $0.key < $1.key }) where rows.count > 1 {
      let places = rows.map(list.place).sorted()
      report(
        .rateeRatedTwice, "`\(rater)` rates `\(ratee)` twice in one ballot", at: places[1],
        notes: ["the other row is \(places[0])"],
        help: "delete one of the two: `\(places[0])` or `\(places[1])`")
    }
  }

  private func rater(_ rows: ArraySlice<Int>) -> String {
    rows.first.map { list.value(BallotRows.rater, $0).canonicalText } ?? ""
  }

  private func report(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace?, notes: [String] = [],
    help: String
  ) {
    let prefix = work.findings.period.map { "in \($0): " } ?? ""
    work.findings.add(
      Diagnostic(
        code, "\(prefix)`\(scene.rule.name)`: \(message)", at: place, notes: notes, help: help))
  }
}

/// The ballots of a rating in a period, with what was found of them.
struct CountedBallots {
  let verdicts: [Ratings.Verdict]
  /// The rows of the valid ones.
  let rated: RatedRows
}

extension RuleEvaluation {
  /// The weighted mean of what the raters of each group think of the person.
  func rating(_ rating: RatingRule) throws(EvaluationFault) -> Shaped {
    let rated = try work.ratings[rule.id]?.get()
    let rows = rated?[subject] ?? []
    let isNobody = rating.groups.isEmpty && rows.count < rating.needsRaters
    guard let rated, !rows.isEmpty, !isNobody else {
      trace?.derivation = .rating(parts: [])
      return Shaped(try said(rating.whenNoRaters), isSettled: true)
    }
    guard !rating.groups.isEmpty else {
      let mean = try mean(rows, rated.ballots, rating.trim)
      trace?.derivation = .rating(parts: [
        Derivation.RatingPart(
          group: nil, given: given(rows, rated.ballots, rating.trim), needs: 1,
          value: .number(mean))
      ])
      return Shaped(.number(mean))
    }
    return Shaped(try weighted(rating, rows, rated), isSettled: true)
  }

  private func weighted(
    _ rating: RatingRule, _ rows: ArraySlice<Int>, _ rated: RatedRows
  ) throws(EvaluationFault) -> Value {
    var (sum, remaining) = (Exact.zero, Exact.zero)
    var state = Value.present(.flag(true))
    var parts: [Derivation.RatingPart] = []
    // Each asked for by itself: a whole group would be copied for every person.
    for place in rating.groups.indices {
      let own = try self.rows(rows, of: place, rating, rated)
      let isEnough = own.count >= rating.groups[place].needsRaters
      let isReweighted = !isEnough && rating.groups[place].whenTooFew == .reweight
      var value = Value.notApplicable
      if isEnough {
        value = .number(try mean(own, rated.ballots, rating.trim))
      } else if !isReweighted {
        value = try said(rating.groups[place].whenTooFew)
      }
      if trace != nil {
        let group = rating.groups[place]
        parts.append(
          Derivation.RatingPart(
            group: (group.id, group.weight),
            given: isEnough ? given(own, rated.ballots, rating.trim) : given(own, rated.ballots),
            needs: group.needsRaters, value: value, isReweighted: isReweighted,
            isEnough: isEnough))
      }
      if isReweighted { continue }
      state = state.combined(with: value)
      guard let number = value.number else { continue }
      let weight = rating.groups[place].weight
      (sum, remaining) = try exactly { [sum, remaining] () throws(ExactError) in
        (try sum + weight * number, try remaining + weight)
      }
    }
    trace?.derivation = .rating(parts: parts)
    guard state.isPresent else { return state }
    guard !remaining.isZero, remaining >= rating.reweightNeeds ?? .zero else {
      return .notApplicable
    }
    return .number(try exactly { () throws(ExactError) in try sum / remaining })
  }

  /// Those of some rows that a group of raters gave.
  private func rows(
    _ rows: ArraySlice<Int>, of group: Int, _ rating: RatingRule, _ rated: RatedRows
  ) throws(EvaluationFault) -> ArraySlice<Int> {
    guard let condition = rating.groups[group].condition else { return rows }
    var own: [Int] = []
    own.reserveCapacity(rows.count)
    for row in rows {
      let isOwn =
        if let known = rated.isOf(group, row) { known } else {
          try work.value(of: condition, over: [row], of: rated.ballots, scene).isTrue
        }
      if isOwn { own.append(row) }
    }
    return own[...]
  }

  /// What a handler says of a rating without raters.
  private func said(_ action: HandlerAction) throws(EvaluationFault) -> Value {
    try Handlers(whenMissing: action, whenNotApplicable: nil).applied(to: .missing, in: expressions)
  }

  /// The mean of some rows' scores, without the extremes of many.
  private func mean(
    _ rows: ArraySlice<Int>, _ ballots: BallotRows, _ trim: RatingTrim?
  ) throws(EvaluationFault) -> Exact {
    try exactly { () throws(ExactError) in try ballots.mean(rows, trim) }
  }

  /// Who gave what in some rows, in their order.
  private func given(_ rows: ArraySlice<Int>, _ ballots: BallotRows) -> [Derivation.GivenScore] {
    rows.compactMap { ballots.given($0) }.map { one in
      Derivation.GivenScore(rater: one.rater, score: one.score, isTrimmed: false)
    }
  }

  /// Who gave what of which a mean was made, in the order of the scores.
  private func given(
    _ rows: ArraySlice<Int>, _ ballots: BallotRows, _ trim: RatingTrim?
  ) -> [Derivation.GivenScore] {
    var given = rows.compactMap { ballots.given($0) }
    given.sort { $0.score == $1.score ? $0.rater < $1.rater : $0.score < $1.score }
    let kept = trim.kept(of: given.count)
    return given.enumerated().map { place, one in
      Derivation.GivenScore(
        rater: one.rater, score: one.score, isTrimmed: !kept.contains(place))
    }
  }
}

extension Workspace {
  /// What a condition over rows of ballots gives for some of them; it asks nothing of a person.
  fileprivate func value(
    of condition: CompiledExpression, over rows: ArraySlice<Int>, of ballots: BallotRows,
    _ scene: RuleScene
  ) throws(EvaluationFault) -> Value {
    var asked = ExpressionEvaluation(work: self, scene: scene, subject: 0)
    asked.rows = RowsAtHand(ballots, rows)
    return try asked.value(condition)
  }
}
