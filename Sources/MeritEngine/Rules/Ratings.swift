import MeritModel
import MeritPolicy

/// The ballots of a rating: which are valid, and what each person got in them.
struct Ratings {
  /// The columns of the rating's row list.
  private enum Column {
    static let score = 0
    static let rater = 1
    static let ratee = 2
  }

  let work: Workspace
  let scene: RuleScene
  let rating: RatingRule
  private let list: RowList
  /// For each column of the input its place in the list; nil for one that is not asked.
  private let places: [Int?]

  init(work: Workspace, scene: RuleScene, rating: RatingRule, places: [Int?]? = nil) {
    self.work = work
    self.scene = scene
    self.rating = rating
    list = work.rowLists[scene.rule.id] ?? .empty
    self.places = places ?? Ratings.places(rating.columns)
  }

  private static func places(_ columns: [Int]) -> [Int?] {
    var places = [Int?](repeating: nil, count: (columns.max() ?? -1) + 1)
    for (place, column) in columns.enumerated() where places[column] == nil {
      places[column] = place
    }
    return places
  }

  /// The rows of valid ballots by the person rated; void ballots and double ratings are told.
  func validRows() throws(EvaluationFault) -> RatedRows {
    let known = work.ballots[scene.rule.id] ?? CountedBallots(verdicts: verdicts())
    for verdict in known.verdicts {
      if verdict.hasDoubles { reportDoubles(verdict.ballot) }
      if let broken = try verdict.broken.get() { reportVoid(verdict.ballot, broken) }
    }
    let rated = if let rated = known.rated { rated } else { try rated(known.verdicts) }
    work.ballots[scene.rule.id] = CountedBallots(verdicts: known.verdicts, rated: rated)
    return rated
  }

  private func rated(_ verdicts: [Verdict]) throws(EvaluationFault) -> RatedRows {
    var rated = [[Int]](repeating: [], count: work.cohort.roster.people.count)
    for verdict in verdicts where try verdict.broken.get() == nil {
      for (row, ratee) in zip(verdict.ballot.rows, verdict.ratees) {
        if let ratee { rated[ratee].append(row) }
      }
    }
    return RatedRows(ofPerson: rated, places: places)
  }

  /// One rater's rows in the period.
  struct Ballot {
    let rater: String
    let rows: [Int]
  }

  /// A ballot with the first rule that it breaks.
  struct Verdict {
    let ballot: Ballot
    let broken: Result<CompiledExpression?, EvaluationFault>
    /// Whether it rates somebody twice.
    let hasDoubles: Bool
    /// For each row the person rated; nil for somebody who is not in the roster.
    let ratees: [Int?]
  }

  private func verdicts() -> [Verdict] {
    let ballots = ballots()
    let people = Dictionary(
      work.cohort.roster.people.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { one, _ in one })
    return work.workers.split(ballots.count) { places in
      ballots[places].map { verdict($0, people) }
    }.flatMap(\.self)
  }

  private func verdict(_ ballot: Ballot, _ people: [String: Int]) -> Verdict {
    let names = ballot.rows.map { list.value(Column.ratee, $0).text }
    return Verdict(
      ballot: ballot,
      broken: Result { () throws(EvaluationFault) in try brokenRule(ballot.rows) },
      hasDoubles: Set(names).count < names.count,
      ratees: names.map { name in name.flatMap { people[$0] } })
  }

  /// All ballots by rater, each with its rows in the order of their contents.
  private func ballots() -> [Ballot] {
    let byRater = Dictionary(grouping: list[0]) { list.value(Column.rater, $0).canonicalText }
    return byRater.map { Ballot(rater: $0.key, rows: $0.value) }.sorted {
      // The order of their bytes is that of the code points, and is found quicker.
      $0.rater.utf8.lexicographicallyPrecedes($1.rater.utf8)
    }
  }

  /// The first rule that a ballot breaks.
  private func brokenRule(_ rows: [Int]) throws(EvaluationFault) -> CompiledExpression? {
    for rule in rating.validWhen where try !asked(rule, rows).isTrue {
      return rule
    }
    return nil
  }

  /// Evaluates a condition over rows: over one of them, or over a ballot.
  func asked(_ condition: CompiledExpression, _ rows: [Int]) throws(EvaluationFault) -> Value {
    try asking(rows).value(condition)
  }

  /// What evaluates conditions over rows.
  private func asking(_ rows: [Int]) -> ExpressionEvaluation {
    var expressions = ExpressionEvaluation(work: work, scene: scene, subject: 0)
    expressions.rows = RowsAtHand(list: list, columns: places, places: rows)
    return expressions
  }

  /// Those of some rows for which a condition holds, each asked by itself.
  func rows(
    _ rows: [Int], where condition: CompiledExpression?
  ) throws(EvaluationFault) -> [Int] {
    guard let condition else { return rows }
    var expressions = asking(rows)
    var holding: [Int] = []
    for row in rows {
      expressions.rows?.turn(to: row)
      if try expressions.value(condition).isTrue { holding.append(row) }
    }
    return holding
  }

  /// The score of a row.
  func score(_ row: Int) -> Exact? { list.number(Column.score, row) }

  /// The mean of the scores of some rows.
  func mean(_ rows: [Int]) throws(ExactError) -> Exact {
    var (sum, count) = (ExactSum(), 0)
    for row in rows {
      guard let score = score(row) else { continue }
      try sum.add(score)
      count += 1
    }
    return try sum.total() / Exact(count)
  }

  /// Who gave a row, and what.
  func given(_ row: Int) -> (rater: String, score: Exact)? {
    guard let score = list.value(Column.score, row).number else { return nil }
    return (list.value(Column.rater, row).canonicalText, score)
  }

  private func reportVoid(_ ballot: Ballot, _ rule: CompiledExpression) {
    let count = ballot.rows.count
    report(
      .voidBallot,
      "the ballot of `\(ballot.rater)` is void: `\(rule.text)` does not hold; "
        + (count == 1 ? "its one row does not count" : "its \(count) rows do not count"),
      at: ballot.rows.map(list.place).min(),
      help: "nothing, if such ballots are not to count; else let `\(ballot.rater)` vote again")
  }

  private func reportDoubles(_ ballot: Ballot) {
    let byRatee = Dictionary(grouping: ballot.rows) { list.value(Column.ratee, $0).canonicalText }
    for (ratee, rows) in byRatee.sorted(by: { $0.key < $1.key }) where rows.count > 1 {
      let places = rows.map(list.place).sorted()
      report(
        .rateeRatedTwice, "`\(ballot.rater)` rates `\(ratee)` twice in one ballot", at: places[1],
        notes: ["the other row is \(places[0])"],
        help: "delete one of the two: `\(places[0])` or `\(places[1])`")
    }
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
  /// The rows of the valid ones, once they are known.
  var rated: RatedRows?
}

/// The rows of valid ballots.
struct RatedRows {
  let ofPerson: [[Int]]
  /// For each column of the input its place in the list of rows; nil for one that is not asked.
  let places: [Int?]
}

/// Rows of an input as conditions over them see them: one row, or those of a ballot.
struct RowsAtHand {
  private let list: RowList
  /// For each column of the input its place in the list of rows; nil for one that is not asked.
  private let columns: [Int?]
  /// The places of the rows in the list.
  private let all: [Int]
  /// The one row that is asked, where it is one of several.
  private var one: Int?

  init(list: RowList, columns: [Int?], places: [Int]) {
    self.list = list
    self.columns = columns
    all = places
  }

  /// The places of the rows in the list.
  var places: [Int] { one.map { [$0] } ?? all }

  /// Turns to one of the rows by itself.
  mutating func turn(to place: Int) { one = place }

  /// The one row's value in a column of the input.
  func value(_ column: Int) -> Value {
    guard let row = one ?? all.first, columns.indices.contains(column),
      let place = columns[column]
    else { return .missing }
    return list.value(place, row)
  }
}

extension RuleEvaluation {
  /// The weighted mean of what the raters of each group think of the person.
  func rating(_ rating: RatingRule) throws(EvaluationFault) -> Shaped {
    let rated = try work.ratings[rule.id]?.get()
    let rows = rated.map { $0.ofPerson[subject] } ?? []
    let ratings = Ratings(work: work, scene: scene, rating: rating, places: rated?.places ?? [])
    let isNobody = rating.groups.isEmpty && rows.count < rating.needsRaters
    guard !rows.isEmpty, !isNobody else {
      trace?.derivation = .rating(parts: [])
      return Shaped(try said(rating.whenNoRaters), isSettled: true)
    }
    guard !rating.groups.isEmpty else {
      let (mean, given) = try mean(rows, ratings)
      trace?.derivation = .rating(parts: [
        Derivation.RatingPart(group: nil, given: given, needs: 1, value: .number(mean))
      ])
      return Shaped(.number(mean))
    }
    return Shaped(try weighted(rating, rows, ratings), isSettled: true)
  }

  private func weighted(
    _ rating: RatingRule, _ rows: [Int], _ ratings: Ratings
  ) throws(EvaluationFault) -> Value {
    var (sum, remaining) = (Exact.zero, Exact.zero)
    var state = Value.present(.flag(true))
    var parts: [Derivation.RatingPart] = []
    for group in rating.groups {
      let (value, part) = try self.part(group, rows, ratings)
      if trace != nil { parts.append(part) }
      if part.isReweighted { continue }
      state = state.combined(with: value)
      guard let number = value.number else { continue }
      sum = try exactly { [sum] () throws(ExactError) in try sum + group.weight * number }
      remaining = try exactly { [remaining] () throws(ExactError) in
        try remaining + group.weight
      }
    }
    trace?.derivation = .rating(parts: parts)
    guard state.isPresent else { return state }
    guard !remaining.isZero, remaining >= rating.reweightNeeds ?? .zero else {
      return .notApplicable
    }
    return .number(try exactly { () throws(ExactError) in try sum / remaining })
  }

  private func part(
    _ group: RaterGroup, _ rows: [Int], _ ratings: Ratings
  ) throws(EvaluationFault) -> (Value, Derivation.RatingPart) {
    let own = try ratings.rows(rows, where: group.condition)
    let isEnough = own.count >= group.needsRaters
    let isReweighted = !isEnough && group.whenTooFew == .reweight
    var value = Value.notApplicable
    var given = trace == nil ? [] : own.compactMap { ratings.given($0) }.map(Self.whole)
    if isEnough {
      let (mean, all) = try mean(own, ratings)
      (value, given) = (.number(mean), all)
    } else if !isReweighted {
      value = try said(group.whenTooFew)
    }
    let part = Derivation.RatingPart(
      group: (group.id, group.weight), given: given, needs: group.needsRaters, value: value,
      isReweighted: isReweighted, isEnough: isEnough)
    return (value, part)
  }

  private static func whole(_ given: (rater: String, score: Exact)) -> Derivation.GivenScore {
    Derivation.GivenScore(rater: given.rater, score: given.score, isTrimmed: false)
  }

  /// What a handler says of a rating without raters.
  private func said(_ action: HandlerAction) throws(EvaluationFault) -> Value {
    try Handlers(whenMissing: action, whenNotApplicable: nil).applied(to: .missing, in: expressions)
  }

  /// The mean of some rows' scores, without the extremes of many.
  private func mean(
    _ rows: [Int], _ ratings: Ratings
  ) throws(EvaluationFault) -> (Exact, [Derivation.GivenScore]) {
    let isTrimmed = ratings.rating.trim.map { rows.count > $0.above } ?? false
    if trace == nil, !isTrimmed {
      return (try exactly { () throws(ExactError) in try ratings.mean(rows) }, [])
    }
    var given = rows.compactMap { ratings.given($0) }
    given.sort { $0.score == $1.score ? $0.rater < $1.rater : $0.score < $1.score }
    var kept = given.indices.startIndex..<given.indices.endIndex
    if let trim = ratings.rating.trim, given.count > trim.above {
      kept = trim.lowest..<(given.count - trim.highest)
    }
    let sum = try expressions.sum(given[kept].map(\.score))
    let mean = try exactly { () throws(ExactError) in try sum / Exact(kept.count) }
    let scores = given.enumerated().map { place, one in
      Derivation.GivenScore(
        rater: one.rater, score: one.score, isTrimmed: !kept.contains(place))
    }
    return (mean, scores)
  }
}
