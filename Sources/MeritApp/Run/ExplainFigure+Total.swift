import MeritEngine
import MeritModel
import MeritReport

extension ExplainFigure {
  /// What the person gets in all, where more than one amount adds up to it.
  func total(_ person: Int) -> [String] {
    let calculation = result.calculation
    let payments = calculation.payments(to: person, result.corrections.map(\.facts))
    guard payments.count > 1 else { return [] }
    func shown(_ part: [Payment]) -> String {
      let sum = part.reduce(Exact?.some(.zero)) { sum, one in sum.flatMap { try? $0 + one.amount } }
      return sum.map { text.shown(.number($0), .money) } ?? "…"
    }
    let own = payments.filter { $0.corrected == nil }
    var lines = ["bonus in all: \(shown(own))"]
    if own.count < payments.count {
      lines.append("with the corrections of earlier periods: \(shown(payments))")
    }
    lines += payments.map { payment in
      let what = payment.corrected.map { "correction of \($0), " } ?? ""
      return "  \(what)\(payment.label): \(text.shown(.number(payment.amount), .money))"
    }
    return lines + [""]
  }
}
