/// A JSON value whose numbers keep the text they were written with.
indirect enum ExactJSON: Equatable {
  case null
  case flag(Bool)
  case number(String)
  case text(String)
  case list([ExactJSON])
  case object([String: ExactJSON])

  subscript(_ key: String) -> ExactJSON {
    guard case .object(let members) = self, let value = members[key] else { return .null }
    return value
  }

  var members: [String: ExactJSON] {
    if case .object(let members) = self { members } else { [:] }
  }

  var elements: [ExactJSON] {
    if case .list(let elements) = self { elements } else { [] }
  }

  /// The text of a text or of a number, which the expected files use for one another.
  var words: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .null, .flag, .list, .object: nil
    }
  }
}

struct ExactJSONError: Error { let offset: Int }

/// Reads one JSON document; strict enough for the files it is used on.
struct ExactJSONReader {
  private let bytes: [UInt8]
  private var place = 0

  static func read(_ text: String) throws -> ExactJSON {
    var reader = ExactJSONReader(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.place == reader.bytes.count else { throw ExactJSONError(offset: reader.place) }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func value() throws -> ExactJSON {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .list(try list())
    case UInt8(ascii: "\""): return .text(try string())
    default: return try word()
    }
  }

  private mutating func object() throws -> [String: ExactJSON] {
    var members: [String: ExactJSON] = [:]
    place += 1
    skipBlanks()
    while peek != UInt8(ascii: "}") {
      let name = try string()
      try take(":")
      members[name] = try value()
      skipBlanks()
      if peek != UInt8(ascii: "}") { try take(",") }
    }
    place += 1
    return members
  }

  private mutating func list() throws -> [ExactJSON] {
    var elements: [ExactJSON] = []
    place += 1
    skipBlanks()
    while peek != UInt8(ascii: "]") {
      elements.append(try value())
      skipBlanks()
      if peek != UInt8(ascii: "]") { try take(",") }
    }
    place += 1
    return elements
  }

  private mutating func string() throws -> String {
    try take("\"")
    var scalars = String.UnicodeScalarView()
    var run: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      place += 1
      guard byte == UInt8(ascii: "\\") else {
        run.append(byte)
        continue
      }
      scalars += String(decoding: run, as: UTF8.self).unicodeScalars
      run = []
      scalars.append(try escape())
    }
    try take("\"")
    return String(scalars) + String(decoding: run, as: UTF8.self)
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard let byte = peek else { throw ExactJSONError(offset: place) }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
      guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
        throw ExactJSONError(offset: place)
      }
      place += 4
      return scalar
    default: return Unicode.Scalar(byte)
    }
  }

  private mutating func word() throws -> ExactJSON {
    let start = place
    while let byte = peek, !Array(",]} \n\r\t".utf8).contains(byte) { place += 1 }
    switch String(decoding: bytes[start..<place], as: UTF8.self) {
    case "": throw ExactJSONError(offset: start)
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    case let digits: return .number(digits)
    }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ character: Unicode.Scalar) throws {
    skipBlanks()
    guard peek == UInt8(ascii: character) else { throw ExactJSONError(offset: place) }
    place += 1
  }

  private mutating func skipBlanks() {
    while let byte = peek, Array(" \n\r\t".utf8).contains(byte) { place += 1 }
  }
}
