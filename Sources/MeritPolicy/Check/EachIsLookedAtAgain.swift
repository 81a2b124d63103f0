import MeritModel

/// Balances that would look again at what is not computed once more of an earlier period.
struct EachIsLookedAtAgain {
  let policy: CompiledPolicy
  let findings: FindingCollector

  func run() {
    for rule in policy.rules {
      guard case .balance(let balance) = rule.body, let condition = balance.each else { continue }
      var known: Set<RuleID> = []
      guard let fault = fault(condition.root, rule.grain, &known) else { continue }
      findings.report(
        .wrongShape, in: condition, at: nil,
        "\(fault) is not looked at again in later periods, as `releaseEach` asks",
        help:
          "name measures over rows of the period, and what is computed of them alone; or let the "
          + "whole balance go at once: `\"releaseWhen\": \"\(condition.text)\"`")
    }
  }

  /// What an expression names that is not computed again; nil where there is no such thing.
  private func fault(_ expression: Expression, _ grain: Grain, _ known: inout Set<RuleID>)
    -> String?
  {
    switch expression {
    case .figure(let id): return fault(id, &known)
    case .part(let id, let place):
      return "`\(policy[id].name).\(BalancePart.allCases[place].rawValue)`"
    case .slot(let slot): return "`\(grain.rawValue).\(slot.rawValue)`"
    case .collected, .previous, .streak, .firstTime: return "what other periods gave"
    case .companyTotal: return "`company_total`"
    default:
      for part in expression.parts {
        if let fault = fault(part, grain, &known) { return fault }
      }
      return nil
    }
  }

  private func fault(_ id: RuleID, _ known: inout Set<RuleID>) -> String? {
    guard known.insert(id).inserted else { return nil }
    let rule = policy[id]
    guard let measure = rule.measure else { return "`\(rule.name)`" }
    switch measure.shape {
    case .rating: return "`\(rule.name)`"
    case .total(let member): return fault(member, &known)
    case .rows, .ratio, .formula, .lookup: break
    }
    for expression in rule.expressions {
      if let fault = fault(expression.root, rule.grain, &known) { return fault }
    }
    return nil
  }
}
