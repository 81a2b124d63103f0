package import MeritEngine
package import MeritModel
import MeritPolicy

/// One amount that a person gets or gives back.
package struct Payment: Hashable, Sendable {
  /// The label of what is paid.
  package let label: String
  package let amount: Exact
  /// The day of payment, where the policy states one.
  package let day: CalendarDay?
  /// The closed period that is corrected; nil for what the period itself pays.
  package let corrected: String?
}

extension Calculation {
  /// What a person is paid for the period, then what is corrected of closed ones; without the sums of
  /// nothing.
  package func payments(to person: Int, _ corrections: [CorrectedPeriod] = []) -> [Payment] {
    let bonuses = (binding(of: person)?.bonuses ?? []).map { ($0, value($0, of: person)) }
    let others = unboundPay(of: person).map { ($0.bonus, $0.value) }
    let own = (bonuses + others).compactMap { id, value -> Payment? in
      guard let amount = value.number, !amount.isZero else { return nil }
      return Payment(
        label: policy[id].label, amount: amount, day: payDay(of: policy[id]), corrected: nil)
    }
    let id = cohort.roster.people[person]
    return own
      + corrections.flatMap { corrected in
        corrected.lines.filter { $0.employee == id }.map { line in
          let label = policy.rules.first { $0.name == line.payCode }?.label ?? line.payCode
          return Payment(
            label: label, amount: line.difference, day: nil, corrected: corrected.period)
        }
      }
  }

  /// The day on which a bonus of the period is paid, where it states one.
  func payDay(of rule: Rule) -> CalendarDay? {
    guard case .bonus(let bonus) = rule.body else { return nil }
    return bonus.payDay?.date(after: cohort.period)
  }
}

extension StatementPage {
  /// What the person gets in all, before anything else.
  mutating func writeTotal() {
    let payments = calculation.payments(to: person, corrections)
    guard let total = payments.map(\.amount).total else { return }
    guard !payments.isEmpty else {
      if calculation.payingRules(of: person) > 0 { page.paragraph("**Your bonus: none.**") }
      return
    }
    let currency = calculation.policy.header.currency
    let own = payments.filter { $0.corrected == nil }
    let days = Set(own.map(\.day))
    let day = days.count == 1 ? days.first.flatMap(\.self) : nil
    let paid = day.map { ", paid on \($0)" } ?? ""
    let sum = own.map(\.amount).total ?? .zero
    let bonus = own.isEmpty ? "none" : "\(Shown.money(sum)) \(currency)\(paid)"
    page.paragraph(
      own.count == payments.count
        ? "**Your bonus: \(bonus).**"
        : "**Your bonus: \(bonus). With the corrections of earlier periods you get "
          + "\(Shown.money(total)) \(currency).**")
    if payments.count > 1 { writeParts(payments, total, hasDays: day == nil) }
  }

  private mutating func writeParts(_ payments: [Payment], _ total: Exact, hasDays: Bool) {
    let showsDays = hasDays && payments.contains { $0.day != nil }
    var columns = [(title: "What is paid", isNumeric: false)]
    columns.append((title: calculation.policy.header.currency, isNumeric: true))
    if showsDays { columns.append((title: "Paid on", isNumeric: false)) }
    let rows = payments.map { payment -> [String] in
      let label = Markdown.escaped(payment.label)
      let what = payment.corrected.map { "Correction of \($0): \(label)" } ?? label
      let day = payment.day?.description ?? ""
      return [what, Shown.money(payment.amount)] + (showsDays ? [day] : [])
    }
    page.table(
      columns, rows + [["Together", Shown.money(total)] + (showsDays ? [""] : [])])
  }
}

extension Calculation {
  /// How many bonuses, allocations and prizes the person's plans pay.
  fileprivate func payingRules(of person: Int) -> Int {
    (binding(of: person)?.bonuses.count ?? 0) + unboundPay(of: person).count
  }
}
