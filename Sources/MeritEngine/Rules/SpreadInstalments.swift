import MeritModel
import MeritPolicy

/// Rows of one period that a balance pays out in equal parts over as many later periods as each says.
struct SpreadRows: Sendable {
  private let measure: RuleID
  /// Whose rows those of the balance's subjects are.
  private let scope: Scope
  private let list: RowList
  /// Fewer rows with an amount than this count as none.
  private let needed: Int
  private let rounding: Rounding?
  /// How equal parts are rounded: what they leave is paid at the end.
  private let roundingOfParts: Rounding?
  /// For each row of the list its amount, and the number of periods over which it is paid out.
  private let (amounts, terms): ([Value], [Value])

  /// A row that was added.
  private struct Row {
    let amount: Exact
    /// The number of periods over which it is paid out.
    let term: Int
  }

  /// Looks up the rows of a period; there are none where nothing was read of them.
  init(_ spread: SpreadRelease, of rule: Rule, in work: Workspace) {
    (measure, scope, rounding) = (spread.measure, rule.scope, rule.rounding)
    let over = work.rowColumns[spread.measure]?.firstIndex(of: spread.over)
    let needed = work.rowNeeds[spread.measure]
    let isKnown = over != nil && needed != nil
    list = isKnown ? work.rowLists[spread.measure] ?? .empty : .empty
    (amounts, terms) = (list.values(0), list.values(over ?? 0))
    self.needed = needed ?? 1
    roundingOfParts = rounding.map { Rounding(step: $0.step, mode: .down) }
  }

  /// What a subject of the period added by its rows, each one rounded; nil where it has none.
  func added(by subject: Int, in work: Workspace) throws(EvaluationFault) -> Exact? {
    let rows = places(of: subject, in: work)
    return try exactly { () throws(ExactError) in
      var (sum, isEmpty) = (ExactSum(), true)
      for place in rows {
        guard let row = try row(at: place) else { continue }
        try sum.add(row.amount)
        isEmpty = false
      }
      return isEmpty ? nil : try sum.total()
    }
  }

  /// What of a subject's addition falls due a number of periods later.
  ///
  /// An amount without rows, which a handler put there, falls due at once. Of a closed period no more
  /// is paid out than was added, whatever its rows are now.
  func due(
    of added: Exact, by subject: Int, in work: Workspace, age: Int
  ) throws(EvaluationFault) -> Exact {
    let rows = places(of: subject, in: work)
    return try exactly { () throws(ExactError) in
      var (whole, part, last) = (ExactSum(), ExactSum(), 1)
      for place in rows {
        guard let row = try row(at: place) else { continue }
        try whole.add(row.amount)
        try part.add(try self.part(of: row, at: age))
        last = max(last, row.term)
      }
      if age > last { return .zero }
      if try whole.total() == added { return try part.total() }
      func paid(through age: Int) throws(ExactError) -> Exact {
        age >= last ? added : try paidOf(added, rows, through: age)
      }
      return try paid(through: age) - (try paid(through: age - 1))
    }
  }

  /// What of an addition that its rows do not make up is paid through an age before the last one.
  private func paidOf(
    _ added: Exact, _ rows: Range<Int>, through age: Int
  ) throws(ExactError) -> Exact {
    if age == 0 { return .zero }
    var parts = ExactSum()
    for place in rows {
      guard let row = try row(at: place) else { continue }
      try parts.add(try part(of: row, through: age))
    }
    let sum = try parts.total()
    return added < .zero ? max(min(sum, .zero), added) : min(max(sum, .zero), added)
  }

  /// What of a row is paid in the period at an age: the last takes what the parts before leave.
  private func part(of row: Row, at age: Int) throws(ExactError) -> Exact {
    if age > row.term { return .zero }
    if age < row.term { return try part(of: row) }
    return try row.amount - (try part(of: row, through: age - 1))
  }

  /// What of a row is paid through the period at an age.
  private func part(of row: Row, through age: Int) throws(ExactError) -> Exact {
    if age >= row.term { return row.amount }
    return age == 0 ? .zero : try part(of: row) * Exact(age)
  }

  /// An equal part of a row.
  private func part(of row: Row) throws(ExactError) -> Exact {
    guard let roundingOfParts else { return try row.amount / Exact(row.term) }
    return try roundingOfParts(row.amount, over: row.term)
  }

  /// Where the rows of a subject of the period stand.
  private func places(of subject: Int, in work: Workspace) -> Range<Int> {
    guard let owner = work.subject(of: measure, read: scope, by: subject) else { return 0..<0 }
    let places = list[owner]
    if needed > 1, places.count(where: { amounts[$0].isPresent }) < needed { return 0..<0 }
    return places
  }

  /// A row with its amount rounded; nil where it lacks one or does not say over how many periods.
  private func row(at place: Int) throws(ExactError) -> Row? {
    guard let amount = amounts[place].number, let term = terms[place].number else { return nil }
    return Row(amount: try rounding?(amount) ?? amount, term: try periods(term))
  }

  /// A number of periods: at least one, a fraction rounded up.
  private func periods(_ term: Exact) throws(ExactError) -> Int {
    let whole = term.isWhole ? term : try Rounding(step: .one, mode: .ceiling)(term)
    return max(1, Int(clamping: whole.numerator))
  }
}

extension BalanceFacts {
  /// What falls due of the additions of earlier periods, the latest first.
  ///
  /// Periods without a line do not count, so that no part falls due where nobody is there to be paid.
  func instalments(of subject: Int) throws(EvaluationFault) -> [ReleasedAddition] {
    var parts: [ReleasedAddition] = []
    var age = 0
    for period in earlier {
      guard let there = period.subject(subject), let added = period.addition(of: subject) else {
        continue
      }
      age += 1
      guard let rows = period.rows else { continue }
      let amount = try rows.due(of: added, by: there, in: period.work, age: age)
      if !amount.isZero {
        parts.append(
          ReleasedAddition(period: period.work.cohort.period, added: added, amount: amount))
      }
    }
    return parts
  }
}
