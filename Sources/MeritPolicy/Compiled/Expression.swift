package import MeritModel

/// An expression with its text and its place, for messages and explanations.
package final class CompiledExpression: Sendable {
  package let text: String
  package let root: Expression
  package let kind: Kind
  package let place: SourcePlace

  /// Makes an expression.
  package init(text: String, root: Expression, kind: Kind, place: SourcePlace) {
    self.text = text
    self.root = root
    self.kind = kind
    self.place = place
  }
}

/// An expression with its names resolved.
package indirect enum Expression: Hashable, Sendable {
  case literal(Scalar)
  /// The value of a rule: the same subject's where the scopes agree; where a rule for a person names
  /// a group, the value of the person's group (see ``Groups/groupOfPerson``); a company's for all.
  case figure(RuleID)
  /// A part of a balance, by its place; the subject as for a figure.
  case part(RuleID, Int)
  /// What the person's plan binds to a slot at the rule's own grain.
  case slot(Slot)
  /// The constant's value in force on the period's last day.
  case constant(Int)
  /// A column of the person's deciding roster row.
  case rosterColumn(Int)
  /// A column of the row at hand; derived columns follow the table's own.
  case column(Int)
  case periodStart
  case periodEnd
  case negated(Expression)
  case arithmetic(ArithmeticOperator, Expression, Expression)
  case comparison(ComparisonOperator, Expression, Expression)
  case all([Expression])
  case any([Expression])
  case not(Expression)
  case isOneOf(Expression, [Scalar])
  case hasState(Expression, DataState, isNegated: Bool)
  /// The least of several values of one subject.
  case least([Expression])
  /// The greatest of several values of one subject.
  case greatest([Expression])
  /// Completed months from the first date to the second.
  case monthsBetween(Expression, Expression)
  /// Days from the first date to the second.
  case daysBetween(Expression, Expression)
  /// Minutes from the first datetime to the second, exact.
  case minutesBetween(Expression, Expression)
  /// Whether a datetime lies in the hours of the calendar at that place.
  case isWithinHours(Expression, calendar: Int)
  /// Whether a date or datetime is a workday of the calendar at that place.
  case isWorkday(Expression, calendar: Int)
  /// The number of members of the rule's group.
  case memberCount
  /// A function over many values of one expression.
  case collected(Collector, Population, Expression)
  /// The value of the expression in the period before, of the rule's own grain.
  case previous(Expression)
  /// For how many periods in a row, counted back from this one, the condition holds.
  case streak(Expression)
  /// Whether the condition holds now and held in no earlier period.
  case firstTime(Expression)
  /// The sum of a rule's present values over everybody in the period.
  case companyTotal(RuleID)
}

/// Names a slot that plans bind.
package enum Slot: String, CaseIterable, Sendable {
  case score
  case grade
  case bonus
}

/// An arithmetic operator.
package enum ArithmeticOperator: String, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case dividedBy = "/"
}

/// A comparison.
@usableFromInline
package enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Whether it holds for two numbers or days.
  ///
  /// Inlinable, since it is asked of each row.
  @inlinable @inline(__always)
  package func holds<Compared: Comparable>(_ one: Compared, _ other: Compared) -> Bool {
    switch self {
    case .equal: one == other
    case .notEqual: one != other
    case .less: one < other
    case .lessOrEqual: one <= other
    case .greater: one > other
    case .greaterOrEqual: one >= other
    }
  }
}

/// One of the three data states.
package enum DataState: String, Sendable {
  case present
  case missing
  case notApplicable = "not_applicable"
}

/// A function over many values.
package enum Collector: Hashable, Sendable {
  case total
  case average
  case least
  case greatest
  /// The best grade.
  case best
  /// The worst grade.
  case worst
  /// How many values equal the given one.
  case howManyEqual(Scalar)
  /// For how many the condition holds.
  case howMany
}

/// Whose or which periods' values a collector takes.
package enum Population: Hashable, Sendable {
  /// The members of the rule's group; the expression is evaluated for each of them.
  case members
  /// The parts of the rule's period at a finer grain.
  case parts(Grain)
  /// The members of the rule's group in each part of the rule's period, each part with its own.
  case memberParts(Grain)
  /// The customers whom the person or the group's members own; the expression is evaluated for each.
  case customers
  /// The customers in each part of the rule's period, each part with its own members and owners.
  case customerParts(Grain)
  /// The rows of one ballot; the expression is evaluated for each of them.
  case rows
  /// The last periods of a grain, this one included.
  case last(Int, Grain)
}
