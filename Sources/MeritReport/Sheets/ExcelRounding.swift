package import MeritModel

/// Prints a rounding as a spreadsheet formula that any version can compute.
package enum ExcelRounding {
  /// Gives the formula, without `=`, that rounds another formula.
  ///
  /// An inner ROUND to six further digits takes off the noise of binary fractions first, so that
  /// 1.005 is a tie as it is on paper.
  package static func formula(_ value: String, by rounding: Rounding) -> String {
    guard let digits = rounding.step.decimalDigits else {
      return units(value, rounding) + "*(\(rounding.step.canonicalText))"
    }
    guard let places = powerOfTen(rounding.step) else {
      let scaled = "\(units(value, rounding))*\(rounding.step.canonicalText)"
      return "ROUND(\(scaled),\(digits))"
    }
    let clean = "ROUND(\(value),\(places + 6))"
    switch rounding.mode {
    case .halfUp: return "ROUND(\(clean),\(places))"
    case .up: return "ROUNDUP(\(clean),\(places))"
    case .down: return "ROUNDDOWN(\(clean),\(places))"
    case .halfEven, .halfDown, .ceiling, .floor:
      let scaled = "\(units(value, rounding))*\(rounding.step.canonicalText)"
      return "ROUND(\(scaled),\(max(0, places)))"
    }
  }

  // The number of whole steps.
  private static func units(_ value: String, _ rounding: Rounding) -> String {
    let steps = "ROUND((\(value))/(\(rounding.step.canonicalText)),6)"
    switch rounding.mode {
    case .halfUp: return "ROUND(\(steps),0)"
    case .up: return "ROUNDUP(\(steps),0)"
    case .down: return "ROUNDDOWN(\(steps),0)"
    case .floor: return "INT(\(steps))"
    case .ceiling: return "(-INT(-\(steps)))"
    case .halfEven:
      return "IF(MOD(\(steps),1)=0.5,2*ROUND(\(steps)/2,0),ROUND(\(steps),0))"
    case .halfDown: return "SIGN(\(steps))*ROUNDUP(MAX(0,ABS(\(steps))-0.5),0)"
    }
  }

  // The places after the point that a step of 0.01, 1 or 10 keeps: 2, 0, −1.
  private static func powerOfTen(_ step: Exact) -> Int? {
    var (power, places) = (step, 0)
    while power < .one, places < 15, let next = try? power * Exact(10) {
      (power, places) = (next, places + 1)
    }
    while power > .one, places > -15, let next = try? power / Exact(10) {
      (power, places) = (next, places - 1)
    }
    return power == .one ? places : nil
  }
}
