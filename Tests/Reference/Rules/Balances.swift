/// One period of a balance, as a ledger shows it.
struct BalanceLine {
  var parts: [String: Value]
  var closing: Value

  static let names = ["opening", "added", "taken", "released", "over", "under", "written_off"]

  static func absent(_ state: Value) -> BalanceLine {
    BalanceLine(
      parts: Dictionary(uniqueKeysWithValues: names.map { ($0, state) }), closing: state)
  }
}

extension Evaluation {
  /// A part of a balance; inside the balance's own line only what it opened with is known.
  func part(_ part: String, of use: Use) throws -> Value {
    if part == "opening", let opening = openings[use] { return opening }
    guard try reaches(use) else { return .notApplicable }
    guard let value = try balance(use).parts[part] else {
      throw ReferenceStop("a balance has no \(part)")
    }
    return value
  }

  func balance(_ use: Use) throws -> BalanceLine {
    if let known = balances[use] { return known }
    let definition = try definition(of: use)
    let before = try lineBefore(use)
    let line = try balanceLine(definition, use, before: before)
    balances[use] = line
    return line
  }

  /// Whether the balance runs in a period: the subject is there and its plan reaches it.
  private func runs(_ use: Use) throws -> Bool {
    guard let version = version(of: use.period),
      version.policy.definition(use.section, use.name) != nil,
      try people(in: use.period).holds(use.subject)
    else { return false }
    return try reaches(use)
  }

  /// The period before in which the balance ran and was present, and its line.
  private func lineBefore(_ use: Use) throws -> (period: Period, line: BalanceLine)? {
    var period = calendar.previous(use.period)
    while version(of: period) != nil {
      let earlier = Use(
        section: use.section, name: use.name, subject: use.subject, period: period)
      if try runs(earlier) {
        let line = try balance(earlier)
        if line.closing.isPresent { return (period, line) }
      }
      period = calendar.previous(period)
    }
    return nil
  }

  private func opening(
    _ definition: JSON, _ use: Use, before: (period: Period, line: BalanceLine)?
  ) throws -> Value {
    if let before, try !resets(definition, from: before.period, to: use.period) {
      return before.line.closing
    }
    guard let json = definition["opening"] else { return .number(.zero) }
    return try operand(json, definition, use)
  }

  /// Whether a new quarter or year has begun, with which the balance starts anew.
  private func resets(_ definition: JSON, from: Period, to: Period) throws -> Bool {
    guard let grain = definition["resets"]?.text else { return false }
    return calendar.period(grain, holding: from.start) != calendar.period(grain, holding: to.start)
  }

  private func balanceLine(
    _ definition: JSON, _ use: Use, before: (period: Period, line: BalanceLine)?
  ) throws -> BalanceLine {
    let opening = try opening(definition, use, before: before)
    guard opening.isPresent else { return .absent(opening) }
    openings[use] = opening
    defer { openings[use] = nil }
    var ledger = BalanceLedger(opening: try opening.needNumber())
    var absent: [Value] = []
    let read = { (key: String) -> Fraction? in
      guard let json = definition[key] else { return nil }
      let value = try self.operand(json, definition, use)
      if !value.isPresent { absent.append(value) }
      return value.number
    }
    ledger.added = try read("add") ?? .zero
    if absent.isEmpty, let rows = try spreadRows(definition, use), !rows.isEmpty {
      ledger.added = rows.reduce(.zero) { $0 + $1.amount }
    }
    ledger.taken = try read("take") ?? .zero
    let ceiling = try read("ceiling")
    let floor = try read("floor")
    let releases = try releases(definition, use)
    if !releases.isPresent { absent.append(releases) }
    if let state = Value.absence(of: absent) { return .absent(state) }
    if definition["schedule"] != nil {
      ledger.released = try scheduled(definition, use, added: ledger.added)
    } else if definition["spread"] != nil {
      ledger.released = try instalments(definition, use)
    } else if let condition = definition["releaseEach"]?.text {
      ledger.released = try released(condition, definition, use, ledger)
    } else if releases == .flag(true) {
      ledger.released = max(ledger.closing, .zero)
    }
    if let ceiling { ledger.over = max(ledger.closing - ceiling, .zero) }
    if let floor { ledger.under = max(floor - ledger.closing, .zero) }
    ledger.leave(try exit(definition, use))
    return ledger.line
  }

  /// An amount of a balance, rounded like money, with the balance's handlers.
  private func operand(_ json: JSON, _ definition: JSON, _ use: Use) throws -> Value {
    let value = try handled(amount(json, use), by: definition, at: use)
    let kind = definition["kind"]?.text ?? "money"
    return try policy(in: use.period).rounded(value, of: definition, kind: kind)
  }

  private func releases(_ definition: JSON, _ use: Use) throws -> Value {
    guard let text = definition["releaseWhen"]?.text else { return .flag(false) }
    return try value(text, in: use)
  }

  /// The lines before, down to where the balance began or begins anew, the latest first.
  private func linesBefore(
    _ definition: JSON, _ use: Use, atMost count: Int = .max
  ) throws -> [(use: Use, added: Fraction)] {
    var lines: [(use: Use, added: Fraction)] = []
    var period = calendar.previous(use.period)
    while lines.count < count, version(of: period) != nil,
      try !resets(definition, from: period, to: use.period)
    {
      let earlier = Use(
        section: use.section, name: use.name, subject: use.subject, period: period)
      if try runs(earlier), case .number(let added) = try balance(earlier).parts["added"] {
        lines.append((earlier, added))
      }
      period = calendar.previous(period)
    }
    return lines
  }

  /// What was added some lines before and falls due in this one.
  private func scheduled(_ definition: JSON, _ use: Use, added: Fraction) throws -> Fraction {
    let releases = try (definition["schedule"]?.items ?? []).map { row in
      (after: try row.wholeNumber("after") ?? 0, share: try row.needAmount("share"))
    }
    let lines = try linesBefore(definition, use, atMost: releases.map(\.after).max() ?? 0)
    var sum = Fraction.zero
    for (after, share) in releases where after <= lines.count {
      sum = sum + (after == 0 ? added : lines[after - 1].added) * share
    }
    let kind = definition["kind"]?.text ?? "money"
    return try policy(in: use.period).rounded(.number(sum), of: definition, kind: kind).needNumber()
  }

  /// The additions whose own period meets the condition by now and by no earlier line of the ledger.
  private func released(
    _ condition: String, _ definition: JSON, _ use: Use, _ ledger: BalanceLedger
  ) throws -> Fraction {
    let lines = [(use: use, added: ledger.added)] + (try linesBefore(definition, use))
    var (sum, left) = (Fraction.zero, max(ledger.closing, .zero))
    for (place, line) in lines.enumerated().reversed() {
      let met = try lines[...place].map { later in
        try known(until: later.use.period.end).value(condition, in: line.use) == .flag(true)
      }
      // The lines run backwards: the present one is the first.
      guard met[0], !met.dropFirst().contains(true) else { continue }
      let amount = line.added < .zero ? line.added : min(line.added, left)
      sum = sum + amount
      left = left - amount
    }
    return sum
  }

  /// The rows of an addition that are paid out over periods of their own; nil without `spread`.
  private func spreadRows(
    _ definition: JSON, _ use: Use
  ) throws -> [(amount: Fraction, term: Fraction)]? {
    guard let over = definition["spread"]?["over"]?.text?.components(around: ".").last
    else { return nil }
    let kind = definition["kind"]?.text ?? "money"
    let policy = try policy(in: use.period)
    return try tierRows(try definition.needText("add"), use).map { counted in
      let amount = try policy.rounded(.number(counted.amount), of: definition, kind: kind)
      let term = try (counted.row.cells[over] ?? .missing).needNumber()
      return (try amount.needNumber(), try Rounding(step: .one, mode: "ceiling").applied(to: term))
    }
  }

  /// What falls due of the rows that earlier periods added: equal parts, the last with the rest.
  private func instalments(_ definition: JSON, _ use: Use) throws -> Fraction {
    let kind = definition["kind"]?.text ?? "money"
    let step = try policy(in: use.period).rounding(of: definition, kind: kind)?.step
    let down = step.map { Rounding(step: $0, mode: "down") }
    var (sum, age) = (Fraction.zero, Fraction.one)
    for line in try linesBefore(definition, use) {
      let rows = try spreadRows(definition, line.use) ?? []
      if rows.isEmpty, age == .one { sum = sum + line.added }
      for row in rows where age <= row.term {
        let share = row.amount / row.term
        let part = try down?.applied(to: share) ?? share
        sum = sum + (age < row.term ? part : row.amount - part * (row.term - .one))
      }
      age = age + .one
    }
    return sum
  }

  /// What happens to the balance where the person leaves for good in this period.
  private func exit(_ definition: JSON, _ use: Use) throws -> String {
    guard case .employee(let id) = use.subject, let last = roster.lastDay(of: id),
      last <= use.period.end
    else { return "keep" }
    return definition["onExit"]?.text ?? "keep"
  }
}

/// The entries of one period.
private struct BalanceLedger {
  let opening: Fraction
  var added = Fraction.zero
  var taken = Fraction.zero
  var released = Fraction.zero
  var over = Fraction.zero
  var under = Fraction.zero
  var writtenOff = Fraction.zero

  init(opening: Fraction) {
    self.opening = opening
  }

  var closing: Fraction {
    opening + added - taken - released - over + under - writtenOff
  }

  mutating func leave(_ how: String) {
    if how == "write-off" { writtenOff = closing }
    if how == "pay" { released = released + closing }
  }

  var line: BalanceLine {
    let values = [opening, added, taken, released, over, under, writtenOff]
    return BalanceLine(
      parts: Dictionary(uniqueKeysWithValues: zip(BalanceLine.names, values.map(Value.number))),
      closing: .number(closing))
  }
}
