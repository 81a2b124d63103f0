import MeritModel

/// Reads the section `exclusions`: events whose rows do not count.
struct ExclusionReading {
  let names: NameTable
  let findings: FindingCollector

  func exclusions(_ node: JSONNode?) -> [ExclusionRule] {
    guard let node, var reader = ObjectReader(node, .exclusions, findings) else { return [] }
    let read = reader.all().compactMap { member -> (ExclusionRule, JSONNode)? in
      findings.checkName(member)
      return exclusion(member.key, member.node).map { ($0, member.node) }
    }
    let events = Set(read.map(\.0.events))
    for (rule, node) in read {
      for place in rule.applies where events.contains(place) { reportEvents(place, node) }
    }
    return read.map(\.0)
  }

  /// What excuses others is not excused itself: the order of the exclusions would matter.
  private func reportEvents(_ place: Int, _ node: JSONNode) {
    findings.report(
      .wrongShape, "`\(names.inputs[place].name)` holds events, and events are not left out",
      at: node, help: "delete it from `applies`")
  }

  private func exclusion(_ name: String, _ node: JSONNode) -> ExclusionRule? {
    guard var reader = ObjectReader(node, .exclusion, findings) else { return nil }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let source = reader.text("source")
    let fromNode = reader.required("from")
    let whoNode = reader.required("who")
    let whoIsNode = reader.optional("whoIs")
    let startsNode = reader.required("starts")
    let endsNode = reader.required("ends")
    let reasonNode = reader.required("reason")
    let appliesNode = reader.required("applies")
    reader.finish()
    guard let fromNode, let events = input(fromNode) else { return nil }
    let table = names.inputs[events]
    let who = whoNode.flatMap { self.who($0, whoIsNode, table) }
    let starts = startsNode.flatMap { day($0, table) }
    if let startsNode, let starts { checkStart(starts, table, startsNode) }
    let ends = endsNode.flatMap { day($0, table) }
    let reason = reasonNode.flatMap { text($0, table) }
    let items = appliesNode.flatMap { findings.someItems($0) } ?? []
    let applies = items.map { item in input(item).flatMap { excused($0, who, item) } }
    guard let who, let starts, let ends, let reason, !applies.contains(nil) else { return nil }
    return ExclusionRule(
      name: name, label: label, source: source, events: events, who: who, starts: starts,
      ends: ends, reason: reason, applies: applies.compactMap(\.self),
      place: findings.place(node))
  }

  private func input(_ node: JSONNode) -> Int? {
    guard let name = findings.text(node) else { return nil }
    if let place = names.inputs.firstIndex(where: { $0.name == name }) { return place }
    if names.broken.contains(name) { return nil }
    let near = findings.nearest(to: name, among: names.inputs.map(\.name))
    findings.report(
      .unknownName, "there is no input `\(name.shortened)`", at: node,
      help: near.map { "did you mean `\($0)`?" }
        ?? "the inputs are \(names.inputs.map { "`\($0.name)`" }.joined(separator: ", "))")
    return nil
  }

  private func who(
    _ node: JSONNode, _ isNode: JSONNode?, _ table: InputTable
  ) -> ExcusedPeople? {
    if case .text("everybody") = node.content, table.column(named: "everybody") == nil {
      if let isNode {
        findings.report(
          .unknownKey, "`whoIs` says nothing where everybody is excused", at: isNode,
          help: "delete `whoIs`")
      }
      return .everybody
    }
    guard let column = findings.idColumn(node, of: table, names) else { return nil }
    let word = isNode.map { findings.word($0, of: ["employee", "team", "department"]) }
    guard let kind = word ?? "employee" else { return nil }
    guard kind != "employee", let scope = Scope(rawValue: kind) else {
      return .person(column: column)
    }
    guard names.roster?.column(named: "\(kind)_id") != nil else {
      findings.report(
        .unknownColumn, "the roster has no column `\(kind)_id`", at: isNode ?? node,
        help: "add `\"\(kind)_id\": \"id\"` to the roster's columns, or excuse employees")
      return nil
    }
    return .group(column: column, scope)
  }

  private func day(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let column = findings.column(node, of: table, names) else { return nil }
    let kind = table.columnKind(column)
    if kind == .date || kind == .datetime { return column }
    findings.report(
      .kindMismatch, "`\(table.columnName(column))` is a \(kind.name), no date", at: node,
      help: table.help(naming: "a date or a datetime") { $0 == .date || $0 == .datetime })
    return nil
  }

  /// An empty end is an open event; an empty beginning could only be a slip.
  private func checkStart(_ column: Int, _ table: InputTable, _ node: JSONNode) {
    guard column >= table.columns.count || table.columns[column].isOptional else { return }
    findings.report(
      .wrongShape, "`\(table.columnName(column))` may be empty, and an event has a beginning",
      at: node, help: "name a column of the file that is always filled, as `\"date\"` without `?`")
  }

  private func text(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let column = findings.column(node, of: table, names) else { return nil }
    switch table.columnKind(column) {
    case .text, .id, .choice: return column
    case let kind:
      findings.report(
        .kindMismatch, "`\(table.columnName(column))` is a \(kind.name), no reason", at: node,
        help: table.help(naming: "a column of texts") { $0 == .text || $0 == .id })
      return nil
    }
  }

  /// An input whose rows can be excused: they have a day, and somebody whose they are.
  private func excused(_ place: Int, _ who: ExcusedPeople?, _ node: JSONNode) -> Int? {
    let table = names.inputs[place]
    if table.name == "roster" {
      findings.report(
        .wrongShape, "the roster is no list of what people did", at: node,
        help: "delete it from `applies`")
      return nil
    }
    if table.date == nil {
      findings.report(
        .missingKey, "the rows of `\(table.name)` have no date, so none lies in an event",
        at: node, help: "add `date` to the input, or delete it from `applies`")
      return nil
    }
    guard table.owner == nil, table.credits.isEmpty, let who, who != .everybody else {
      return place
    }
    findings.report(
      .missingKey, "the rows of `\(table.name)` belong to nobody, so nobody's are excused",
      at: node, help: "add `owner` to the input, or excuse everybody")
    return nil
  }
}

extension FindingCollector {
  /// The place of a column of a table, its own or a derived one; reports any other name.
  func column(_ node: JSONNode, of table: InputTable, _ names: NameTable) -> Int? {
    guard let name = text(node) else { return nil }
    if let place = table.column(named: name) { return place }
    if names.broken.contains("\(table.name).\(name)") { return nil }
    report(
      .unknownColumn, "the input `\(table.name)` has no column `\(name.shortened)`", at: node,
      help: nearest(to: name, among: table.columnNames).map { "did you mean `\($0)`?" }
        ?? "its columns are \(table.columnNames.map { "`\($0)`" }.joined(separator: ", "))")
    return nil
  }

  /// The place of a column that holds ids; reports any other.
  func idColumn(_ node: JSONNode, of table: InputTable, _ names: NameTable) -> Int? {
    guard let column = column(node, of: table, names), holdsIDs(column, table, node) else {
      return nil
    }
    return column
  }
}
