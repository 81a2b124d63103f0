import MeritImport
import MeritModel

extension ColumnSource {
  /// The mapping as merit.json would say it.
  var json: JSONValue {
    var members: [(String, JSONValue)] = []
    switch cells {
    case .named(let name): members.append(("column", .text(name)))
    case .numbered(let number): members.append(("column", .whole(number)))
    case .joined(let names): members.append(("columns", .array(names.map { .text($0) })))
    case .constant(let text): members.append(("constant", .text(text)))
    }
    if formats.count == 1 { members.append(("format", .text(formats[0]))) }
    if formats.count > 1 { members.append(("format", .array(formats.map { .text($0) }))) }
    if let unit { members.append(("unit", .text(unit))) }
    if let timeZone { members.append(("timeZone", .text(timeZone))) }
    if let missing { members.append(("missing", .array(missing.map { .text($0) }))) }
    if let values {
      members.append(
        ("values", .object(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })))
    }
    if case .named(let name) = cells, members.count == 1 { return .text(name) }
    return .object(members)
  }
}

extension Scalar {
  /// The value as JSON says it.
  fileprivate var json: JSONValue {
    switch self {
    case .flag(let flag): .flag(flag)
    case .number(let number): .number(number.canonicalText)
    default: .text(canonicalText)
    }
  }
}
