import MeritModel
import MeritPolicy

/// Rows that a balance pays out in equal parts over as many later periods as each says.
extension Balances {
  /// A row that was added.
  private struct Row {
    let amount: Exact
    /// The number of periods over which it is paid out.
    let term: Int
  }

  /// What is added: the operand, or its rows with each one rounded.
  func added() throws(EvaluationFault) -> Value {
    let sum = try number(balance.add)
    guard sum.isPresent, let spread = balance.spread else { return sum }
    let rows = try rows(spread, in: work, of: evaluation.expressions.subject(of: spread.measure))
    if rows.isEmpty { return sum }
    return .number(try total(rows.lazy.map(\.amount)))
  }

  /// What falls due of the additions of earlier periods, the latest first.
  ///
  /// Periods without a line do not count, so that no part falls due where nobody is there to be paid.
  func instalments() throws(EvaluationFault) -> [Release] {
    var parts: [Release] = []
    var age = 0
    for period in earlier {
      guard let (id, there) = entry(in: period), let added = addition(id, there, in: period)
      else { continue }
      age += 1
      guard let spread = spread(of: id, in: period) else { continue }
      let amount = try due(added, spread, in: period, of: there, age: age)
      if !amount.isZero {
        parts.append(Release(period: period.cohort.period, added: added, amount: amount))
      }
    }
    return parts
  }

  /// The rows that the balance pays out in another period, by that one's version.
  private func spread(of id: RuleID, in period: Workspace) -> SpreadRelease? {
    if period.version == work.version { return balance.spread }
    guard case .balance(let there) = period.policy[id].body else { return nil }
    return there.spread
  }

  /// What was added in a period; nil where the balance has no value there.
  func addition(_ id: RuleID, _ subject: Int, in period: Workspace) -> Exact? {
    guard let entries = period.balances[id]?[subject], entries.count > BalancePart.added.place
    else { return nil }
    return entries[BalancePart.added.place].number
  }

  /// What of an addition falls due a number of periods later.
  ///
  /// An amount without rows, which a handler put there, falls due at once. Of a closed period no more
  /// is paid out than was added, whatever its rows are now.
  private func due(
    _ added: Exact, _ spread: SpreadRelease, in period: Workspace, of subject: Int, age: Int
  ) throws(EvaluationFault) -> Exact {
    let rows = try rows(spread, in: period, of: owner(of: spread.measure, in: period))
    let last = rows.lazy.map(\.term).max() ?? 1
    if age - 1 >= last { return .zero }
    if try total(rows.lazy.map(\.amount)) == added {
      return try exactly { () throws(ExactError) in
        var sum = ExactSum()
        for row in rows { try sum.add(try part(of: row, at: age)) }
        return try sum.total()
      }
    }
    func paid(through age: Int) throws(EvaluationFault) -> Exact {
      if age >= last { return added }
      if age == 0 { return .zero }
      let sum = try exactly { () throws(ExactError) in
        var sum = ExactSum()
        for row in rows { try sum.add(try part(of: row, through: age)) }
        return try sum.total()
      }
      return added < .zero ? max(min(sum, .zero), added) : min(max(sum, .zero), added)
    }
    let (now, earlier) = (try paid(through: age), try paid(through: age - 1))
    return try exactly { () throws(ExactError) in try now - earlier }
  }

  /// Whose rows of a measure are meant in an earlier period.
  private func owner(of measure: RuleID, in period: Workspace) -> Int? {
    if rule.scope == .employee, period.version == work.version,
      work.scopes[measure.index] == .employee
    {
      return period.isIn(subject) ? subject : nil
    }
    return evaluation.expressions.moved(to: period)?.subject(of: measure)
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
    let part = try row.amount / Exact(row.term)
    guard let rounding = evaluation.scene.rule.rounding else { return part }
    return try Rounding(step: rounding.step, mode: .down)(part)
  }

  private func rows(
    _ spread: SpreadRelease, in period: Workspace, of subject: Int?
  ) throws(EvaluationFault) -> [Row] {
    guard let list = period.rowLists[spread.measure], let subject,
      let needed = period.rowNeeds[spread.measure],
      let over = period.rowColumns[spread.measure]?.firstIndex(of: spread.over)
    else { return [] }
    let places = list[subject]
    if needed > 1, places.count(where: { list.value(0, $0).isPresent }) < needed {
      return []
    }
    var rows: [Row] = []
    rows.reserveCapacity(places.count)
    for place in places {
      guard let amount = list.number(0, place), let term = list.number(over, place)
      else { continue }
      rows.append(Row(amount: try rounded(amount), term: try periods(term)))
    }
    return rows
  }

  /// A number of periods: at least one, a fraction rounded up.
  private func periods(_ term: Exact) throws(EvaluationFault) -> Int {
    let whole = try exactly { () throws(ExactError) in
      term.isWhole ? term : try Rounding(step: .one, mode: .ceiling)(term)
    }
    return max(1, Int(clamping: whole.numerator))
  }

  func total(_ amounts: some Sequence<Exact>) throws(EvaluationFault) -> Exact {
    try exactly { () throws(ExactError) in
      var sum = ExactSum()
      for amount in amounts { try sum.add(amount) }
      return try sum.total()
    }
  }
}
