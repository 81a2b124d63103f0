import MeritModel

/// What the reader says where the text is no JSON: one sentence, and what to do.
extension JSONReader {
  /// Reports that the text is no JSON at the reading position.
  mutating func stop(_ message: String, notes: [String] = [], help: String) -> Stop {
    let end = min(position + 1, bytes.count)
    report(.notJSON, message, min(position, end)..<end, notes: notes, help: help)
    return Stop()
  }

  mutating func faultAtValue() -> Stop {
    let word = wordHere
    switch word {
    case "//", "/*", "#": return comment()
    case "'": return stop("a text stands in single quotes", help: "use double quotes: `\"`")
    case ",": return stop("a value is missing before the comma", help: "delete the `,`")
    case "}", "]":
      return stop(
        "a value is expected, not `\(word)`",
        help: "write the value, as `0` or `\"…\"`, or delete \(unfinished)")
    case "+": return stop("a number begins with a plus sign", help: "delete the `+`")
    case ".": return stop("a number begins with its decimal point", help: "write a `0` before it")
    case "NaN", "Infinity", "undefined", "None":
      return stop("`\(word)` is no JSON value", help: "write a number, or `null`")
    case let word where ["true", "false", "null"].contains(word.lowercased()):
      return stop("`\(word)` is no JSON value", help: "write `\(word.lowercased())`")
    default:
      return stop("a value is expected, not `\(word)`", help: foreignSign(word) ?? quotes(word))
    }
  }

  mutating func faultAtKey(inObjectAt opened: Int) -> Stop {
    let word = wordHere
    switch word {
    case "": return unclosed(UInt8(ascii: "}"), opened)
    case "//", "/*", "#": return comment()
    case "'": return stop("a key stands in single quotes", help: "use double quotes: `\"`")
    case ",": return stop("a key is expected, not a comma", help: "delete the `,`")
    default:
      return stop(
        "a key in double quotes is expected, not `\(word)`",
        help: foreignSign(word) ?? quotes(word))
    }
  }

  private func quotes(_ word: String) -> String {
    if word.first?.isNumber == true {
      return "write numbers without marks between thousands, as `1800`"
    }
    return word.first?.isLetter == true
      ? "put it in double quotes: `\"\(word)\"`" : "put it in double quotes, or delete `\(word)`"
  }

  /// What stands for a sign that an input method or an editor has put in its place.
  private func foreignSign(_ word: String) -> String? {
    switch word {
    case "“", "”", "„", "«", "»", "＂", "「", "」": "write the straight quote `\"` instead"
    case "‘", "’", "＇": "texts stand between straight double quotes: `\"`"
    case "，", "、": "write the plain comma `,` instead"
    case "：": "write the plain colon `:` instead"
    case "｛": "write the plain `{` instead"
    case "｝": "write the plain `}` instead"
    case "［", "【": "write the plain `[` instead"
    case "］", "】": "write the plain `]` instead"
    case "\u{A0}", "\u{3000}": "write a plain space instead"
    default: nil
    }
  }

  mutating func faultAfterKey(endingAt end: Int) -> Stop {
    if wordHere == "=" {
      return stop("a colon is expected after the key, not `=`", help: "write `:`")
    }
    if let help = foreignSign(wordHere) {
      return stop("a colon is expected after the key, not `\(wordHere)`", help: help)
    }
    position = end
    return stop("a colon is expected after the key", help: "write `:` after it")
  }

  mutating func faultAfterPart(endingAt end: Int, _ close: UInt8, _ opened: Int) -> Stop {
    let word = wordHere
    let bracket = String(Unicode.Scalar(close))
    let part = close == UInt8(ascii: "}") ? "member" : "item"
    switch word {
    case "": return unclosed(close, opened)
    case "//", "/*", "#": return comment()
    case "}", "]":
      return stop(
        "`\(bracket)` is expected here, not `\(word)`", notes: [openedNote(opened)],
        help: "write `\(bracket)`, or delete one of the two brackets")
    case ":":
      return stop(
        "a colon stands where a comma or `\(bracket)` is expected",
        help: "write `,`, or put what stands before in braces")
    case ";": return stop("a semicolon stands between the \(part)s", help: "write a `,`")
    default:
      if let help = foreignSign(word) {
        return stop("a comma or `\(bracket)` is expected here, not `\(word)`", help: help)
      }
      position = end
      return stop(
        "a comma or `\(bracket)` is expected here",
        help: "put a `,` between one \(part) and the next")
    }
  }

  mutating func faultAtTrailingComma(_ comma: Int, _ close: UInt8) -> Stop {
    position = comma
    let bracket = Unicode.Scalar(close)
    return stop("a comma stands before the closing `\(bracket)`", help: "delete the `,`")
  }

  mutating func faultAfterDocument() -> Stop {
    if ["//", "/*", "#"].contains(wordHere) { return comment() }
    return stop(
      "something follows the end of the JSON value", help: "delete `\(wordHere)` and what follows")
  }

  mutating func faultAtControl(_ byte: UInt8, inTextAt opened: Int) -> Stop {
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      position = opened
      return stop(
        "the text that begins here is not closed on its line",
        help: "add the closing quote: `\"`; a line end inside a text is written `\\n`")
    }
    return stop(
      "a text holds the control character \(hexadecimal(byte))",
      help: byte == UInt8(ascii: "\t")
        ? "write it as `\\t`" : "delete it, or write it as `\\u\(fourDigits(byte))`")
  }

  mutating func reportDuplicate(
    _ key: String, _ range: Range<Int>, first: Int, _ pointer: String
  ) throws(Stop) {
    try collect(
      source.diagnostic(
        .duplicateKey, "the key `\(key.shortened)` stands twice in one object", range,
        pointer: pointer, notes: ["the first one is at \(source.place(first))"],
        help: "delete one of the two `\"\(key.shortened)\"` with its value, or rename it"))
  }

  mutating func reportDigits(
    _ text: String, _ range: Range<Int>, _ path: JSONPath?
  ) throws(Stop) {
    try collect(
      source.diagnostic(
        .tooManyDigits, "a number has more than 15 significant digits", range,
        pointer: path?.pointer ?? "",
        help: Exact(decimal: text) == nil || text.shortened != text
          ? "write it with at most 15 digits, as `1000000`" : "write it as a text: `\"\(text)\"`"))
  }

  private mutating func comment() -> Stop {
    stop("JSON has no comments", help: "use the key `note`")
  }

  private mutating func unclosed(_ close: UInt8, _ opened: Int) -> Stop {
    let bracket = Unicode.Scalar(close)
    return stop(
      "the file ends where `\(bracket)` is expected", notes: [openedNote(opened)],
      help: "add the closing `\(bracket)`")
  }

  private func openedNote(_ opened: Int) -> String {
    "`\(Unicode.Scalar(bytes[opened]))` stands at \(source.place(opened))"
  }

  /// The key without a value, or the sign, that stands before the reading position, in backticks.
  var unfinished: String {
    var end = position
    while end > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    var start = max(0, end - 1)
    if start > 0, bytes[start] == UInt8(ascii: ":") {
      while start > 0, bytes[start] != UInt8(ascii: "\"") { start -= 1 }
      while start > 0, bytes[start - 1] != UInt8(ascii: "\"") { start -= 1 }
      start = max(0, start - 1)
    }
    guard start < end, end - start <= 60 else { return "what stands before" }
    return "`\(String(decoding: bytes[start..<end], as: UTF8.self))`"
  }

  /// The word or the sign at the reading position; empty at the end.
  private var wordHere: String {
    guard let first = peek else { return "" }
    var end = position + 1
    if first == UInt8(ascii: "/") {
      if end < bytes.count, [UInt8(ascii: "/"), UInt8(ascii: "*")].contains(bytes[end]) {
        end += 1
      }
    } else if isLetter(first) {
      while end < min(bytes.count, position + 40), isLetter(bytes[end]) { end += 1 }
    } else {
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "_"): true
    default: false
    }
  }
}

private func fourDigits(_ byte: UInt8) -> String {
  "00" + hexadecimal(byte).dropFirst(2).lowercased()
}

func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
}

extension String {
  /// The text as a message shows it: cut after 40 characters, invisible characters written out.
  package var shortened: String {
    let start = utf8.count <= 40 ? self[...] : prefix(40)
    let shown = start.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isInvisible {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return start.endIndex == endIndex ? shown : shown + "…"
  }
}

extension Unicode.Scalar {
  /// Control and format characters, such as those that turn the direction of writing.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: true
    default: false
    }
  }
}
