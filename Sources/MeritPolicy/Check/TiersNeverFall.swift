import MeritModel

/// P306 and P722 of tiers: where more pays less, and what one edge of a rate on the whole is worth.
struct TiersNeverFall {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules {
      let context = facts.context(rule)
      for (scale, on) in rule.body.scales where told.insert(scale.name).inserted {
        check(scale, on, facts.range(on, context))
      }
    }
  }

  private func check(_ scale: TierScale, _ on: CompiledExpression, _ range: ValueRange) {
    if let fall = scale.firstFall(over: range) {
      let loss = fall.loss.map { ": \(text($0)) less at the edge" } ?? ""
      findings.report(
        .valueOrderBreaks, place: scale.place,
        "the tiers `\(scale.name)` pay less for more of `\(on.text)` from \(fall.at)\(loss)",
        help: "let the rates rise, or use `\"method\": \"marginal\"`")
      return
    }
    guard let jump = scale.greatestJump(over: range) else { return }
    findings.report(
      .largeJump, place: scale.place,
      "one edge of the tiers `\(scale.name)` is worth \(text(jump.size))",
      notes: ["at \(jump.at) the pay goes from \(text(jump.before)) to \(text(jump.after))"],
      help:
        "use `\"method\": \"marginal\"` or `\"interpolated\"` where no edge should count so much")
  }

  private func text(_ number: Exact) -> String {
    number.decimalDigits.map { $0 <= 2 } ?? false
      ? number.fixedText(places: 2) : number.canonicalText
  }
}

extension TierScale {
  /// The greatest step up at an edge of rates on the whole amount; nil where there is none.
  ///
  /// Fixed sums are steps by their nature and are not looked at.
  func greatestJump(
    over range: ValueRange
  ) -> (at: Exact, size: Exact, before: Exact, after: Exact)? {
    var greatest: (at: Exact, size: Exact, before: Exact, after: Exact)?
    for place in rows.indices {
      guard method == .whole || (method == .interpolated && place == 0),
        let edge = rows[place].edge, range.contains(edge),
        case .rate(let rate) = rows[place].payment, let after = try? rate * edge
      else { continue }
      var before = Exact.zero
      if place > 0 {
        guard case .rate(let lower) = rows[place - 1].payment, let pay = try? lower * edge else {
          continue
        }
        before = pay
      }
      guard let size = try? after - before, size > greatest?.size ?? .zero else { continue }
      greatest = (edge, size, before, after)
    }
    return greatest
  }
}
