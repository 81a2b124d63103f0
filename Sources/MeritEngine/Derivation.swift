package import MeritModel
package import MeritPolicy

/// The way to one value: what went in and which part of the rule decided.
package enum Derivation: Sendable {
  case rows(count: Int, value: Value?)
  case ratio(of: Value, to: Value)
  case total(members: [(id: String, value: Value)])
  case expression(text: String, operands: [Operand])
  case attainment(actual: Value, target: Value, worth: Exact, atLeast: Exact?, atMost: Exact?)
  /// The place of the row that was reached, among rows from the lowest edge up.
  case band(of: String, value: Value, rows: [Band], hit: Int?)
  case curve(of: String, value: Value, points: [CurvePoint])
  case deductions(startAt: Exact, lines: [DeductionPart])
  case weights(lines: [WeightPart], remaining: Exact)
  case grade(
    of: String, value: Value, rows: [Band], hit: Int?, exceptions: [(id: String, applies: Bool)])
  /// A grade by quota; the seat is nil where the person takes part in none.
  case quota(
    of: String, value: Value, seat: QuotaSeat?, exceptions: [(id: String, applies: Bool)])
  case bonus(steps: [StepPart])
  case allocation(AllocationPart)
  case prize(PrizePart)
  /// The entries of a balance in the order of its ledger, and of which additions what is released is.
  case balance(
    entries: [(part: BalancePart, amount: Exact)], closing: Exact, releases: [ReleasePart])
  case rank(within: RankScope, keys: [(name: String, value: Value)])
  /// The condition of the whole definition does not hold.
  case notApplying(condition: String, value: Value)
  /// The plan pays nothing to people who leave in the period.
  case leaver(plan: String)
  case requirements(lines: [RequirementPart])
  case assignments(lines: [AssignmentPart])
  /// What the raters of each group gave; nothing where nobody did.
  case rating(parts: [RatingPart])
  case table(name: String, inputs: [(name: String, value: Value)], row: Int?)

  /// A name in an expression with what it stands for.
  package struct Operand: Sendable {
    package let name: String
    package let value: Value
    package let kind: Kind
  }

  /// A line of a checklist.
  package struct RequirementPart: Sendable {
    package let id: String
    package let check: String
    package let result: Value
    package let sides: ComparedSides?
    /// What the condition names, where it is not one comparison.
    package let operands: [Operand]
  }

  /// A line of what is assigned.
  package struct AssignmentPart: Sendable {
    package let id: String
    package let when: String
    package let holds: Bool
    package let sides: ComparedSides?
    /// What the condition names, where it is not one comparison.
    package let operands: [Operand]
  }

  /// Both sides of a condition that is one comparison, as they were for the person.
  package struct ComparedSides: Sendable {
    package let comparison: ComparisonOperator
    package let own: Value
    package let needed: Value
    /// Whether the own side counts periods in a row.
    package let isStreak: Bool
    /// The kind of the own side, where it is a figure; else a number.
    package let kind: Kind
  }

  /// What is released of what one period added.
  package struct ReleasePart: Sendable {
    package let period: String
    package let added: Exact
    package let amount: Exact
  }

  /// What one line of deductions took.
  package struct DeductionPart: Sendable {
    package let id: String
    package let each: String
    package let count: Exact
    package let costs: Exact
    package let taken: Exact
    package let atMost: Exact?
  }

  /// One line of a score.
  package struct WeightPart: Sendable {
    package let of: String
    package let value: Value
    package let weight: Exact
    /// Whether the line left and the others grew.
    package let isReweighted: Bool
  }

  /// A place in the order of a group with seats for each grade.
  package struct QuotaSeat: Sendable {
    package let group: String
    package let size: Int
    /// The place from 1.
    package let place: Int
    /// The grade before exceptions.
    package let earned: Grade
    package let seats: [(grade: Grade, count: Int)]
    /// How many share the place and got the same grade for it; 1 where it is the person's alone.
    package let tied: Int
    /// How many stand before the place who may not have so good a grade, so that they leave its
    /// seats to those behind.
    package let barred: Int
  }

  /// A person's part of a pool.
  package struct AllocationPart: Sendable {
    /// The group's pool, rounded; not applicable where nothing was split.
    package let pool: Value
    package let key: Value
    /// The sum of the keys of everybody who takes part.
    package let sum: Exact
    package let people: Int
    /// Whether the condition of the whole pool holds.
    package let isOpen: Bool
    package let isEligible: Bool
  }

  /// A place among those who take part in a prize.
  package struct PrizePart: Sendable {
    package let group: String
    /// How many take part in the group.
    package let size: Int
    /// The place from 1; nil for those without one.
    package let place: Int?
    /// How many are equal at the place.
    package let tied: Int
    /// The keys of the order as they are written, and their values.
    let names: [String]
    let values: [Value]
    /// The condition of a winner as written.
    package let condition: String?
    /// Whether it holds, where it was asked.
    package let holds: Value?

    /// The keys of the order, each with its value; nothing of who takes no part.
    package var keys: [(name: String, value: Value)] { zip(names, values).map { ($0, $1) } }
  }

  /// The seats of a grade's group, where the best grades are limited.
  package struct CeilingPart: Sendable {
    /// The grade before the ceilings.
    package let earned: Grade
    package let group: String
    package let size: Int
    package let seats: [SeatCeiling]
  }

  /// How many people may have a grade, or one of several.
  package struct SeatCeiling: Sendable {
    /// From the best to the worst.
    package let grades: [Grade]
    package let count: Int

    /// The grades in words: `S`, or `S or A`.
    package var name: String { grades.map(\.name).joined(separator: " or ") }
    var worst: Grade { grades[grades.count - 1] }
  }

  /// What one group of raters gave a person.
  package struct RatingPart: Sendable {
    /// nil where the rating has no groups.
    package let group: (id: String, weight: Exact)?
    /// The scores of valid ballots, from the lowest up.
    package let given: [GivenScore]
    package let needs: Int
    /// The mean, or what stands for it.
    package let value: Value
    /// Whether the group left and the others grew.
    package var isReweighted = false
    package var isEnough = true
  }

  /// A score with who gave it.
  package struct GivenScore: Sendable {
    package let rater: String
    package let score: Exact
    /// Whether it was left out as one of the highest or lowest.
    package let isTrimmed: Bool
  }

  /// One step of a bonus.
  package struct StepPart: Sendable {
    package let id: String
    /// What it does: `start`, `plus`, `minus`, `times`, `atMost`, `atLeast`, `onlyIf`, `prorate`, `round`.
    package let operation: String
    /// The step's operand as written.
    package let text: String
    package let operand: Value
    /// The slabs, where the operand is tiers.
    package let slices: [TierSlice]
    /// The row of the table from 1, where the operand is a table.
    package let tableRow: Int?
    /// The amount after the step.
    package let after: Value
    /// What the year had before, where the operand is tiers of the year to date.
    package let year: YearPart?
  }

  /// What a scale of the year to date goes on from.
  package struct YearPart: Sendable {
    /// The sum of the earlier periods of the year.
    package let before: Exact
    /// What this period adds to it.
    package let own: Exact
    /// What the scale pays on the sum before, where it must be taken off; nil where the slabs are
    /// those of this period's part alone.
    package var paidBefore: Exact?
  }

  /// A slab of a scale: the part of the amount inside, the rate, and what it pays.
  package struct TierSlice: Sendable {
    package let from: Exact
    package let part: Exact
    /// nil where the slab pays a fixed sum, or each of several rows at its own rate.
    package let rate: Exact?
    package var pay: Exact
    /// What one of the part is worth, where it is counted.
    package var each: Exact?
    /// How many rows have a part in it, where the scale applies to each row.
    package var rows: Int?
    /// The period whose rate it is, where rows take back what was paid then.
    package var period: Period?
  }
}

/// A value with the rule behind it and the way to it.
package struct Explanation: Sendable {
  /// The version whose rule it is.
  package let policy: CompiledPolicy
  package let rule: Rule
  package let period: Period
  /// The id of the person or group.
  package let subject: String
  package let value: Value
  /// The value before handlers and rounding.
  package let unrounded: Value
  /// Whether a handler of the definition replaced an absent value.
  package let isHandled: Bool
  package let derivation: Derivation?
  /// The ceilings on the grade, where its group has any.
  package let ceiling: Derivation.CeilingPart?
  /// The values that it read.
  package let uses: [Use]
  /// Whether the value stands in the ledger and was not computed.
  package var isSealed = false

  /// A value that a rule read.
  package struct Use: Sendable {
    /// The rule, in the version that governs the period.
    package let rule: RuleID
    /// The definition's label, with the group where it is not a person's own.
    package let label: String
    package let period: Period
    /// The person or group whose value it is.
    package let subject: Int
    package let value: Value

    /// Makes a use.
    package init(rule: Rule, period: Period, subject: Int, value: Value) {
      self.rule = rule.id
      self.label =
        rule.scope == .employee ? rule.label : "\(rule.label) (\(rule.scope.rawValue))"
      self.period = period
      self.subject = subject
      self.value = value
    }
  }
}
