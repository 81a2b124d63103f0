import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// What a scale gave, in the periods of the rows that are taken back, for what is taken back.
  ///
  /// Where the measure that takes back is absent, so is the operand, and where a period has no
  /// value that the scale could apply to.
  func takenBack(_ back: TakenBack) throws(EvaluationFault) -> StepOperand {
    let refunds = try expressions.value(back.refunds)
    guard refunds.isPresent else { return StepOperand(value: refunds) }
    let parts = try expressions.reversedParts(of: back.measure, rule.grain)
    if parts.isEmpty { return StepOperand(value: .number(.zero)) }
    var slices = TakenSlices(tells: trace != nil)
    var state = Value.number(.zero)
    for period in parts.keys.sorted(by: { $0.start < $1.start }) {
      guard let there = expressions.moved(to: period) else {
        state = .missing
        continue
      }
      if trace != nil, period != work.cohort.period {
        trace?.elsewhere.append((back.on.root, there))
      }
      let on = try there.value(back.on.root)
      guard let number = on.number, let scale = there.work.policy.tiers[back.scale.name] else {
        state = state.combined(with: on)
        continue
      }
      try slices.add(parts[period] ?? [], scale, on: number, in: period)
    }
    guard state.isPresent else { return StepOperand(value: state) }
    return StepOperand(value: .number(slices.pay), slices: slices.slices)
  }
}

/// A row that takes back another one.
struct ReversingRow {
  let amount: Exact
  /// The amount of the row that is taken back.
  let own: Exact
}

extension ExpressionEvaluation {
  /// The same evaluation in the period of another row; nil where nothing was computed of it.
  fileprivate func moved(to period: Period) -> ExpressionEvaluation? {
    if period == work.cohort.period { return self }
    return work.timeline.workspace(at: period).flatMap(moved)
  }

  /// The rows of a measure that takes back others, by the period of those others.
  fileprivate func reversedParts(
    of measure: RuleID, _ grain: Grain
  ) throws(EvaluationFault) -> [Period: [ReversingRow]] {
    guard let list = work.rowLists[measure], let subject = subject(of: measure),
      !list[subject].isEmpty,
      case .rows(let aggregate)? = work.policy[measure].measure?.shape,
      let column = aggregate.column,
      let reversal = work.policy.inputs[aggregate.table].reversal
    else { return [:] }
    var parts: [Period: [ReversingRow]] = [:]
    // Too few rows count as none, as they do for the measure.
    guard list[subject].count >= aggregate.needsRows else { return parts }
    for row in list[subject] {
      let key = list.value(1, row).text ?? ""
      let reversed = work.measures.reversed[aggregate.table]?[key]
      guard let reversed, let first = day(reversed.date), let last = day(list.value(2, row)),
        first <= last, reversal.earliest(from: last).map({ $0 <= first }) ?? true
      else {
        throw .reversedRowNotFound(
          LostReversal(place: list.place(row), key: key, other: reversed?.place))
      }
      let period = work.timeline.calendar.period(grain, containing: first)
      parts[period, default: []].append(
        ReversingRow(
          amount: list.value(0, row).number ?? .zero, own: reversed.values[column]?.number ?? .zero)
      )
    }
    return parts
  }

  /// The day of a date, or the first day of a month or quarter.
  private func day(_ value: Value) -> CalendarDay? {
    switch value {
    case .present(.day(let day)): day
    case .present(.moment(let moment)): moment.day
    case .present(.text(let name)): work.policy.header.calendar.period(named: name.string)?.start
    default: nil
    }
  }
}

/// What is taken back, slab by slab of each period.
private struct TakenSlices {
  private struct Slab: Hashable {
    let period: Period
    let from: Exact
    let rate: Exact?
  }

  /// Whether the slabs are asked for, not only what they pay.
  private let tells: Bool
  private var sums: [Slab: (part: Exact, pay: Exact, rows: Int)] = [:]
  private(set) var pay = Exact.zero

  init(tells: Bool) { self.tells = tells }

  /// Adds what the rows take back of one period, in which the scale applied to a number.
  mutating func add(
    _ rows: [ReversingRow], _ scale: TierScale, on: Exact, in period: Period
  ) throws(EvaluationFault) {
    let tiers = TierAmount(scale: scale)
    if scale.basis == .row {
      for row in rows where !row.own.isZero {
        let share = try exactly { () throws(ExactError) in try row.amount / row.own }
        for slice in try tiers.slices(row.own) { try add(slice, times: share, 1, period) }
      }
      return
    }
    var amount = Exact.zero
    for row in rows {
      amount = try exactly { [amount] () throws(ExactError) in try amount + row.amount }
    }
    let whole = try tiers.slices(on)
    guard scale.method == .marginal else {
      guard let slice = whole.first, let rate = slice.rate else { return }
      let pay = try exactly { [amount] () throws(ExactError) in try amount * rate }
      let taken = Derivation.TierSlice(from: slice.from, part: amount, rate: rate, pay: pay)
      return try add(taken, times: .one, rows.count, period)
    }
    let rest = try exactly { [amount] () throws(ExactError) in try on - amount }
    let minus = try exactly { () throws(ExactError) in try Exact.one.negated() }
    for slice in whole { try add(slice, times: .one, rows.count, period) }
    for slice in try tiers.slices(rest) { try add(slice, times: minus, 0, period) }
  }

  private mutating func add(
    _ slice: Derivation.TierSlice, times factor: Exact, _ rows: Int, _ period: Period
  ) throws(EvaluationFault) {
    let (part, taken) = try exactly { () throws(ExactError) in
      (try slice.part * factor, try slice.pay * factor)
    }
    pay = try exactly { [pay] () throws(ExactError) in try pay + taken }
    guard tells else { return }
    let slab = Slab(period: period, from: slice.from, rate: slice.rate)
    let known = sums[slab] ?? (.zero, .zero, 0)
    sums[slab] = try exactly { () throws(ExactError) in
      (try known.part + part, try known.pay + taken, known.rows + rows)
    }
  }

  /// The slabs by period from the earliest on, and in each from the lowest up; those of which
  /// nothing is taken are left out.
  var slices: [Derivation.TierSlice] {
    sums.filter { !$0.value.part.isZero }
      .sorted { ($0.key.period.start, $0.key.from) < ($1.key.period.start, $1.key.from) }
      .map { slab, sum in
        Derivation.TierSlice(
          from: slab.from, part: sum.part, rate: slab.rate, pay: sum.pay, rows: sum.rows,
          period: slab.period)
      }
  }
}
