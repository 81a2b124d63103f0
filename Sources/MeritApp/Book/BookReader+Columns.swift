import MeritImport
import MeritModel
import MeritPolicy

/// The mapping of one column, with the identity table that it names.
struct MappedColumn {
  let source: ColumnSource
  let using: IdentityUse?
  let place: SourcePlace
}

extension BookReader {
  /// The mappings of an input by the policy's column.
  func columns(_ node: JSONNode) -> [String: MappedColumn] {
    guard var reader = ObjectReader(node, .mappings, findings) else { return [:] }
    var columns: [String: MappedColumn] = [:]
    for member in reader.all() { columns[member.key] = column(member.node) }
    return columns
  }

  /// The mapping of one column; nil where it says nothing that can be used.
  func column(_ node: JSONNode) -> MappedColumn? {
    if case .text(let name) = node.content {
      return MappedColumn(
        source: ColumnSource(.named(name)), using: nil, place: findings.place(node))
    }
    guard var reader = ObjectReader(node, .mapping, findings) else { return nil }
    let forms = [
      reader.optional("column").map(cell),
      reader.optional("columns").map { .joined(findings.texts($0) ?? []) },
      reader.optional("constant").map(constant),
    ].compactMap { $0 }
    let cells = forms.compactMap { $0 }
    var source = cells.first.map { ColumnSource($0) }
    source?.formats = reader.optional("format").map(formats) ?? []
    source?.unit = reader.text("unit")
    source?.decimal = reader.word("decimal").flatMap(\.utf8.first)
    source?.grouping = reader.word("grouping").flatMap(\.utf8.first)
    source?.currency = reader.optional("currency").flatMap(findings.currency)
    source?.timeZone = reader.optional("timeZone").flatMap(zone)
    source?.missing = reader.optional("missing").flatMap { findings.texts($0) }
    source?.values = reader.optional("values").map(values)
    let using = reader.text("using").map(IdentityUse.init)
    reader.finish()
    if forms.count != 1 {
      findings.report(
        .missingKey, "a mapping has one of `column`, `columns` or `constant`", at: node,
        help: "name the column of the export: `{ \"column\": \"Agent\" }`")
    }
    guard let source, forms.count == 1 else { return nil }
    return MappedColumn(source: source, using: using, place: findings.place(node))
  }

  /// The forms of dates; one that is none would leave the dates to be guessed.
  private func formats(_ node: JSONNode) -> [String] {
    let texts = findings.texts(node) ?? []
    for text in texts where !ColumnSource.isFormat(text) {
      findings.report(
        .wrongShape, "`\(text)` is no form of dates", at: node,
        help: "write it as `\"MM/dd/yyyy HH:mm\"` (`M` is the month, `m` the minute), or say "
          + "`\"day-first\"` or `\"month-first\"`")
    }
    return texts
  }

  private func zone(_ node: JSONNode) -> String? {
    guard let name = findings.text(node) else { return nil }
    if isTimeZone(name) { return name }
    findings.report(
      .unknownChoice, "the time zone `\(name)` is not known", at: node,
      help: "write the name of the zone database, as `\"Europe/Berlin\"` or `\"UTC\"`")
    return nil
  }

  private func cell(_ node: JSONNode) -> CellSource? {
    if case .text(let name) = node.content { return .named(name) }
    guard let number = findings.whole(node) else { return nil }
    if number > 0 { return .numbered(number) }
    findings.report(.wrongShape, "columns are numbered from 1", at: node, help: "the first is `1`")
    return nil
  }

  private func constant(_ node: JSONNode) -> CellSource? {
    switch node.content {
    case .text(let text), .number(let text): return .constant(text)
    case .flag(let flag): return .constant(flag ? "true" : "false")
    default:
      findings.wrongType(node, expected: "a text, a number, true or false")
      return nil
    }
  }

  private func values(_ node: JSONNode) -> [String: Scalar] {
    guard var reader = ObjectReader(node, .cellValues, findings) else { return [:] }
    var values: [String: Scalar] = [:]
    for member in reader.all() {
      switch member.node.content {
      case .text(let text): values[member.key] = .text(text)
      case .flag(let flag): values[member.key] = .flag(flag)
      case .number(let text):
        if let number = Exact(decimal: text) {
          values[member.key] = .number(number)
        } else {
          findings.wrongType(member.node, expected: "a plain number")
        }
      default: findings.wrongType(member.node, expected: "a text, a number, true or false")
      }
    }
    return values
  }
}
