internal import BigInt

extension Evaluation {
  /// A person's share of a pool.
  func allocation(_ use: Use) throws -> Value {
    let whole = Use(section: use.section, name: use.name, subject: .company, period: use.period)
    if standings[whole] == nil { standings[whole] = try shares(use) }
    return standings[whole]?[use.subject.id] ?? .notApplicable
  }

  private func shares(_ use: Use) throws -> [String: Value] {
    let definition = try definition(of: use)
    let within = try definition.needText("within")
    let takers = try bound(to: "bonus", use.name, in: use.period)
    var shares: [String: Value] = [:]
    for scope in try people(in: use.period).subjects(of: within) {
      let members = Set(try people(in: use.period).members(of: scope))
      let group = Use(section: use.section, name: use.name, subject: scope, period: use.period)
      let own = takers.filter(members.contains)
      if own.isEmpty { continue }
      shares.merge(try split(definition, group, among: own)) { first, _ in first }
    }
    return shares
  }

  /// The shares of one group's people.
  private func split(
    _ definition: JSON, _ group: Use, among people: [String]
  ) throws -> [String: Value] {
    var shares: [String: Value] = [:]
    var keys: [(id: String, key: Fraction)] = []
    for id in people {
      let use = Use(
        section: group.section, name: group.name, subject: .employee(id), period: group.period)
      switch try key(definition, use) {
      case .number(let key): keys.append((id, key))
      case let state: shares[id] = state
      }
    }
    let gate = try definition["onlyIf"]?.text.map { try value($0, in: group) } ?? .flag(true)
    let pool = try amount(try definition.need("pool"), group)
    if let absence = Value.absence(of: [gate, pool]) {
      let value = try handled(absence, by: definition, at: group)
      for (id, _) in keys { shares[id] = value }
      return shares
    }
    let step = try definition.needAmount("to")
    let sum = keys.reduce(Fraction.zero) { $0 + $1.key }
    guard try gate.needFlag(), !sum.isZero else {
      for (id, _) in keys { shares[id] = .number(.zero) }
      return shares
    }
    let money = try Rounding(step: step, mode: "half-up").applied(to: try pool.needNumber())
    let parts = SharedMoney.parts(of: money, by: keys, to: step)
    for (id, part) in parts { shares[id] = .number(part) }
    return shares
  }

  /// The number that a person's share goes by: 0 where the person is not among the takers, absent
  /// where that or the number is not known.
  private func key(_ definition: JSON, _ use: Use) throws -> Value {
    if try leavesWithout(use) { return .notApplicable }
    if let state = try inapplicable(definition, use) {
      return try handled(state, by: definition, at: use)
    }
    let among = try definition["among"]?.text.map { try value($0, in: use) } ?? .flag(true)
    if among == .flag(false) { return .number(.zero) }
    let by = try value(try definition.needExpression("by"), in: use)
    if let absence = Value.absence(of: [among, by]) {
      return try handled(absence, by: definition, at: use)
    }
    if try by.needNumber().isNegative {
      throw ReferenceStop("the key of \(use.subject.id) in \(use.name) is below 0")
    }
    return by
  }
}

/// Money split without losing a unit of it.
enum SharedMoney {
  /// Every part is cut down to `step`; what is left goes to the largest remainders, then by id.
  static func parts(
    of money: Fraction, by keys: [(id: String, key: Fraction)], to step: Fraction
  ) -> [String: Fraction] {
    let sum = keys.reduce(Fraction.zero) { $0 + $1.key }
    let exact = keys.map { (id: $0.id, units: money * $0.key / sum / step) }
    let whole = exact.map { (id: $0.id, units: $0.units.floor) }
    let rest = zip(exact, whole).map {
      (id: $0.id, rest: $0.units - Fraction($1.units, over: 1))
    }
    let order = rest.sorted { $0.rest == $1.rest ? $0.id.comesBefore($1.id) : $0.rest > $1.rest }
    let left = Int((money / step).floor - whole.reduce(BigInt(0)) { $0 + $1.units })
    let lucky = Set(order.prefix(left).map(\.id))
    return Dictionary(
      uniqueKeysWithValues: whole.map { id, units in
        (id, Fraction(units + (lucky.contains(id) ? 1 : 0), over: 1) * step)
      })
  }
}
