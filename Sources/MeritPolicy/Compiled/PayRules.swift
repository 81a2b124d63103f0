package import MeritModel

/// A scale of slabs.
package final class TierScale: Sendable {
  package let name: String
  package let label: String
  package let method: TierMethod
  package let basis: TierBasis
  /// From the lowest edge to the highest.
  package let rows: [TierRow]
  /// The same rows without their places: plain bytes, since every amount is looked up in them.
  package let slabs: [TierSlab]
  package let place: SourcePlace

  /// Makes a scale.
  package init(
    name: String, label: String, method: TierMethod, basis: TierBasis, rows: [TierRow],
    place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.method = method
    self.basis = basis
    self.rows = rows
    self.slabs = rows.map(\.slab)
    self.place = place
  }
}

/// How a rate applies.
package enum TierMethod: String, CaseIterable, Sendable {
  /// Each slab's rate on the part inside the slab.
  case marginal
  /// The rate of the row that holds the amount, on the whole amount.
  case whole
  /// The rate on the straight line between two rows, on the whole amount.
  case interpolated
}

/// What a rate applies to.
package enum TierBasis: String, CaseIterable, Sendable {
  case period
  case row
  case yearToDate = "year-to-date"
}

/// A slab from its lower edge.
package struct TierSlab: Sendable {
  /// The lower edge; nil where the slab also reaches below zero.
  package let edge: Exact?
  /// True for `from`, false for `above`.
  package let isInclusive: Bool
  package let payment: TierPayment
}

/// A slab where it stands in a policy.
package struct TierRow: Sendable {
  package let slab: TierSlab
  /// Where it stands in the policy; nil for a slab that no policy holds.
  package let place: SourcePlace?

  /// Makes a slab.
  package init(
    edge: Exact?, isInclusive: Bool, payment: TierPayment, place: SourcePlace? = nil
  ) {
    slab = TierSlab(edge: edge, isInclusive: isInclusive, payment: payment)
    self.place = place
  }

  /// The lower edge; nil where the slab also reaches below zero.
  package var edge: Exact? { slab.edge }
  /// True for `from`, false for `above`.
  package var isInclusive: Bool { slab.isInclusive }
  /// What it pays.
  package var payment: TierPayment { slab.payment }
}

/// What a slab pays.
package enum TierPayment: Hashable, Sendable {
  case rate(Exact)
  /// A fixed sum.
  case sum(Exact)
}

/// A decision table in which exactly one row fits.
package final class LookupTable: Sendable {
  package let name: String
  package let label: String
  package let inputs: [(name: String, of: CompiledExpression)]
  package let rows: [LookupRow]
  package let kind: Kind
  package let place: SourcePlace

  /// Makes a table.
  package init(
    name: String, label: String, inputs: [(name: String, of: CompiledExpression)],
    rows: [LookupRow], kind: Kind, place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.inputs = inputs
    self.rows = rows
    self.kind = kind
    self.place = place
  }
}

/// A row of a decision table: a test for each input, and the value.
package struct LookupRow: Sendable {
  package let cells: [LookupCell]
  package let value: Scalar
  package let place: SourcePlace

  /// Makes a row.
  package init(cells: [LookupCell], value: Scalar, place: SourcePlace) {
    self.cells = cells
    self.value = value
    self.place = place
  }
}

/// A test of one input.
package enum LookupCell: Hashable, Sendable {
  case any
  case oneOf([Scalar])
  case interval(Interval)

  /// Says whether a value passes.
  package func accepts(_ value: Scalar) -> Bool {
    switch self {
    case .any: return true
    case .oneOf(let values): return values.contains(value)
    case .interval(let interval):
      guard case .number(let number) = value else { return false }
      return interval.contains(number)
    }
  }
}

/// An interval of numbers; at most one lower and one upper edge.
package struct Interval: Hashable, Sendable {
  package let from: Exact?
  package let above: Exact?
  package let below: Exact?
  package let upTo: Exact?

  /// Makes an interval.
  package init(from: Exact? = nil, above: Exact? = nil, below: Exact? = nil, upTo: Exact? = nil) {
    self.from = from
    self.above = above
    self.below = below
    self.upTo = upTo
  }

  /// Says whether a number lies inside.
  package func contains(_ number: Exact) -> Bool {
    (from.map { number >= $0 } ?? true) && (above.map { number > $0 } ?? true)
      && (below.map { number < $0 } ?? true) && (upTo.map { number <= $0 } ?? true)
  }
}

/// What a step takes in.
///
/// Behind a reference, since operands are handed about for each person.
package indirect enum Operand: Sendable {
  case expression(CompiledExpression)
  case table(LookupTable)
  /// The amount of a scale on a value; `measure` is set where the basis is each row.
  case tiers(TierScale, on: CompiledExpression, measure: RuleID?)
  case takenBack(TakenBack)
  /// What tiers give in things that are counted, each at a price.
  case each(Operand, at: CompiledExpression)

  /// The operand without the price of each.
  package var unpriced: Operand {
    if case .each(let inner, _) = self { inner } else { self }
  }
}

extension RuleBody {
  /// What the steps or the pool of the rule take in, in their order.
  package var operands: [Operand] {
    switch self {
    case .bonus(let bonus): bonus.steps.compactMap(\.action.operand)
    case .allocation(let allocation): [allocation.pool]
    default: []
    }
  }
}

/// What a scale gave for earlier amounts that the rows of a measure take back.
package final class TakenBack: Sendable {
  package let scale: TierScale
  /// What the scale applies to in the period of the row that is taken back.
  package let on: CompiledExpression
  /// The name of the measure whose rows take back others.
  package let refunds: CompiledExpression
  package let measure: RuleID

  /// Makes an operand.
  package init(
    scale: TierScale, on: CompiledExpression, refunds: CompiledExpression, measure: RuleID
  ) {
    self.scale = scale
    self.on = on
    self.refunds = refunds
    self.measure = measure
  }
}

/// A bonus: steps from top to bottom.
package struct BonusRule: Sendable {
  package let steps: [BonusStep]
  /// When it is paid; nil where the policy does not say.
  package let payDay: PayDay?

  /// Makes a bonus.
  package init(steps: [BonusStep], payDay: PayDay? = nil) {
    self.steps = steps
    self.payDay = payDay
  }
}

/// One step of a bonus.
package final class BonusStep: Sendable {
  package let id: String
  package let label: String?
  package let source: String?
  package let action: StepAction
  package let handlers: Handlers
  package let place: SourcePlace

  /// Makes a step.
  package init(
    id: String, label: String?, source: String?, action: StepAction, handlers: Handlers,
    place: SourcePlace
  ) {
    self.id = id
    self.label = label
    self.source = source
    self.action = action
    self.handlers = handlers
    self.place = place
  }
}

/// What a step does to the amount before it.
package indirect enum StepAction: Sendable {
  case start(Operand)
  case plus(Operand)
  case minus(Operand)
  case times(Operand)
  case atMost(Operand)
  case atLeast(Operand)
  /// Keeps the amount where the condition holds, else that fraction of it.
  case onlyIf(CompiledExpression, otherwiseKeep: Exact)
  /// Multiplies by days in the plan over days of the period.
  case prorateByDaysInPlan
  case round(Rounding)
  /// Takes the limit of a guard where the amount breaks it.
  case guarded(GuardLimits)
}

/// A pool split among people.
package struct AllocationRule: Sendable {
  package let pool: Operand
  package let within: Scope
  package let onlyIf: CompiledExpression?
  package let among: CompiledExpression?
  package let by: CompiledExpression
  /// The unit of a share.
  package let unit: Exact

  /// Makes an allocation.
  package init(
    pool: Operand, within: Scope, onlyIf: CompiledExpression?, among: CompiledExpression?,
    by: CompiledExpression, unit: Exact
  ) {
    self.pool = pool
    self.within = within
    self.onlyIf = onlyIf
    self.among = among
    self.by = by
    self.unit = unit
  }
}

/// An outcome that is no money.
package enum OutcomeRule: Sendable {
  /// A checklist: eligible where every line passes and, if there are any, one alternative.
  case requires([Requirement], anyOf: [Requirement])
  /// Each id whose condition holds.
  case assign([Assignment])
  case table(LookupTable)
}

/// A line of a checklist.
package final class Requirement: Sendable {
  package let id: String
  package let label: String?
  package let check: CompiledExpression
  package let handlers: Handlers
  package let place: SourcePlace

  /// Makes a line.
  package init(
    id: String, label: String?, check: CompiledExpression, handlers: Handlers, place: SourcePlace
  ) {
    self.id = id
    self.label = label
    self.check = check
    self.handlers = handlers
    self.place = place
  }
}

/// An id that is given where a condition holds.
package final class Assignment: Sendable {
  package let id: String
  package let label: String?
  package let when: CompiledExpression
  package let handlers: Handlers
  package let place: SourcePlace

  /// Makes an assignment.
  package init(
    id: String, label: String?, when: CompiledExpression, handlers: Handlers, place: SourcePlace
  ) {
    self.id = id
    self.label = label
    self.when = when
    self.handlers = handlers
    self.place = place
  }
}

extension StepAction {
  /// What the step takes in; nil where it is a condition, a share of days or a rounding.
  package var operand: Operand? {
    switch self {
    case .start(let operand), .plus(let operand), .minus(let operand), .times(let operand),
      .atMost(let operand), .atLeast(let operand):
      operand
    case .onlyIf, .prorateByDaysInPlan, .round, .guarded: nil
    }
  }
}
