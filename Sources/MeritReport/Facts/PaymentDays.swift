import MeritEngine
import MeritModel
import MeritPolicy

/// What falls due on the days of payment that the bonuses of a period say.
struct PaymentDays {
  let calculation: Calculation

  /// One day with what is paid on it.
  struct Due {
    /// Nil for what no day is stated of.
    let day: CalendarDay?
    /// The labels of what is paid.
    var labels: [String]
    /// Nil where it is beyond exact fractions of 128 bits.
    var total: Exact?
  }

  /// The days in order, what has none last; empty where no bonus states a day.
  var totals: [Due] {
    var totals: [Due] = []
    for (id, amounts) in amounts().sorted(by: { $0.key < $1.key }) {
      let rule = calculation.policy[id]
      let day = calculation.payDay(of: rule)
      let place = totals.firstIndex { $0.day == day } ?? totals.count
      if place == totals.count { totals.append(Due(day: day, labels: [], total: .zero)) }
      totals[place].labels.append(rule.label)
      for amount in amounts {
        totals[place].total = totals[place].total.flatMap { try? $0 + amount }
      }
    }
    guard totals.contains(where: { $0.day != nil }) else { return [] }
    return totals.sorted { one, other in
      guard let first = one.day else { return false }
      return other.day.map { first < $0 } ?? true
    }
  }

  /// The amounts of each bonus, allocation and prize that a plan pays.
  private func amounts() -> [RuleID: [Exact]] {
    var amounts: [RuleID: [Exact]] = [:]
    for person in calculation.cohort.members {
      for id in calculation.binding(of: person)?.bonuses ?? [] {
        let amount = calculation.value(id, of: person).number
        amounts[id, default: []] += [amount].compactMap(\.self)
      }
      for pay in calculation.unboundPay(of: person) {
        amounts[pay.bonus, default: []] += [pay.value.number].compactMap(\.self)
      }
    }
    return amounts
  }
}
