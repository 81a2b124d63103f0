package import MeritModel

/// Reads strict JSON (RFC 8259) into a tree with places; duplicate keys are refused.
///
/// Limits: 5 MiB, 64 levels. Syntax errors end the reading with one finding; duplicate keys and
/// numbers of more than 15 significant digits are all collected.
package struct JSONReader {
  /// The largest file in bytes.
  package static let sizeLimit = 5 << 20
  /// The deepest nesting.
  package static let depthLimit = 64

  private struct Stop: Error {}

  private let source: JSONSource
  private let bytes: [UInt8]
  private var position = 0
  private var diagnostics: [Diagnostic] = []

  /// Reads a file's bytes; a byte order mark at the start is skipped.
  package static func read(_ bytes: [UInt8], file: String) -> Checked<JSONNode> {
    guard bytes.count <= sizeLimit else {
      let message = "the file has \(bytes.count) bytes, more than the \(sizeLimit) allowed"
      return Checked(nil, [Diagnostic(.tooLarge, message, at: SourcePlace(file: file))])
    }
    var reader = JSONReader(JSONSource(file: file, bytes: bytes))
    let node = reader.document()
    return Checked(node, reader.diagnostics)
  }

  private init(_ source: JSONSource) {
    self.source = source
    self.bytes = source.bytes
  }

  private mutating func document() -> JSONNode? {
    if let bad = firstInvalidByte(bytes) {
      report(.invalidUTF8, "byte \(bad) is not UTF-8", bad, help: "save the file as UTF-8")
      return nil
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    do {
      let node = try value(depth: 0, pointer: "")
      skipBlanks()
      guard position == bytes.count else {
        throw stop("something follows the end of the JSON value", help: "delete it")
      }
      return node
    } catch { return nil }
  }

  private mutating func value(depth: Int, pointer: String) throws -> JSONNode {
    skipBlanks()
    guard depth <= Self.depthLimit else {
      report(.tooLarge, "values are nested more than \(Self.depthLimit) levels deep", position)
      throw Stop()
    }
    let start = position
    guard let byte = peek else { throw stop("the file ends where a value is expected") }
    let content: JSONNode.Content
    switch byte {
    case UInt8(ascii: "{"): content = try object(depth: depth, pointer: pointer)
    case UInt8(ascii: "["): content = try array(depth: depth, pointer: pointer)
    case UInt8(ascii: "\""): content = .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      content = .number(try number(pointer: pointer))
    default: content = try word()
    }
    return JSONNode(content: content, range: start..<position, pointer: pointer)
  }

  private mutating func object(depth: Int, pointer: String) throws -> JSONNode.Content {
    position += 1
    var members: [JSONMember] = []
    var places: [String: Int] = [:]
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw stopAtKey() }
      let key = try text()
      let keyRange = start..<position
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw stop("a colon is expected after the key") }
      let node = try value(depth: depth + 1, pointer: "\(pointer)/\(escaped(key))")
      if let first = places.updateValue(start, forKey: key) {
        reportDuplicate(key, keyRange, first: first, pointer: pointer)
      }
      members.append(JSONMember(key: key, keyRange: keyRange, node: node))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else {
        throw stop("a comma or `}` is expected", help: "put a comma between the members")
      }
      try refuseTrailingComma(before: UInt8(ascii: "}"))
    }
  }

  private mutating func array(depth: Int, pointer: String) throws -> JSONNode.Content {
    position += 1
    var items: [JSONNode] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      items.append(try value(depth: depth + 1, pointer: "\(pointer)/\(items.count)"))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else {
        throw stop("a comma or `]` is expected", help: "put a comma between the items")
      }
      try refuseTrailingComma(before: UInt8(ascii: "]"))
    }
  }

  private mutating func word() throws -> JSONNode.Content {
    for (word, content) in [
      ("true", JSONNode.Content.flag(true)), ("false", .flag(false)), ("null", .null),
    ] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return content
    }
    switch peek {
    case UInt8(ascii: "/"): throw stop("JSON has no comments", help: "use the key `note`")
    case UInt8(ascii: "'"):
      throw stop("a text stands in single quotes", help: "use double quotes")
    default: throw stop("a value is expected")
    }
  }

  private mutating func number(pointer: String) throws -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard takeDigits() > 0 else { throw stop("a digit is expected after the minus sign") }
    } else if let next = peek, isDigit(next) {
      throw stop("a number has a leading zero", help: "delete the zero, or write a text")
    }
    if take(UInt8(ascii: ".")), takeDigits() == 0 {
      throw stop("a digit is expected after the decimal point")
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      guard takeDigits() > 0 else { throw stop("a digit is expected in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if significantDigits(text) > 15 {
      diagnostics.append(
        source.diagnostic(
          .tooManyDigits, "a number has more than 15 digits", start..<position, pointer: pointer,
          help: "write it as a text: \"\(text.prefix(40))\""))
    }
    return text
  }
}

extension JSONReader {
  private mutating func text() throws -> String {
    let opened = position
    position += 1
    var scalars = String.UnicodeScalarView()
    var plain = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        scalars.append(contentsOf: decoded(plain..<position))
        position += 1
        return String(scalars)
      case UInt8(ascii: "\\"):
        scalars.append(contentsOf: decoded(plain..<position))
        scalars.append(try escape())
        plain = position
      case 0..<0x20:
        throw stop("a text holds a line end or control character", help: "write it as \\n or \\u")
      default: position += 1
      }
    }
    position = opened
    throw stop("the text that begins here is never closed", help: "add the closing quote")
  }

  private func decoded(_ range: Range<Int>) -> String.UnicodeScalarView {
    String(decoding: bytes[range], as: UTF8.self).unicodeScalars
  }

  private mutating func escape() throws -> Unicode.Scalar {
    position += 1
    guard let byte = peek else { throw stop("the file ends inside a text") }
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let scalar = simple[byte] {
      position += 1
      return scalar
    }
    guard byte == UInt8(ascii: "u") else {
      throw stop("a text holds an unknown escape", help: "write a backslash as \\\\")
    }
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take(UInt8(ascii: "\\")), peek == UInt8(ascii: "u") else {
      throw stop("a text holds half a surrogate pair")
    }
    let low = try codeUnit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw stop("a text holds half a surrogate pair") }
    return scalar
  }

  private mutating func codeUnit() throws -> UInt32 {
    position += 1
    guard position + 4 <= bytes.count,
      let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
      digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16)
    else { throw stop("four hexadecimal digits are expected after \\u") }
    position += 4
    return unit
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let byte = peek, isDigit(byte) { position += 1 }
    return position - start
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func refuseTrailingComma(before close: UInt8) throws {
    let comma = position - 1
    skipBlanks()
    guard peek != close else {
      position = comma
      throw stop("a comma stands before the closing bracket", help: "delete the comma")
    }
  }

  private mutating func stopAtKey() -> any Error {
    switch peek {
    case UInt8(ascii: "/"): stop("JSON has no comments", help: "use the key `note`")
    case UInt8(ascii: "'"): stop("a key stands in single quotes", help: "use double quotes")
    default: stop("a key in double quotes is expected")
    }
  }

  private mutating func stop(_ message: String, help: String? = nil) -> any Error {
    report(.notJSON, message, position, help: help)
    return Stop()
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ offset: Int, help: String? = nil
  ) {
    let end = min(offset + 1, bytes.count)
    let range = min(offset, end)..<end
    diagnostics.append(source.diagnostic(code, message, range, severity: .error, help: help))
  }

  private mutating func reportDuplicate(
    _ key: String, _ range: Range<Int>, first: Int, pointer: String
  ) {
    diagnostics.append(
      source.diagnostic(
        .duplicateKey, "the key `\(key)` stands twice in one object", range,
        pointer: "\(pointer)/\(escaped(key))",
        notes: ["the first one is at \(source.place(first))"],
        help: "delete one of them, or rename it"))
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
}

private func significantDigits(_ number: String) -> Int {
  let mantissa = number.prefix { $0 != "e" && $0 != "E" }
  let digits = mantissa.filter(\.isNumber).drop { $0 == "0" }
  guard !mantissa.contains(".") else { return digits.count }
  return digits.count
}

private func escaped(_ key: String) -> String {
  guard key.contains(where: { $0 == "~" || $0 == "/" }) else { return key }
  return key.reduce(into: "") { text, character in
    switch character {
    case "~": text += "~0"
    case "/": text += "~1"
    default: text.append(character)
    }
  }
}

/// The offset of the first byte that is not UTF-8, or nil.
package func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
  guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    case .error: return offset
    }
  }
}
