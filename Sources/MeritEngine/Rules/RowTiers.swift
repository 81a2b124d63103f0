import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// What a scale pays on each row of a `sum` measure, added up.
  ///
  /// Where the measure itself is absent, so is the operand. Too few rows count as none, as they do
  /// for the measure.
  func rowTiers(
    _ scale: TierScale, _ on: CompiledExpression, _ measure: RuleID?
  ) throws(EvaluationFault) -> StepOperand {
    let base = try expressions.value(on)
    guard base.isPresent, let measure else { return StepOperand(value: base) }
    var sums = RowSlices(scale: scale, tells: trace != nil)
    if let (list, rows) = expressions.rows(of: measure) {
      let amounts = list.values(0)
      for row in rows { if let amount = amounts[row].number { try sums.add(amount) } }
    }
    return StepOperand(value: .number(try exactly(sums.pay.total)), slices: sums.slices)
  }
}

extension ExpressionEvaluation {
  /// The rows that a measure counted for the subject, or for the subject's group, with their amounts
  /// first; nil where it counted too few.
  func rows(of measure: RuleID) -> (list: RowList, places: Range<Int>)? {
    guard let list = work.rowLists[measure], let subject = subject(of: measure),
      let needed = work.rowNeeds[measure], list[subject].count >= needed
    else { return nil }
    return (list, list[subject])
  }

  /// Whose value of a rule the subject reads; nil where the subject has no such group.
  func subject(of id: RuleID) -> Int? {
    work.subject(of: id, read: scene.scope, by: subject)
  }
}

extension Workspace {
  /// Whose value of a rule a subject of a scope reads; nil where it has no such group.
  func subject(of id: RuleID, read scope: Scope, by subject: Int) -> Int? {
    let other = scopes[id.index]
    if other == scope { return subject }
    if other == .company { return 0 }
    return scope == .employee ? group(other, of: subject) : nil
  }
}

/// What a scale pays on many amounts, slab by slab.
private struct RowSlices {
  private struct Slab: Hashable {
    let from: Exact
    let rate: Exact?
  }

  private let amount: TierAmount
  private let hasOwnRates: Bool
  /// Whether the slabs are asked for, not only what they pay.
  private let tells: Bool
  private var sums: [Slab: (part: Exact, pay: Exact, rows: Int)] = [:]
  private(set) var pay = ExactSum()

  init(scale: TierScale, tells: Bool) {
    self.tells = tells
    amount = TierAmount(scale: scale)
    hasOwnRates = scale.method == .interpolated
  }

  mutating func add(_ number: Exact) throws(EvaluationFault) {
    let own = try amount.pay(number)
    do { try pay.add(own) } catch { throw .arithmetic(error) }
    guard tells else { return }
    for slice in try amount.slices(number) {
      let slab = Slab(from: slice.from, rate: hasOwnRates ? nil : slice.rate)
      let known = sums[slab] ?? (.zero, .zero, 0)
      let sum = try exactly { () throws(ExactError) in
        (try known.part + slice.part, try known.pay + slice.pay, known.rows + 1)
      }
      sums[slab] = sum
    }
  }

  /// The slabs from the lowest up.
  var slices: [Derivation.TierSlice] {
    sums.sorted { $0.key.from < $1.key.from }.map { slab, sum in
      Derivation.TierSlice(
        from: slab.from, part: sum.part, rate: slab.rate, pay: sum.pay, rows: sum.rows)
    }
  }
}
