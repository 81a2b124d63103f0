extension Evaluation {
  func grade(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let set = try policy(in: use.period).gradeSet(definition)
    if let state = try inapplicable(definition, use) {
      return try handledGrade(state, definition, set, use)
    }
    switch try decided(definition, set, use) {
    case .success(let final): return .grade(set[final], set: set)
    case .failure(let absent): return try handledGrade(absent.value, definition, set, use)
    }
  }

  /// The grade's place in its set, before any handler.
  private func decided(
    _ definition: JSON, _ set: [String], _ use: Use
  ) throws -> Result<Int, AbsentCondition> {
    if definition["quota"] != nil {
      let of = try value(try definition.needExpression("of"), in: use)
      guard of.isPresent else { return .failure(AbsentCondition(value: of)) }
      guard let seat = try quotaSeats(use)[use.subject.id] else {
        return .failure(AbsentCondition(value: .notApplicable))
      }
      return try limited(seat, definition, set, use)
    }
    let earned = try earned(definition, set, use)
    guard definition["limits"] != nil, case .success = earned,
      let kept = try limitedSeats(use)[use.subject.id]
    else { return earned }
    return .success(kept)
  }

  /// The grade that the bands and the exceptions give.
  func earned(
    _ definition: JSON, _ set: [String], _ use: Use
  ) throws -> Result<Int, AbsentCondition> {
    let of = try value(try definition.needExpression("of"), in: use)
    guard of.isPresent else { return .failure(AbsentCondition(value: of)) }
    let band = try Bands(rows: definition["bands"]?.items ?? []).row(at: try of.needNumber())
    guard let index = set.firstIndex(of: try band.needText("is")) else {
      throw ReferenceStop("unknown grade in \(use.name)")
    }
    return try limited(index, definition, set, use)
  }

  private func handledGrade(
    _ absent: Value, _ definition: JSON, _ set: [String], _ use: Use
  ) throws -> Value {
    let value = try handled(absent, by: definition, at: use)
    if case .text(let name) = value { return .grade(name, set: set) }
    return value
  }

  /// Shifts first, then the lower limits, then the upper ones.
  private func limited(
    _ index: Int, _ definition: JSON, _ set: [String], _ use: Use
  ) throws -> Result<Int, AbsentCondition> {
    var shift = 0
    var least: [Int] = []
    var most: [Int] = []
    var absent: [Value] = []
    for exception in definition["exceptions"]?.items ?? [] {
      let condition = try condition(exception, "when", use)
      if !condition.isPresent { absent.append(condition) }
      guard condition == .flag(true) else { continue }
      if let amount = exception["shift"], case .number(let text) = amount {
        shift += Int(text) ?? 0
      }
      try least += Evaluation.limit(exception["atLeast"], in: set)
      try most += Evaluation.limit(exception["atMost"], in: set)
    }
    if let absence = Value.absence(of: absent) { return .failure(AbsentCondition(value: absence)) }
    var result = min(max(index - shift, 0), set.count - 1)
    for limit in least { result = min(result, limit) }
    for limit in most { result = max(result, limit) }
    return .success(result)
  }

  /// The worst grade to which the exceptions limit a person; nil where none does.
  func ceiling(_ definition: JSON, _ set: [String], _ use: Use) throws -> Int? {
    var most: [Int] = []
    for exception in definition["exceptions"]?.items ?? []
    where try condition(exception, "when", use) == .flag(true) {
      try most += Evaluation.limit(exception["atMost"], in: set)
    }
    return most.max()
  }

  private static func limit(_ json: JSON?, in set: [String]) throws -> [Int] {
    guard let name = json?.text else { return [] }
    guard let index = set.firstIndex(of: name) else { throw ReferenceStop("unknown grade \(name)") }
    return [index]
  }

  /// A condition of a line, where the handler `no` makes an absent one false.
  func condition(_ line: JSON, _ key: String, _ use: Use) throws -> Value {
    let value = try value(try line.needExpression(key), in: use)
    guard !value.isPresent else { return value }
    switch handler(for: value, in: line)?.text {
    case "no", "fail": return .flag(false)
    case "yes", "pass": return .flag(true)
    default: return try handled(value, by: line, at: use)
    }
  }
}

/// A condition whose value is absent.
struct AbsentCondition: Error {
  let value: Value
}
