import MeritModel

extension JSONReader {
  /// Reads the text that begins here, its quotes included.
  mutating func text() throws(Stop) -> String {
    let opened = position
    position += 1
    var read = ""
    var plain = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        let rest = String(decoding: bytes[plain..<position], as: UTF8.self)
        position += 1
        try refuseLength(opened..<position)
        return read.isEmpty ? rest : read + rest
      case UInt8(ascii: "\\"):
        read += String(decoding: bytes[plain..<position], as: UTF8.self)
        read.unicodeScalars.append(try escape())
        plain = position
      case 0..<0x20: throw faultAtControl(byte, inTextAt: opened)
      default: position += 1
      }
    }
    position = opened
    throw stop("the text that begins here is never closed", help: "add the closing quote: `\"`")
  }

  private mutating func refuseLength(_ range: Range<Int>) throws(Stop) {
    guard range.count > Self.textLimit else { return }
    report(
      .tooLarge, "a text has \(range.count) bytes, more than the \(Self.textLimit) allowed", range,
      help: "shorten it, or add the quote where it was meant to end: `\"`")
    throw Stop()
  }

  private mutating func escape() throws(Stop) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let byte = peek else {
      throw stop("the file ends inside a text", help: "add the closing quote: `\"`")
    }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar(from: start)
    default:
      position = start
      throw stop("a text holds an unknown escape", help: "write a backslash as `\\\\`")
    }
  }

  private mutating func escapedScalar(from start: Int) throws(Stop) -> Unicode.Scalar {
    let unit = try codeUnit(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let low = try codeUnit(from: start)
      if (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      {
        return scalar
      }
    }
    position = start
    throw stop(
      "a text holds half a surrogate pair",
      help: "write the character itself, or both halves, as `\\ud83d\\ude00`")
  }

  private mutating func codeUnit(from start: Int) throws(Stop) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(hexadecimalValue) else {
        position = start
        throw stop(
          "four hexadecimal digits are expected after \\u",
          help: "write the character itself, or its number in four digits, as `\\u00e9`")
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  /// Reads the number that begins here; one of more than 15 significant digits is reported.
  mutating func number(path: JSONPath?) throws(Stop) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      if let next = peek, isDigit(next) {
        _ = takeDigits()
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        position = start
        throw stop(
          "a number has a leading zero",
          help: "delete the `0`, or write a text in double quotes: `\"\(digits.shortened)\"`")
      }
    } else if takeDigits() == 0 {
      throw stop(
        "a digit is expected after the minus sign", help: "write a number, or delete the `-`")
    }
    if take(UInt8(ascii: ".")), takeDigits() == 0 {
      throw stop(
        "a digit is expected after the decimal point",
        help: "write a `0` after it, or delete the `.`")
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      guard takeDigits() > 0 else {
        throw stop(
          "a digit is expected in the exponent",
          help: "write the digits behind it, or delete the `e`")
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if text.hasTooManyDigits {
      try reportDigits(text, start..<position, path)
    }
    return text
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let byte = peek, isDigit(byte) { position += 1 }
    return position - start
  }
}

extension String {
  /// Whether a number has more than 15 significant digits, which the reader of JSON reports.
  var hasTooManyDigits: Bool {
    let mantissa = utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    return mantissa.drop { !isDigit($0) || $0 == UInt8(ascii: "0") }.count(where: isDigit) > 15
  }
}

func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
}

private func hexadecimalValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
  default: nil
  }
}
