/// Reads the grammar of the policy language, one function a rule.
struct ExpressionParser {
  let tokens: [ExpressionToken]
  let text: String
  private var place = 0

  init(tokens: [ExpressionToken], text: String) {
    self.tokens = tokens
    self.text = text
  }

  private var next: ExpressionToken? { place < tokens.count ? tokens[place] : nil }

  private func fault() -> ReferenceStop { ReferenceStop("unreadable expression: \(text)") }

  private mutating func takes(_ token: ExpressionToken) -> Bool {
    guard next == token else { return false }
    place += 1
    return true
  }

  private mutating func takeSign(among signs: [String]) -> String? {
    guard case .sign(let sign) = next, signs.contains(sign) else { return nil }
    place += 1
    return sign
  }

  private mutating func need(_ sign: String) throws {
    guard takes(.sign(sign)) else { throw fault() }
  }

  mutating func whole() throws -> Expression {
    let expression = try or()
    guard place == tokens.count else { throw fault() }
    return expression
  }

  private mutating func or() throws -> Expression {
    var parts = [try and()]
    while takes(.name("or")) { parts.append(try and()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func and() throws -> Expression {
    var parts = [try not()]
    while takes(.name("and")) { parts.append(try not()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func not() throws -> Expression {
    takes(.name("not")) ? .not(try not()) : try compare()
  }

  private mutating func compare() throws -> Expression {
    let left = try sum()
    if let sign = takeSign(among: ["=", "<>", "<", "<=", ">", ">="]) {
      return .comparison(sign, left, try sum())
    }
    if takes(.name("in")) { return .member(left, try literals()) }
    if takes(.name("is")) {
      let negated = takes(.name("not"))
      guard case .name(let state) = next else { throw fault() }
      place += 1
      return .state(left, state, negated: negated)
    }
    return left
  }

  private mutating func literals() throws -> [Value] {
    try need("(")
    var values: [Value] = []
    repeat {
      let negative = takes(.sign("-"))
      guard case .literal(let value) = try primary() else { throw fault() }
      values.append(negative ? .number(-(try value.needNumber())) : value)
    } while takes(.sign(","))
    try need(")")
    return values
  }

  private mutating func sum() throws -> Expression {
    var left = try product()
    while let sign = takeSign(among: ["+", "-"]) {
      left = .arithmetic(sign, left, try product())
    }
    return left
  }

  private mutating func product() throws -> Expression {
    var left = try unary()
    while let sign = takeSign(among: ["*", "/"]) {
      left = .arithmetic(sign, left, try unary())
    }
    return left
  }

  private mutating func unary() throws -> Expression {
    takes(.sign("-")) ? .negative(try primary()) : try primary()
  }

  private mutating func primary() throws -> Expression {
    guard let token = next else { throw fault() }
    place += 1
    switch token {
    case .amount(let amount): return .literal(.number(amount))
    case .text(let text): return .literal(.text(text))
    case .day(let day): return .literal(.day(day))
    case .sign("("):
      let inner = try or()
      try need(")")
      return inner
    case .name(let name): return try named(name)
    case .sign: throw fault()
    }
  }

  private mutating func named(_ name: String) throws -> Expression {
    if takes(.sign("(")) { return .call(name, try arguments()) }
    var path = [name]
    while takes(.sign(".")) {
      guard case .name(let part) = next else { throw fault() }
      place += 1
      path.append(part)
    }
    return .path(path)
  }

  private mutating func arguments() throws -> [Expression] {
    if takes(.sign(")")) { return [] }
    var arguments = [try or()]
    while takes(.sign(",")) { arguments.append(try or()) }
    try need(")")
    return arguments
  }
}
