import MeritModel
import MeritPolicy

/// Turns a fault of one value into a finding; it stops the run only where a plan reaches the value,
/// or where a row is wrong whatever reads it.
///
/// No amount of a person stands in a finding but that of a row, which is the user's own.
struct FaultReport {
  let work: Workspace
  let scene: RuleScene
  let subject: Int

  func add(_ fault: EvaluationFault) {
    let rule = scene.rule
    if case .outsideRange(let number) = fault { return addOutside(number) }
    let (code, what, help) = words(fault)
    let who = work.id(of: subject, rule.scope)
    work.findings.add(
      code, "`\(rule.name)` of \(rule.scope.rawValue) `\(who)`: \(what)", rule,
      severity: isOfRow(fault) || work.isReached(scene, subject) ? .error : .warning, help: help)
  }

  private func addOutside(_ number: Exact) {
    let rule = scene.rule
    let who = work.id(of: subject, rule.scope)
    work.findings.add(
      .figureOutOfRange,
      rule.kind == .money
        ? "`\(rule.name)` of `\(who)` is outside its range"
        : "`\(rule.name)` of `\(who)` is \(number), outside its range", rule,
      severity: work.isReached(scene, subject) ? .error : .warning,
      help: "correct the rows, or widen the `\"range\"`")
  }

  private func isOfRow(_ fault: EvaluationFault) -> Bool {
    if case .outsideLimits = fault { true } else { false }
  }

  private func words(
    _ lost: LostReversal
  ) -> (code: DiagnosticCode, what: String, help: String) {
    guard let other = lost.other else {
      return (
        .reversedRowNotFound, "\(lost.place) takes back the row `\(lost.key)`, which is not there",
        "deliver the file that holds it, or correct the key `\(lost.key)`"
      )
    }
    return (
      .reversedRowNotFound,
      "\(lost.place) takes back the row `\(lost.key)` of \(other), which is too old, or later",
      "correct the key or the dates, or widen `within` of the input"
    )
  }

  private func words(
    _ broken: BrokenLimit
  ) -> (code: DiagnosticCode, what: String, help: String) {
    let kind = scene.rule.kind
    let what = "`\(kind.written(broken.amount))` of \(broken.place)"
    guard let least = broken.least.number, let greatest = broken.greatest.number else {
      return (
        .adjustmentOutsideLimits,
        "\(what) has no limit to compare with: the table's input is absent",
        "deliver what the table of `between` goes by, or delete the row"
      )
    }
    return (
      .adjustmentOutsideLimits,
      "\(what) is outside its limits, \(kind.written(least)) to \(kind.written(greatest))",
      "correct the amount, or let the table of `between` allow it"
    )
  }

  private func words(
    _ fault: EvaluationFault
  ) -> (code: DiagnosticCode, what: String, help: String) {
    switch fault {
    case .arithmetic(.overflow):
      (
        .overflow, "a number leaves the range of exact fractions of 128 bits",
        "round a value on the way, as by `\"round\": \"0.01 half-up\"`, or correct the rows"
      )
    case .arithmetic(.divisionByZero), .zeroDivisor:
      (.divisionByZero, "the divisor is zero", "say what then: `\"whenZero\": \"not-applicable\"`")
    case .stop(.notApplicable):
      (
        .valueNotApplicable, "the value is not applicable, and the policy says `error`",
        "deliver the rows that it needs, or let the policy say what then, as "
          + "`\"whenNotApplicable\": 0`"
      )
    case .stop:
      (
        .valueMissing, "the value is missing, and the policy says `error`",
        "deliver the row that is missing, or let the policy say what then, as "
          + "`\"whenMissing\": \"not-applicable\"`"
      )
    case .targetNotPositive:
      (
        .targetNotPositive, "the target is not above zero",
        "correct the target, or add `whenZero` to the attainment"
      )
    case .twoRows(let places):
      (
        .twoRowsForOnly,
        "exactly one row may match, but these do: \(places.map(\.description).joined(separator: ", "))",
        "delete all but one, or take them together with `\"sum\"` instead of `\"only\"`"
      )
    case .noTableRow(let table):
      (.tableGap, "the table `\(table)` has no row for these values", "add the row to `\(table)`")
    case .keyBelowZero(let who):
      (
        .keyBelowZero, "the share of `\(who)` goes by a value below zero",
        "let `by` name a value that is never below zero, or leave the person out by `among`"
      )
    case .noBand, .outsideRange:
      (
        .figureOutOfRange, "the value lies below all bands",
        "add a band that reaches down to it, as with `\"from\": 0`"
      )
    case .reversedRowNotFound(let lost): words(lost)
    case .outsideLimits(let broken): words(broken)
    case .calendarNotInVersion:
      (
        .nameNotInVersion, "the version of that period lacks a calendar that the rule names",
        "define it there too, under `\"calendars\"`"
      )
    }
  }
}
