/// An expression of the policy language.
indirect enum Expression {
  case literal(Value)
  case path([String])
  case call(String, [Expression])
  case negative(Expression)
  case not(Expression)
  case arithmetic(String, Expression, Expression)
  case comparison(String, Expression, Expression)
  case member(Expression, [Value])
  case state(Expression, String, negated: Bool)
  case all([Expression])
  case any([Expression])

  static func read(_ text: String) throws -> Expression {
    var parser = ExpressionParser(tokens: try ExpressionToken.read(text), text: text)
    return try parser.whole()
  }

  /// Every path that stands in the expression.
  var paths: [[String]] {
    switch self {
    case .literal: return []
    case .path(let path): return [path]
    case .call(_, let arguments): return arguments.flatMap(\.paths)
    case .negative(let inner), .not(let inner), .member(let inner, _), .state(let inner, _, _):
      return inner.paths
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      return left.paths + right.paths
    case .all(let parts), .any(let parts): return parts.flatMap(\.paths)
    }
  }
}

/// A word, number, text or sign of an expression.
enum ExpressionToken: Equatable {
  case name(String)
  case amount(Fraction)
  case text(String)
  case day(Day)
  case sign(String)

  static func read(_ text: String) throws -> [ExpressionToken] {
    var scanner = ExpressionScanner(characters: Array(text))
    return try scanner.tokens()
  }
}

struct ExpressionScanner {
  let characters: [Character]
  private var place = 0

  init(characters: [Character]) {
    self.characters = characters
  }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  mutating func tokens() throws -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    while let character = next {
      if character.isWhitespace {
        place += 1
      } else if character.isNumber {
        tokens.append(.amount(try amount()))
      } else if character == "'" {
        tokens.append(.text(try quoted()))
      } else if character.isLetter {
        tokens.append(try word())
      } else {
        tokens.append(.sign(sign()))
      }
    }
    return tokens
  }

  private mutating func take(while holds: (Character) -> Bool) -> String {
    let start = place
    while let character = next, holds(character) { place += 1 }
    return String(characters[start..<place])
  }

  private mutating func amount() throws -> Fraction {
    let digits = take { $0.isNumber || $0 == "." }
    guard let number = Fraction(decimal: digits) else {
      throw ReferenceStop("unreadable number \(digits)")
    }
    if next == "%" {
      place += 1
      return number / Fraction(100)
    }
    if place + 3 < characters.count, characters[place] == " ",
      characters[place + 1...place + 3].allSatisfy({ ("A"..."Z").contains($0) })
    {
      place += 4
    }
    return number
  }

  private mutating func quoted() throws -> String {
    place += 1
    var text = ""
    while let character = next {
      place += 1
      if character != "'" {
        text.append(character)
      } else if next == "'" {
        text.append("'")
        place += 1
      } else {
        return text
      }
    }
    throw ReferenceStop("an unclosed text in an expression")
  }

  private mutating func word() throws -> ExpressionToken {
    let name = take { $0.isLetter || $0.isNumber || $0 == "_" }
    guard name == "date", next == "'" else { return .name(name) }
    guard let day = Day(try quoted()) else { throw ReferenceStop("an unreadable date") }
    return .day(day)
  }

  private mutating func sign() -> String {
    let pair = String(characters[place..<min(place + 2, characters.count)])
    let length = ["<=", ">=", "<>"].contains(pair) ? 2 : 1
    place += length
    return String(pair.prefix(length))
  }
}
