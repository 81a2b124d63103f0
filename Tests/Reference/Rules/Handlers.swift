extension Evaluation {
  /// The handler that a definition or line states for an absent value.
  func handler(for value: Value, in line: JSON) -> JSON? {
    switch value {
    case .missing: return line["whenMissing"]
    case .notApplicable: return line["whenNotApplicable"] ?? line["whenNotGraded"]
    default: return nil
    }
  }

  /// The value after the handler of a definition or line, where one is stated.
  func handled(_ value: Value, by line: JSON, at use: Use) throws -> Value {
    guard let handler = handler(for: value, in: line) else { return value }
    return try result(of: handler, instead: value, at: use)
  }

  /// What a handler such as `"error"`, `"pass-on"` or `0` gives.
  func result(of handler: JSON, instead value: Value, at use: Use) throws -> Value {
    if let amount = Amount.read(handler) { return .number(amount) }
    if let text = handler["use"]?.text { return try self.value(text, in: use) }
    switch handler {
    case .bool(let flag): return .flag(flag)
    case .string("error"): return try fault("the value is \(value.state)", at: use)
    case .string("missing"): return .missing
    case .string("pass-on"): return value
    case .string("not-applicable"), .string("no-score"), .string("not-graded"),
      .string("no-bonus"), .string("no-share"), .string("none"):
      return .notApplicable
    case .string(let text): return .text(text)
    default: throw ReferenceStop("an unreadable handler in \(use.name)")
    }
  }
}
