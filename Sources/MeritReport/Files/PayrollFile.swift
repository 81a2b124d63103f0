package import MeritEngine
package import MeritModel
import MeritPolicy

/// One amount to be paid to one person.
package struct PayrollLine: Hashable, Sendable {
  package let employee: String
  package let name: String
  /// The period whose run pays.
  package let period: String
  /// The name of the bonus or allocation.
  package let payCode: String
  package let amount: Exact
  package let currency: String
  /// The period for which it is paid.
  package let forPeriod: String
  package let reason: String
}

extension Calculation {
  /// What the period pays: one line for each bonus that a person's plan binds and that has a value;
  /// so for plans that were held in the period, where the policy pays by days.
  package var payroll: [PayrollLine] {
    cohort.members.flatMap { person in
      (binding(of: person)?.bonuses ?? []).compactMap { bonus in
        payrollLine(bonus, value(bonus, of: person), of: person)
      }
        + unboundPay(of: person).compactMap { pay in
          payrollLine(pay.bonus, pay.value, of: person)
        }
    }
  }

  /// What the period pays, and then what it corrects of closed periods.
  package func payroll(with corrections: [CorrectedPeriod]) -> [PayrollLine] {
    payroll
      + corrections.flatMap { corrected in
        corrected.lines.map { line in
          PayrollLine(
            employee: line.employee, name: line.name, period: cohort.period.name,
            payCode: line.payCode, amount: line.difference, currency: policy.header.currency,
            forPeriod: corrected.period, reason: "correction of \(corrected.period): \(line.cause)")
        }
      }
  }

  private func payrollLine(_ bonus: RuleID, _ value: Value, of person: Int) -> PayrollLine? {
    guard let amount = value.number else { return nil }
    return PayrollLine(
      employee: cohort.roster.people[person], name: name(of: person), period: cohort.period.name,
      payCode: policy[bonus].name, amount: amount, currency: policy.header.currency,
      forPeriod: cohort.period.name, reason: policy[bonus].label)
  }

  /// The person's name by the deciding roster row; empty where the roster has none.
  package func name(of person: Int) -> String { rosterText("name", of: person) ?? "" }

  /// The text of a roster column in the person's deciding row.
  package func rosterText(_ column: String, of person: Int) -> String? {
    cohort.roster.column(column).flatMap { cohort.value($0, of: person).text }
  }
}

extension OutputFile {
  /// Writes payroll.csv; amounts have at least two decimals.
  package static func payroll(
    of calculation: Calculation, corrections: [CorrectedPeriod] = []
  ) -> OutputFile {
    var text = CSVText(header: [
      "employee_id", "name", "period", "pay_code", "amount", "currency", "for_period", "reason",
    ])
    for line in calculation.payroll(with: corrections) {
      text.append([
        CSVText.guarded(line.employee), CSVText.guarded(line.name), line.period, line.payCode,
        line.amount.amountText, line.currency, line.forPeriod, CSVText.guarded(line.reason),
      ])
    }
    return OutputFile(path: "payroll.csv", bytes: text.bytes)
  }
}

extension Exact {
  /// The amount with at least two decimals and never fewer than it has; a fraction as `n/d`.
  var amountText: String {
    guard let digits = decimalDigits else { return canonicalText }
    return fixedText(places: Swift.max(2, digits))
  }
}
