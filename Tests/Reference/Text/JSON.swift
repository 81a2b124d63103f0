/// A JSON text as read: members in order, numbers as they were written.
indirect enum JSON {
  case object([(key: String, value: JSON)])
  case array([JSON])
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var members: [(key: String, value: JSON)] {
    if case .object(let members) = self { return members }
    return []
  }

  var items: [JSON] {
    if case .array(let items) = self { return items }
    return []
  }

  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// One text, or the texts of a list.
  var texts: [String] {
    if let text { return [text] }
    return items.compactMap(\.text)
  }

  func need(_ key: String) throws -> JSON {
    guard let value = self[key] else { throw ReferenceStop("the key \(key) is not there") }
    return value
  }

  func needText(_ key: String) throws -> String {
    guard let text = try need(key).text else { throw ReferenceStop("\(key) is not a text") }
    return text
  }

  /// An expression: a text, or a number standing for itself.
  func needExpression(_ key: String) throws -> String {
    switch try need(key) {
    case .string(let text): return text
    case .number(let text): return text
    default: throw ReferenceStop("\(key) is not an expression")
    }
  }

  func needAmount(_ key: String) throws -> Fraction {
    guard let amount = Amount.read(try need(key)) else {
      throw ReferenceStop("\(key) is not an amount")
    }
    return amount
  }

  func wholeNumber(_ key: String) throws -> Int? {
    guard let value = self[key] else { return nil }
    guard case .number(let text) = value, let number = Int(text) else {
      throw ReferenceStop("\(key) is not a whole number")
    }
    return number
  }

  func isTrue(_ key: String) -> Bool {
    if case .bool(true) = self[key] { return true }
    return false
  }

  func amount(_ key: String) throws -> Fraction? {
    self[key] == nil ? nil : try needAmount(key)
  }
}

/// Reads strict JSON.
struct JSONReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0

  static func read(_ text: String) throws -> JSON {
    var reader = JSONReader(scalars: Array(text.unicodeScalars))
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.place == reader.scalars.count else { throw reader.fault() }
    return value
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private func fault() -> ReferenceStop { ReferenceStop("not JSON at character \(place)") }

  private mutating func skipBlanks() {
    while let scalar = next, " \n\r\t".unicodeScalars.contains(scalar) { place += 1 }
  }

  private mutating func take(_ wanted: Unicode.Scalar) throws {
    skipBlanks()
    guard next == wanted else { throw fault() }
    place += 1
  }

  private mutating func takes(_ wanted: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == wanted else { return false }
    place += 1
    return true
  }

  private mutating func value() throws -> JSON {
    skipBlanks()
    switch next {
    case "{": return try object()
    case "[": return try array()
    case "\"": return .string(try string())
    case "t": return try word("true", is: .bool(true))
    case "f": return try word("false", is: .bool(false))
    case "n": return try word("null", is: .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, is value: JSON) throws -> JSON {
    for scalar in word.unicodeScalars {
      guard next == scalar else { throw fault() }
      place += 1
    }
    return value
  }

  private mutating func number() throws -> JSON {
    let start = place
    while let scalar = next, "+-.eE0123456789".unicodeScalars.contains(scalar) { place += 1 }
    guard place > start else { throw fault() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<place])
    return .number(String(text))
  }

  private mutating func object() throws -> JSON {
    try take("{")
    var members: [(key: String, value: JSON)] = []
    if takes("}") { return .object(members) }
    repeat {
      skipBlanks()
      let key = try string()
      try take(":")
      let value = try value()
      members.append((key: key, value: value))
    } while takes(",")
    try take("}")
    return .object(members)
  }

  private mutating func array() throws -> JSON {
    try take("[")
    var items: [JSON] = []
    if takes("]") { return .array(items) }
    repeat {
      let item = try value()
      items.append(item)
    } while takes(",")
    try take("]")
    return .array(items)
  }

  private mutating func string() throws -> String {
    try take("\"")
    var text = String.UnicodeScalarView()
    while let scalar = next {
      place += 1
      if scalar == "\"" { return String(text) }
      text.append(scalar == "\\" ? try escape() : scalar)
    }
    throw fault()
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard let scalar = next else { throw fault() }
    place += 1
    switch scalar {
    case "\"", "\\", "/": return scalar
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "u": return try unit()
    default: throw fault()
    }
  }

  private mutating func unit() throws -> Unicode.Scalar {
    let high = try hex()
    guard (0xD800..<0xDC00).contains(high) else {
      guard let scalar = Unicode.Scalar(high) else { throw fault() }
      return scalar
    }
    guard next == "\\" else { throw fault() }
    place += 2
    let low = try hex()
    guard let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low &- 0xDC00)) else {
      throw fault()
    }
    return scalar
  }

  private mutating func hex() throws -> UInt32 {
    guard place + 4 <= scalars.count else { throw fault() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[place..<place + 4])
    place += 4
    guard let unit = UInt32(String(text), radix: 16) else { throw fault() }
    return unit
  }
}
