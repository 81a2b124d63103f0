internal import MeritModel

/// The marks of an export's numbers, as far as the book states them.
struct NumberStyle: Hashable, Sendable {
  /// The mark before the decimals.
  var decimal = UInt8(ascii: ".")
  /// The mark between thousands; nil where the book names none.
  var grouping: UInt8?

  static let plain = NumberStyle()

  /// Whether a text may hold a mark between thousands, in a column of a kind.
  func allowsGrouping(_ mark: UInt8, _ kind: Kind) -> Bool {
    if let grouping { return mark == grouping }
    if decimal == UInt8(ascii: ",") { return [46, 32, 39].contains(mark) }
    return kind == .money && mark == UInt8(ascii: ",")
  }
}

/// Reads numbers as exports write them: currency signs, grouping, percent signs, 万, durations.
struct NumberText {
  private let kind: Kind
  private let scale: NumberScale
  private let style: NumberStyle
  private let currency: String?
  private var text: ArraySlice<UInt8>
  private var conversions: [Conversion] = []

  /// The exact number of a text in the kind of its column; nil where it is none.
  ///
  /// An amount of money may have signs of its currency; nil allows those of any.
  static func read(
    _ cell: [UInt8], kind: Kind, scale: NumberScale, style: NumberStyle = .plain,
    currency: String? = nil
  ) -> CellValue<Exact>? {
    var reading = NumberText(cell, kind, scale, style, currency)
    return reading.number().map { CellValue(value: $0, conversions: reading.conversions) }
  }

  private init(
    _ cell: [UInt8], _ kind: Kind, _ scale: NumberScale, _ style: NumberStyle, _ currency: String?
  ) {
    self.currency = currency
    self.kind = kind
    self.scale = scale
    self.style = style
    let folded = WidthFolding.folded(cell)
    text = folded.text[...]
    if folded.isChanged { conversions.append(.widthFolded) }
  }

  private mutating func number() -> Exact? {
    if scale.secondParts > 0, let duration = DurationText.read(Array(text)) {
      conversions += duration.conversions
      return kind == .minutes ? try? duration.value / Exact(60) : duration.value
    }
    let isNegative = takeParentheses()
    let sign = takeSign()
    if isNegative, sign != nil { return nil }
    takeCurrency()
    let inner = takeSign()
    if inner != nil, sign != nil || isNegative { return nil }
    let factor = takeFactor()
    takeTrailingCurrency()
    let minusBehind = isNegative || sign != nil || inner != nil ? false : takeMinusBehind()
    guard let number = magnitude(), let scaled = try? number * factor else { return nil }
    let isBelow = isNegative || minusBehind || sign == false || inner == false
    return isBelow ? try? scaled.negated() : scaled
  }

  /// Takes parentheses off, which mean a negative number in books.
  private mutating func takeParentheses() -> Bool {
    guard kind == .money, text.first == 40, text.last == 41, text.count > 2 else { return false }
    text = text.dropFirst().dropLast()
    conversions.append(.parentheses)
    return true
  }

  /// Takes a sign off; true for plus, false for minus.
  private mutating func takeSign() -> Bool? {
    let minus = Array("−".utf8)
    if text.first == 45 {
      text = text.dropFirst()
      return false
    }
    if text.starts(with: minus) {
      text = text.dropFirst(minus.count)
      conversions.append(.otherMinus)
      return false
    }
    guard text.first == 43 else { return nil }
    text = text.dropFirst()
    conversions.append(.otherMinus)
    return true
  }

  private mutating func takeMinusBehind() -> Bool {
    guard kind == .money, text.count > 1, text.last == 45 else { return false }
    text = text.dropLast()
    conversions.append(.otherMinus)
    return true
  }

  private mutating func takeCurrency() {
    guard kind == .money,
      let sign = CurrencySign.before.first(where: {
        text.starts(with: $0.bytes) && $0.isOf(currency)
      })
    else { return }
    text = text.dropFirst(sign.bytes.count).drop { $0 == 32 }
    conversions.append(.currencySign)
  }

  private mutating func takeTrailingCurrency() {
    guard kind == .money,
      let word = CurrencySign.behind.first(where: { ends(with: $0.bytes) && $0.isOf(currency) })
    else { return }
    text = text.dropLast(word.bytes.count)
    while text.last == 32 { text = text.dropLast() }
    if !conversions.contains(.currencySign) { conversions.append(.currencySign) }
  }

  private func ends(with word: [UInt8]) -> Bool {
    text.count > word.count && Array(text.suffix(word.count)) == word
  }

  /// Takes a percent sign or a word for ten thousands off; gives what the number is to be
  /// multiplied by, with the column's unit.
  private mutating func takeFactor() -> Exact {
    let unit = (try? Exact(Int128(scale.factors[0]), over: Int128(scale.denominator))) ?? Exact(1)
    if kind == .percent, text.last == 37 {
      text = text.dropLast()
      while text.last == 32 { text = text.dropLast() }
      conversions.append(.percentSign)
      return (try? Exact(1, over: 100)) ?? unit
    }
    guard [.money, .number, .count].contains(kind) else { return unit }
    for (word, factor) in NumberText.factorWords where ends(with: word) {
      text = text.dropLast(word.count)
      conversions.append(.tenThousands)
      if word.count > 3 { conversions.append(.currencySign) }
      return (try? unit * Exact(factor)) ?? unit
    }
    return unit
  }

  private static let factorWords = [
    ("万元", 10_000), ("萬元", 10_000), ("亿元", 100_000_000), ("億元", 100_000_000),
    ("万", 10_000), ("萬", 10_000), ("亿", 100_000_000), ("億", 100_000_000),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The number of digits with marks; nil where they are none.
  private mutating func magnitude() -> Exact? {
    var plain = withPlainBlanks(Array(text))
    guard let point = decimalPlace(plain), ungroup(&plain, upTo: point) else { return nil }
    if style.decimal == 44, plain.contains(44) {
      plain = plain.map { $0 == 44 ? 46 : $0 }
      conversions.append(.decimalComma)
    }
    if plain.first == 46 { plain = [48] + plain }
    guard let first = plain.first, first != 45, first != 43 else { return nil }
    return Exact(decimalBytes: plain[...])
  }

  /// No-break blanks, which some locales put between thousands, as plain ones.
  private func withPlainBlanks(_ text: [UInt8]) -> [UInt8] {
    guard style != .plain, text.contains(where: { $0 >= 0x80 }) else { return text }
    let plain = String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
      scalar == "\u{A0}" || scalar == "\u{202F}" ? " " : scalar
    }
    return plain.flatMap { Array(String($0).utf8) }
  }

  /// Where the decimals begin; nil where there is more than one mark before them.
  private func decimalPlace(_ text: [UInt8]) -> Int? {
    let marks = text.indices.filter { text[$0] == style.decimal }
    return marks.count > 1 ? nil : marks.first ?? text.count
  }

  /// Takes the marks between thousands out; false where a group has not three digits.
  private mutating func ungroup(_ plain: inout [UInt8], upTo point: Int) -> Bool {
    let whole = plain[..<point]
    guard let mark = whole.first(where: { !(48...57).contains($0) }) else { return true }
    guard style.allowsGrouping(mark, kind) else { return false }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return false }
    plain = groups.flatMap { $0 } + plain[point...]
    conversions.append(.grouping)
    return true
  }
}
