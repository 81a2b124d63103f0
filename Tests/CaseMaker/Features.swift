/// What a random case may be made of beyond the simplest month.
package struct Features: OptionSet, Sendable, Hashable {
  /// One bit for each feature.
  package let rawValue: UInt64

  /// The features of these bits.
  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  private static func bit(_ place: UInt64) -> Features { Features(rawValue: 1 << place) }

  /// Runs of single days, and months that collect their days.
  package static let days = bit(0)
  /// Runs of ten days.
  package static let tenDays = bit(1)
  /// Runs of quarters.
  package static let quarters = bit(2)
  /// Runs of years.
  package static let years = bit(3)
  /// Months that start on the 15th, years that start in April.
  package static let calendars = bit(4)
  /// `previous`, `last`, `streak`.
  package static let history = bit(5)
  /// `first_time`.
  package static let firstTime = bit(6)
  /// Two policies in a book, the second from inside or before the run's period.
  package static let versions = bit(7)
  /// A first policy that starts inside the run's period.
  package static let lateStart = bit(8)
  /// Tiers on the year to date.
  package static let yearToDate = bit(9)
  /// Tiers on each row.
  package static let rowTiers = bit(10)
  /// Grades by quota.
  package static let quotas = bit(11)
  /// Quotas whose exceptions free seats.
  package static let refill = bit(12)
  /// Few seats for the best of banded grades.
  package static let limits = bit(13)
  /// Pools.
  package static let allocations = bit(14)
  /// Names of rankings in expressions.
  package static let rankNames = bit(15)
  /// `appliesWhen`.
  package static let appliesWhen = bit(16)
  /// Handlers that name another expression.
  package static let useHandlers = bit(17)
  /// Prizes by rank.
  package static let prizes = bit(18)
  /// Balances.
  package static let balances = bit(19)
  /// Discretionary amounts.
  package static let adjustments = bit(20)
  /// Ratings by several raters.
  package static let ratings = bit(21)
  /// Excusable events.
  package static let exclusions = bit(22)
  /// Limits of the law.
  package static let guards = bit(23)
  /// Customers.
  package static let customers = bit(24)
  /// One row for several people.
  package static let credits = bit(25)
  /// Values from another table, and rows owned by them.
  package static let lookups = bit(26)
  /// Rows that reverse others.
  package static let reverses = bit(27)
  /// Plans by facts of the roster.
  package static let planWhen = bit(28)
  /// Plans that pay nothing on exit.
  package static let onExit = bit(29)
  /// Every plan of a period pays its days.
  package static let splitByDays = bit(30)
  /// Holidays in a file.
  package static let holidays = bit(31)
  /// Checks that hold for each group.
  package static let groupChecks = bit(32)
  /// Shares of rows.
  package static let shares = bit(33)
  /// Alternatives in a checklist.
  package static let anyOf = bit(34)

  /// Seats of a quota by rounding.
  package static let seatRounding = bit(35)

  /// Every feature.
  package static let all = Features(rawValue: 1 << 36 - 1)
}

extension Features {
  /// The features that look at other periods than the run's own.
  static let ofOtherPeriods: Features = [
    .quarters, .years, .days, .tenDays, .history, .firstTime, .yearToDate, .balances, .reverses,
  ]
}
