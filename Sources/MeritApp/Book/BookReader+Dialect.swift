import MeritImport
import MeritModel
import MeritPolicy

extension BookReader {
  /// The form of a file as the book tells it, over what is known of it otherwise.
  func dialect(_ node: JSONNode, over base: DialectSettings = DialectSettings()) -> DialectSettings
  {
    var settings = base
    guard var reader = ObjectReader(node, .dialect, findings) else { return settings }
    if let node = reader.optional("encoding") { settings.encoding = encoding(node) }
    if let node = reader.optional("delimiter") { settings.delimiter = byte(node) }
    if let node = reader.optional("quote") { settings.quote = quote(node) }
    if let node = reader.optional("escape") { settings.escape = byte(node) }
    if let node = reader.optional("header") { header(node, &settings) }
    if let names = reader.optional("columnNames").flatMap(findings.texts) {
      (settings.columnNames, settings.header) = (names, false)
    }
    if let lines = reader.optional("skipLines").flatMap(findings.whole) {
      settings.skipLines = lines
    }
    if let node = reader.optional("footer") { settings.footer = footer(node) }
    reader.finish()
    return settings
  }

  private func encoding(_ node: JSONNode) -> TextEncoding? {
    guard let name = findings.text(node) else { return nil }
    if let encoding = TextEncoding(named: name) { return encoding }
    let names = TextEncoding.allCases.map(\.rawValue)
    findings.report(
      .unknownChoice, "the encoding `\(name)` is not known", at: node,
      help: nearest(to: name, among: names).map { "did you mean `\"\($0)\"`?" }
        ?? "write one of \(names.quotedJSON)")
    return nil
  }

  private func quote(_ node: JSONNode) -> UInt8? {
    if case .null = node.content { return CSVDialect.noQuote }
    return byte(node)
  }

  private func byte(_ node: JSONNode) -> UInt8? {
    guard let text = findings.text(node) else { return nil }
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    findings.report(
      .wrongShape, "one plain character is expected", at: node,
      help: "write for example `\";\"` or `\"\\t\"`")
    return nil
  }

  private func header(_ node: JSONNode, _ settings: inout DialectSettings) {
    if case .flag(let flag) = node.content {
      settings.header = flag
      return
    }
    guard var reader = ObjectReader(node, .headerRecords, findings) else { return }
    settings.header = true
    settings.headerRecords = reader.required("records").flatMap(findings.whole) ?? 1
    let names = reader.optional("names")
    settings.namesIn = names.flatMap(findings.whole) ?? 1
    reader.finish()
    guard (1...20).contains(settings.headerRecords),
      (1...settings.headerRecords).contains(settings.namesIn)
    else {
      findings.report(
        .wrongShape, "a header has 1 to 20 records, and one of them has the names",
        at: names ?? node, help: "for example `{ \"records\": 3, \"names\": 1 }`")
      (settings.headerRecords, settings.namesIn) = (1, 1)
      return
    }
  }

  private func footer(_ node: JSONNode) -> FooterForm? {
    guard var reader = ObjectReader(node, .footer, findings) else { return nil }
    let after = reader.word("after")
    let lines = reader.optional("lines").flatMap(findings.whole)
    let start = reader.text("startsWith")
    reader.finish()
    switch (after, lines, start) {
    case ("blank-line"?, nil, nil): return .afterBlankLine
    case (nil, let lines?, nil) where lines > 0: return .lines(lines)
    case (nil, nil, let start?) where !start.isEmpty: return .startsWith(start)
    default:
      findings.report(
        .wrongShape, "a footer is told in one way", at: node,
        help:
          "`{ \"after\": \"blank-line\" }`, `{ \"lines\": 5 }` or `{ \"startsWith\": \"Total\" }`")
      return nil
    }
  }
}
