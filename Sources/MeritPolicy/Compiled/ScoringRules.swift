package import MeritModel

/// An indicator: points.
package enum IndicatorRule: Sendable {
  /// `worth` × clamp(actual ÷ target); a target of zero or less acts as `whenZero` says.
  case attainment(Attainment)
  case bands(of: CompiledExpression, rows: [Band])
  /// Straight lines through points, flat outside; ascending.
  case curve(of: CompiledExpression, points: [CurvePoint])
  case deductions(Deductions)
}

/// Actual against target.
package struct Attainment: Sendable {
  package let actual: CompiledExpression
  package let target: CompiledExpression
  package let worth: Exact
  package let atLeast: Exact?
  package let atMost: Exact?
  package let whenZero: HandlerAction?

  /// Makes an attainment.
  package init(
    actual: CompiledExpression, target: CompiledExpression, worth: Exact, atLeast: Exact?,
    atMost: Exact?, whenZero: HandlerAction?
  ) {
    self.actual = actual
    self.target = target
    self.worth = worth
    self.atLeast = atLeast
    self.atMost = atMost
    self.whenZero = whenZero
  }
}

/// One row of bands; rows are kept from the lowest edge to the highest.
package struct Band: Sendable {
  package let edge: Exact
  /// True for `from`, false for `above`.
  package let isInclusive: Bool
  package let value: Scalar
  package let place: SourcePlace

  /// Makes a band.
  package init(edge: Exact, isInclusive: Bool, value: Scalar, place: SourcePlace) {
    self.edge = edge
    self.isInclusive = isInclusive
    self.value = value
    self.place = place
  }

  /// Says whether a number reaches the band.
  package func isReached(by number: Exact) -> Bool { isInclusive ? number >= edge : number > edge }
}

/// A corner of a curve.
package struct CurvePoint: Sendable {
  package let at: Exact
  package let value: Exact

  /// Makes a corner.
  package init(at: Exact, value: Exact) {
    self.at = at
    self.value = value
  }
}

/// `startAt` less what the lines cost.
package struct Deductions: Sendable {
  package let startAt: Exact
  package let lines: [DeductionLine]
  package let atLeast: Exact?

  /// Makes deductions.
  package init(startAt: Exact, lines: [DeductionLine], atLeast: Exact?) {
    self.startAt = startAt
    self.lines = lines
    self.atLeast = atLeast
  }
}

/// A line of deductions: min(`atMost`, `each` × `costs`).
package final class DeductionLine: Sendable {
  package let id: String
  package let each: CompiledExpression
  package let costs: Exact
  package let atMost: Exact?
  package let handlers: Handlers

  /// Makes a line.
  package init(
    id: String, each: CompiledExpression, costs: Exact, atMost: Exact?, handlers: Handlers
  ) {
    self.id = id
    self.each = each
    self.costs = costs
    self.atMost = atMost
    self.handlers = handlers
  }
}

/// A score: weighted values.
package struct ScoreRule: Sendable {
  package let lines: [WeightLine]
  /// The least weight that must remain after reweighting.
  package let reweightNeeds: Exact?

  /// Makes a score.
  package init(lines: [WeightLine], reweightNeeds: Exact?) {
    self.lines = lines
    self.reweightNeeds = reweightNeeds
  }
}

/// A line of a score.
package final class WeightLine: Sendable {
  package let of: CompiledExpression
  /// The weight as a fraction of one.
  package let weight: Exact
  package let needsPeriods: Int
  package let handlers: Handlers

  /// Makes a line.
  package init(of: CompiledExpression, weight: Exact, needsPeriods: Int, handlers: Handlers) {
    self.of = of
    self.weight = weight
    self.needsPeriods = needsPeriods
    self.handlers = handlers
  }
}

/// A grade, by bands or by quota, with exceptions.
package struct GradeRule: Sendable {
  package let of: CompiledExpression
  package let set: GradeSet
  package let method: GradeMethod
  package let exceptions: [GradeException]
  /// How many people of a group may hold a grade; only beside bands.
  package let limits: GradeLimits?

  /// Makes a grade rule.
  package init(
    of: CompiledExpression, set: GradeSet, method: GradeMethod, exceptions: [GradeException],
    limits: GradeLimits? = nil
  ) {
    self.of = of
    self.set = set
    self.method = method
    self.exceptions = exceptions
    self.limits = limits
  }

  /// The grade after the exceptions that hold: shifts first, then limits, of which `atMost` wins.
  package func settled(_ earned: Grade, _ holding: [GradeException]) -> Grade {
    var rank = earned.rank - holding.reduce(0) { $0 + $1.shift }
    rank = min(max(rank, 0), set.grades.count - 1)
    for limit in holding.compactMap(\.atLeast) { rank = min(rank, limit.rank) }
    for limit in holding.compactMap(\.atMost) { rank = max(rank, limit.rank) }
    return set.grades[rank]
  }
}

/// How grades are given.
package enum GradeMethod: Sendable {
  case bands([Band])
  case quota(Quota)
}

/// Seats for each grade in a group.
package struct Quota: Sendable {
  package let within: Scope
  package let groupNeeds: Int
  package let smallGroups: String
  package let shares: [(grade: Grade, share: Exact)]
  package let order: [OrderKey]
  package let ties: String
  /// How the seats of each grade but the last listed are rounded; nil for the largest remainder.
  package let seatRounding: Rounding?
  /// Whether a person whom an exception limits frees the seat for the next in order.
  package let refills: Bool

  /// Makes a quota.
  package init(
    within: Scope, groupNeeds: Int, smallGroups: String, shares: [(grade: Grade, share: Exact)],
    order: [OrderKey], ties: String, seatRounding: Rounding? = nil, refills: Bool = false
  ) {
    self.within = within
    self.groupNeeds = groupNeeds
    self.smallGroups = smallGroups
    self.shares = shares
    self.order = order
    self.ties = ties
    self.seatRounding = seatRounding
    self.refills = refills
  }
}

/// Seats for the best grades of a group beside bands.
package struct GradeLimits: Sendable {
  package let within: Scope
  package let order: [OrderKey]
  package let ties: String
  package let seats: [LimitedSeats]

  /// Makes limits.
  package init(within: Scope, order: [OrderKey], ties: String, seats: [LimitedSeats]) {
    self.within = within
    self.order = order
    self.ties = ties
    self.seats = seats
  }
}

/// The seats of one limited grade, or of several neighbouring ones together.
package struct LimitedSeats: Sendable {
  /// From the best to the worst.
  package let grades: [Grade]
  package let count: SeatCount

  /// Makes seats of grades that follow each other in their set; at least one.
  package init(grades: [Grade], count: SeatCount) {
    self.grades = grades
    self.count = count
  }
}

/// How many seats a grade has.
package enum SeatCount: Sendable {
  /// A fraction of the people who are graded in the group, rounded to whole seats.
  case share(Exact, Rounding)
  case sized(SizedCount)

  /// The seats in a group of a size.
  package func seats(groupOf size: Int) throws(ExactError) -> Int {
    switch self {
    case .sized(let count): return count.count(groupOf: size)
    case .share(let share, let rounding):
      return Int(clamping: try rounding(try share * Exact(size)).numerator)
    }
  }
}

/// A key of an order.
package struct OrderKey: Sendable {
  package let of: CompiledExpression
  /// Whether the highest value comes first.
  package let highIsBest: Bool

  /// Makes a key.
  package init(of: CompiledExpression, highIsBest: Bool) {
    self.of = of
    self.highIsBest = highIsBest
  }
}

/// A limit or shift of a grade under a condition.
package final class GradeException: Sendable {
  package let id: String
  package let when: CompiledExpression
  /// No better than this.
  package let atMost: Grade?
  /// No worse than this.
  package let atLeast: Grade?
  /// Grades to move, −1 one worse.
  package let shift: Int
  package let source: String?
  package let handlers: Handlers
  package let place: SourcePlace

  /// Makes an exception.
  package init(
    id: String, when: CompiledExpression, atMost: Grade?, atLeast: Grade?, shift: Int,
    source: String?, handlers: Handlers, place: SourcePlace
  ) {
    self.id = id
    self.when = when
    self.atMost = atMost
    self.atLeast = atLeast
    self.shift = shift
    self.source = source
    self.handlers = handlers
    self.place = place
  }
}
