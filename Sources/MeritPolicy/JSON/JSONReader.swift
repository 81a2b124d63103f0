package import MeritModel

/// Reads strict JSON (RFC 8259) into a tree with places; duplicate keys are refused.
///
/// Limits: 5 MiB, 200,000 values, 64 levels, 64 KiB for one text. Syntax errors end the reading with one finding; duplicate keys and
/// numbers of more than 15 significant digits are collected up to 100.
package struct JSONReader {
  /// The largest file in bytes.
  package static let sizeLimit = 5 << 20
  /// The most values, each list and object counted with what it holds.
  package static let valueLimit = 200_000
  /// The deepest nesting of lists and objects.
  package static let depthLimit = 64
  /// The longest text or key in bytes, as it stands in the file with its quotes.
  package static let textLimit = 64 << 10

  /// Ends the reading; what is wrong has been reported.
  struct Stop: Error {}

  /// Findings after these add nothing that a reader of the messages would want to see.
  private static let findingLimit = 100

  private static let divided =
    "divide it by periods, each with its own `\"effective\"`, or let tables of data stand in exports, "
    + "where `\"lookups\"` find them"

  let source: JSONSource
  let bytes: [UInt8]
  var position = 0
  private var values = 0
  private var diagnostics: [Diagnostic] = []

  /// Reads a file's bytes; a byte order mark at the start is skipped.
  package static func read(_ bytes: [UInt8], file: String) -> Checked<JSONNode> {
    guard bytes.count <= sizeLimit else {
      let message = "the file has \(bytes.count) bytes, more than the \(sizeLimit) allowed"
      let finding = Diagnostic(
        .tooLarge, message, at: SourcePlace(file: file), help: divided)
      return Checked(nil, [finding])
    }
    return read(JSONSource(file: file, bytes: bytes))
  }

  /// Reads a file of at most ``sizeLimit`` bytes that is taken in already.
  package static func read(_ source: JSONSource) -> Checked<JSONNode> {
    var reader = JSONReader(source)
    let node = try? reader.document()
    return Checked(node, reader.diagnostics)
  }

  private init(_ source: JSONSource) {
    self.source = source
    self.bytes = source.bytes
  }

  private mutating func document() throws(Stop) -> JSONNode {
    if let bad = firstInvalidByte(bytes) {
      report(
        .invalidUTF8, "the byte \(hexadecimal(bytes[bad])) is not UTF-8", bad..<bad + 1,
        help:
          "save the file as UTF-8, as with `iconv -f WINDOWS-1252 -t UTF-8` and its own encoding")
      throw Stop()
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let node = try value(depth: 0, path: nil)
    skipBlanks()
    guard position == bytes.count else { throw faultAfterDocument() }
    return node
  }

  private mutating func value(depth: Int, path: JSONPath?) throws(Stop) -> JSONNode {
    skipBlanks()
    let start = position
    guard let byte = peek else {
      throw stop(
        "the file ends where a value is expected",
        help: position == 0 || start == 0
          ? "write it, or let `merit init` write a whole book into a new folder"
          : "write the value, as `0` or `\"…\"`, or delete \(unfinished)")
    }
    try count()
    let content: JSONNode.Content
    switch byte {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth + 1, path: path))
    case UInt8(ascii: "["): content = .array(try items(depth: depth + 1, path: path))
    case UInt8(ascii: "\""): content = .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      content = .number(try number(path: path))
    default: content = try word()
    }
    return JSONNode(content: content, range: start..<position, path: path)
  }

  private mutating func count() throws(Stop) {
    values += 1
    guard values > Self.valueLimit else { return }
    report(
      .tooLarge, "the file holds more than \(Self.valueLimit) values", position..<position + 1,
      help: Self.divided)
    throw Stop()
  }

  private mutating func members(depth: Int, path: JSONPath?) throws(Stop) -> [JSONMember] {
    let opened = position
    try open(depth)
    var members: [JSONMember] = []
    var firstPlaces: [String: Int] = [:]
    if take(UInt8(ascii: "}")) { return members }
    while true {
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw faultAtKey(inObjectAt: opened) }
      let key = try text()
      let keyRange = start..<position
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw faultAfterKey(endingAt: keyRange.upperBound) }
      let step = JSONPath(path, .key(key))
      let node = try value(depth: depth, path: step)
      if let first = firstPlaces[key] {
        try reportDuplicate(key, keyRange, first: first, step.pointer)
      } else {
        firstPlaces[key] = start
      }
      members.append(JSONMember(key: key, keyRange: keyRange, node: node))
      if try takeEnd(UInt8(ascii: "}"), openedAt: opened) { return members }
    }
  }

  private mutating func items(depth: Int, path: JSONPath?) throws(Stop) -> [JSONNode] {
    let opened = position
    try open(depth)
    var items: [JSONNode] = []
    if take(UInt8(ascii: "]")) { return items }
    while true {
      items.append(try value(depth: depth, path: JSONPath(path, .index(items.count))))
      if try takeEnd(UInt8(ascii: "]"), openedAt: opened) { return items }
    }
  }

  private mutating func open(_ depth: Int) throws(Stop) {
    guard depth <= Self.depthLimit else {
      report(
        .tooLarge, "lists and objects are nested more than \(Self.depthLimit) levels deep",
        position..<position + 1,
        help: "close the brackets that are open before: "
          + "`\(bytes[position] == UInt8(ascii: "{") ? "}" : "]")`")
      throw Stop()
    }
    position += 1
    skipBlanks()
  }

  /// Takes the closing bracket, or the comma and the blanks before the next part.
  private mutating func takeEnd(_ close: UInt8, openedAt opened: Int) throws(Stop) -> Bool {
    let end = position
    skipBlanks()
    if take(close) { return true }
    let comma = position
    guard take(UInt8(ascii: ",")) else { throw faultAfterPart(endingAt: end, close, opened) }
    skipBlanks()
    guard peek != close else { throw faultAtTrailingComma(comma, close) }
    return false
  }

  private mutating func word() throws(Stop) -> JSONNode.Content {
    if take("true") { return .flag(true) }
    if take("false") { return .flag(false) }
    if take("null") { return .null }
    throw faultAtValue()
  }
}

extension JSONReader {
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let word = Array(word.description.utf8)
    guard bytes[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }

  mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// Takes in a finding; one too many ends the reading.
  mutating func collect(_ diagnostic: Diagnostic) throws(Stop) {
    diagnostics.append(diagnostic)
    if diagnostics.count == Self.findingLimit { throw Stop() }
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, notes: [String] = [],
    help: String
  ) {
    diagnostics.append(
      source.diagnostic(code, message, range, severity: .error, notes: notes, help: help))
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
