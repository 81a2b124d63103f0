package import MeritModel

/// A made-up person: everything that no rule of one period computes, with a value.
package struct TrialPerson: Sendable {
  /// What has to be given.
  package enum Fact: Hashable, Sendable {
    /// A measure over rows, or another figure that one person's data do not decide.
    case figure(RuleID)
    /// What the other members add to a group's total.
    case others(RuleID)
    /// A column of the deciding roster row.
    case rosterColumn(Int)
    /// The share of the period in the plan.
    case daysInPlan
  }

  /// The plan's place in the policy.
  package var plan: Int
  /// The period; parts of it are all alike.
  package var period: Period
  package var facts: [Fact: Value]

  /// Makes a person.
  package init(plan: Int, period: Period, facts: [Fact: Value]) {
    self.plan = plan
    self.period = period
    self.facts = facts
  }
}

/// Says why a made-up person has no value.
enum TrialFault: Error, Hashable {
  case arithmetic(ExactError)
  /// A handler stops the run, or a value lies outside its range: nobody is like that.
  case impossible
  case notGiven(TrialPerson.Fact)
  /// Depends on more than one person's period.
  case beyondOnePerson(RuleID)
}

/// One choice on the way to a value: a band, a slab, a limit that bites.
struct TrialDecision: Hashable {
  /// What is chosen among.
  enum Matter: Hashable {
    case band
    case curve
    case slab
    case tableRow
    /// A limit: 0 inside, 1 at the upper, −1 at the lower one.
    case limit
    case condition
    case exception
    /// The sign of a value, where the direction hangs on it.
    case sign
    /// Which of several values is the least or greatest.
    case extreme
    /// Whether a divisor or target is zero.
    case zero
  }

  let rule: RuleID
  let matter: Matter
  /// The line, step or exception; −1 where the whole rule decides.
  let part: Int
  let choice: Int
}

/// A value while one input moves.
struct Moving: Hashable {
  let value: Value
  let trend: Trend
  /// How much it changes for one unit of the input, roundings left out; nil where it is no line.
  let slope: Exact?

  init(_ value: Value, trend: Trend = .still, slope: Exact? = .zero) {
    self.value = value
    self.trend = trend
    self.slope = trend == .still ? .zero : slope
  }

  var number: Exact? { value.number }
  var isStill: Bool { trend == .still }
}
