package import MeritModel

/// What an amount in a policy is, as written.
struct Amount {
  enum Unit { case plain, percent, money }

  let value: Exact
  let unit: Unit
}

extension FindingCollector {
  /// Reads an amount: a JSON number, or a text such as "12%", "300 CNY", "-5".
  func amount(_ node: JSONNode, currency: String) -> Amount? {
    switch node.content {
    case .number(let text):
      if let value = number(text) { return Amount(value: value, unit: .plain) }
      // Of those the reader of JSON has spoken.
      if text.hasTooManyDigits { return nil }
      report(
        .wrongShape, "the number is too large or too fine", at: node,
        help: "write it in full and with at most 15 digits, as `1000000`")
      return nil
    case .text(let text):
      if let amount = parsed(text, currency: currency) { return amount }
      report(
        .wrongShape, "`\(text)` is no amount", at: node,
        help: grouped(text)
          ?? "write a number, a percent as `\"12%\"`"
          + (currency.isEmpty ? "" : " or money as `\"300 \(currency)\"`"))
      return nil
    default:
      wrongType(node, expected: "an amount")
      return nil
    }
  }

  /// An amount that stands where an object is expected; nil where it is none.
  func bareAmount(_ node: JSONNode, currency: String) -> Amount? {
    switch node.content {
    case .number(let text): number(text).map { Amount(value: $0, unit: .plain) }
    case .text(let text): parsed(text, currency: currency)
    default: nil
    }
  }

  /// Reads an amount that stands for a value of a kind; a percent must bear its sign.
  func amount(_ node: JSONNode, of kind: Kind, currency: String) -> Exact? {
    guard let amount = amount(node, currency: currency) else { return nil }
    switch (kind, amount.unit) {
    case (.percent, .percent), (.money, .money),
      (_, .plain) where kind != .percent:
      return amount.value
    case (.percent, .plain) where amount.value.isZero: return amount.value
    case (.percent, .plain):
      report(
        .percentSignMissing, "a percent is expected, the sign is missing", at: node,
        help: amount.value.percentHelp)
    default:
      report(
        .kindMismatch, "a value of kind \(kind.name) is expected here", at: node,
        help: kind == .money
          ? "write `\"\(amount.value.canonicalText) \(currency)\"`"
          : "write a number without a unit: `\(amount.value.canonicalText)`")
    }
    return nil
  }

  /// Reads a fraction of one: "50%", or a plain number.
  func share(_ node: JSONNode) -> Exact? {
    guard let amount = amount(node, currency: "") else { return nil }
    guard amount.unit == .percent || amount.value.isZero else {
      report(
        .percentSignMissing, "a percent is expected, the sign is missing", at: node,
        help: amount.value.percentHelp)
      return nil
    }
    return amount.value
  }

  /// The number that a text with marks between thousands means.
  private func grouped(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.dropFirst().allSatisfy({ $0.prefix(3).count == 3 }) else {
      return nil
    }
    return Exact(decimal: parts.joined()).map {
      "write it without marks between thousands: `\($0.canonicalText)`"
    }
  }

  private func parsed(_ text: String, currency: String) -> Amount? {
    if text.hasSuffix("%") {
      guard let value = Exact(decimal: text.dropLast()), let share = try? value / Exact(100) else {
        return nil
      }
      return Amount(value: share, unit: .percent)
    }
    if !currency.isEmpty, text.hasSuffix(" " + currency) {
      let number = text.dropLast(currency.count + 1)
      return Exact(decimal: number).map { Amount(value: $0, unit: .money) }
    }
    return Exact(decimal: text).map { Amount(value: $0, unit: .plain) }
  }

  private func number(_ text: String) -> Exact? {
    guard let split = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
      return Exact(decimal: text)
    }
    let exponent = text[text.index(after: split)...].drop { $0 == "+" }
    guard let mantissa = Exact(decimal: text[..<split]), let power = Int(exponent), abs(power) < 30
    else { return nil }
    var value = mantissa
    for _ in 0..<abs(power) {
      guard let next = power > 0 ? try? value * Exact(10) : try? value / Exact(10) else {
        return nil
      }
      value = next
    }
    return value
  }

  /// Reads a date.
  package func day(_ node: JSONNode) -> CalendarDay? {
    guard let text = text(node) else { return nil }
    if let day = CalendarDay(iso: text) { return day }
    report(
      .wrongShape, "`\(text)` is no date that exists", at: node,
      help: "write it as in `\"2026-03-31\"`")
    return nil
  }

  /// Reads a rounding, as "0.01 half-up"; "exact" is nil inside.
  func rounding(_ node: JSONNode) -> Rounding?? {
    if case .number(let digits) = node.content {
      report(
        .wrongShape, "a rounding is expected, not a number", at: node,
        help: "write a step and a mode: `\"\(step(of: digits)) half-up\"`")
      return nil
    }
    guard let text = text(node) else { return nil }
    if text == "exact" { return .some(nil) }
    let parts = text.split(separator: " ", maxSplits: 1)
    if parts.count == 2, let mode = RoundingMode(rawValue: String(parts[1])),
      let step = parsed(String(parts[0]), currency: "")?.value, step > .zero
    {
      return .some(Rounding(step: step, mode: mode))
    }
    let modes = RoundingMode.allCases.map(\.rawValue)
    let near = parts.last.flatMap { nearest(to: String($0), among: modes) }
    let meant = near.map { "did you mean `\"\(parts.count == 2 ? parts[0] : "0.01") \($0)\"`?" }
    report(
      .wrongShape, "`\(text)` is no rounding", at: node,
      help: meant
        ?? "write a step and a mode, as in `\"0.01 half-up\"`; the modes are \(modes.quoted)")
    return nil
  }

  /// The step that a number of decimals means.
  private func step(of digits: String) -> String {
    switch digits {
    case "0": "1"
    case "1": "0.1"
    default: "0.01"
    }
  }

  /// Reads a label: a text, or one text for each language, of which English is taken first.
  func label(_ node: JSONNode) -> String? {
    guard case .object(let members) = node.content else { return text(node) }
    let known = ["en", "zh-Hans", "zh-Hant"]
    if members.isEmpty {
      report(.wrongShape, "the label has no text", at: node, help: "write a text for `en`")
    }
    for member in members where !known.contains(member.key) {
      report(
        .unknownKey, "`\(member.key.shortened)` is no language of labels", member.keyRange,
        pointer: member.node.pointer, help: "write one of \(known.quotedJSON)")
    }
    let texts = members.compactMap { member in text(member.node).map { (member.key, $0) } }
    return (texts.first { $0.0 == "en" } ?? texts.first)?.1
  }

  /// Reads one of a few words.
  func word(_ node: JSONNode, of words: [String]) -> String? {
    guard let text = text(node) else { return nil }
    if words.contains(text) { return text }
    let near = nearest(to: text, among: words).map { "did you mean `\($0)`?" }
    report(
      .unknownChoice, "`\(text.shortened)` is not known here", at: node,
      help: near ?? "known are \(words.map { "`\($0)`" }.joined(separator: ", "))")
    return nil
  }

  /// Reads the name of a case of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: JSONNode, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(node) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let all = Choice.allCases.map(\.rawValue)
    let near = nearest(to: text, among: all).map { "did you mean `\($0)`?" }
    report(
      .unknownChoice, "`\(text)` is not known here", at: node,
      help: near ?? "known are \(all.map { "`\($0)`" }.joined(separator: ", "))")
    return nil
  }
}

extension Exact {
  /// The percent that a bare number may mean: 0.5 is written for 50% more often than for 0.5%.
  fileprivate var percentHelp: String {
    let same = "`\"\(canonicalText)%\"`"
    guard self > .zero, self < .one, let percent = try? self * Exact(100) else {
      return "did you mean \(same)?"
    }
    return "did you mean `\"\(percent.canonicalText)%\"` or \(same)?"
  }
}
