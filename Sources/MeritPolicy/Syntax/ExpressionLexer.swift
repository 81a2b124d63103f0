import MeritModel

/// A word of an expression.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case name(String)
    case literal(LiteralSyntax)
    /// An operator, bracket, comma or point.
    case mark(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>
}

/// Cuts an expression into words.
struct ExpressionLexer {
  /// The most words of an expression; more would only nest deeper than anybody can read.
  static let wordLimit = 500

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  static func tokens(_ text: String) throws(ExpressionFault) -> [ExpressionToken] {
    var lexer = ExpressionLexer(text)
    var tokens: [ExpressionToken] = []
    while true {
      if tokens.count > wordLimit {
        throw ExpressionFault(
          code: .tooLarge, message: "the expression has more than \(wordLimit) words",
          range: lexer.position..<lexer.position + 1, help: ExpressionReview.named)
      }
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws(ExpressionFault) -> ExpressionToken {
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    let start = position
    guard start < bytes.count else { return ExpressionToken(kind: .end, range: start..<start) }
    let byte = bytes[start]
    let kind: ExpressionToken.Kind
    if isLower(byte) {
      kind = try nameOrDate(start)
    } else if isDigit(byte) {
      kind = .literal(try number(start))
    } else if byte == UInt8(ascii: "'") {
      kind = .literal(.text(try quoted(start)))
    } else {
      kind = .mark(try mark(start))
    }
    return ExpressionToken(kind: kind, range: start..<position)
  }

  private mutating func nameOrDate(_ start: Int) throws(ExpressionFault) -> ExpressionToken.Kind {
    while position < bytes.count, isNamePart(bytes[position]) { position += 1 }
    if position < bytes.count, isUpper(bytes[position]) { throw capital(start) }
    let name = text(start..<position)
    guard name == "date", position < bytes.count, bytes[position] == UInt8(ascii: "'") else {
      return .name(name)
    }
    let date = try quoted(position)
    guard let day = CalendarDay(iso: date) else {
      throw fault(
        "`\(date.shortened)` is no date that exists", start..<position,
        help: "write `date'2026-03-31'`")
    }
    return .literal(.date(day))
  }

  private mutating func number(_ start: Int) throws(ExpressionFault) -> LiteralSyntax {
    takeDigits()
    if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."),
      isDigit(bytes[position + 1])
    {
      position += 1
      takeDigits()
    }
    guard let value = Exact(decimalBytes: bytes[start..<position]) else {
      throw tooManyDigits(start)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "%") {
      position += 1
      guard let fraction = try? value * Exact(1, over: 100) else { throw tooManyDigits(start) }
      return .percent(fraction)
    }
    if let currency = currency() { return .money(value, currency: currency) }
    try refuseNameAfterNumber(start)
    return .number(value)
  }

  private func tooManyDigits(_ start: Int) -> ExpressionFault {
    let digits = text(start..<position).prefix(15)
    return fault(
      "the number has too many digits", start..<position,
      help: "use at most 15, as `\(digits.last == "." ? digits.dropLast() : digits)`")
  }

  private func refuseNameAfterNumber(_ start: Int) throws(ExpressionFault) {
    guard position < bytes.count, isWord(bytes[position]) else { return }
    var end = position
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    let (number, word) = (text(start..<position), text(position..<end))
    throw fault(
      "`\(word.shortened)` follows the number `\(number)` directly", position..<end,
      help: word.utf8.allSatisfy(isUpper) && word.utf8.count == 3
        ? "write `\(number) \(word)`"
        : "put an operator between, as `\(number) * \(word.shortened)`; names begin with a letter")
  }

  private mutating func currency() -> String? {
    var cursor = position
    while cursor < bytes.count, bytes[cursor] == 0x20 { cursor += 1 }
    let code = cursor..<min(cursor + 3, bytes.count)
    guard cursor > position, code.count == 3, bytes[code].allSatisfy(isUpper),
      code.upperBound == bytes.count || !isWord(bytes[code.upperBound])
    else { return nil }
    position = code.upperBound
    return text(code)
  }

  private mutating func quoted(_ start: Int) throws(ExpressionFault) -> String {
    position = start + 1
    var content: [UInt8] = []
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "'") {
        content.append(bytes[position])
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "'") {
        content.append(UInt8(ascii: "'"))
        position += 2
      } else {
        position += 1
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw fault(
      "the text that begins here is never closed", start..<bytes.count,
      help: "add the closing quote: `'`; a quote inside a text is written `''`")
  }

  private mutating func mark(_ start: Int) throws(ExpressionFault) -> String {
    for wrong in ["==", "!=", "=<", "=>", "&&", "||", "**"]
    where bytes[start...].starts(with: wrong.utf8) {
      throw fault("`\(wrong)` means nothing here", start..<start + 2, help: help(for: wrong))
    }
    for mark in ["<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "."]
    where bytes[start...].starts(with: mark.utf8) {
      position += mark.utf8.count
      return mark
    }
    let end = bytes[start...].dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
    if isUpper(bytes[start]) { throw capital(start) }
    let sign = text(start..<end)
    throw fault("`\(sign)` means nothing here", start..<end, help: help(for: sign))
  }

  /// A word with capitals is a word of the language, a name or a text without its quotes.
  private func capital(_ start: Int) -> ExpressionFault {
    var end = start
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    let word = text(start..<end).shortened
    let low = word.inSnakeCase
    let help =
      ExpressionParser.reserved.contains(low) || isLower(bytes[start])
      ? "write `\(low)`"
      : "put texts and grades in single quotes: `'\(word)'`; names have small letters: `\(low)`"
    return fault("`\(word)` means nothing here", start..<end, help: help)
  }

  private func help(for sign: String) -> String {
    switch sign {
    case "==": "write `=`"
    case "!=", "≠": "write `<>`"
    case "=<", "≤": "write `<=`"
    case "=>", "≥": "write `>=`"
    case "!": "write `not`"
    case "&", "&&": "write `and`"
    case "|", "||": "write `or`"
    case "×", "**": "write `*`"
    case "÷": "write `/`"
    case "%": "write the sign right after a number, as in `8%`"
    case "\"", "‘", "’", "“", "”", "`": "write texts in single quotes, as in `'B'`"
    case "_": "delete the `_`: names begin with a letter"
    case "−", "–": "write `-`"
    case "（": "write `(`"
    case "）": "write `)`"
    case "，", "、": "write `,`"
    case "％": "write `%`"
    case "＝": "write `=`"
    case "＞", "〉": "write `>`"
    case "＜", "〈": "write `<`"
    case "\u{A0}", "\u{3000}": "write a plain space"
    case "?", ":": "there is no `if`: cases are rows of a table or bands; delete `\(sign)`"
    case "$": Self.currencyHelp("USD")
    case "€": Self.currencyHelp("EUR")
    case "£": Self.currencyHelp("GBP")
    case "¥", "￥": Self.currencyHelp("CNY")
    default: "delete `\(sign)`"
    }
  }

  private static func currencyHelp(_ code: String) -> String {
    "write the currency's letters after the number, as in `300 \(code)`"
  }

  private mutating func takeDigits() {
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func fault(_ message: String, _ range: Range<Int>, help: String) -> ExpressionFault {
    ExpressionFault(code: .expressionSyntax, message: message, range: range, help: help)
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func isLower(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isUpper(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
}

private func isNamePart(_ byte: UInt8) -> Bool {
  isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}

private func isWord(_ byte: UInt8) -> Bool { isNamePart(byte) || isUpper(byte) }
