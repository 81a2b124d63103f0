import MeritModel

/// Reads the columns of a table whose values stand in another table.
///
/// They may stand in any order and match each other; a ring of them is a fault.
struct LookupReading {
  /// The names, with all tables of the policy as far as their own columns.
  let names: NameTable
  let findings: FindingCollector
  /// The table's columns that are computed after these.
  let derived: [String]

  /// Reads the columns and adds them to the table's own; each comes after those that it names.
  func columns(_ node: JSONNode, of table: InputTable) -> [InputColumn] {
    guard var reader = ObjectReader(node, .lookups, findings) else { return table.columns }
    var waiting = reader.all()
    for member in waiting {
      findings.checkName(member)
      guard table.columns.contains(where: { $0.name == member.key }) else { continue }
      findings.report(
        .definedTwice, "`\(member.key)` is a column of the table already", member.keyRange,
        pointer: member.node.pointer,
        help: "give the looked-up column another name, as `\"\(member.key)_2\"`")
    }
    var known = table
    while !waiting.isEmpty {
      let open = Set(waiting.map(\.key))
      guard let ready = waiting.firstIndex(where: { open.isDisjoint(with: needs($0)) }) else {
        reportRing(waiting, table)
        return known.columns
      }
      let member = waiting.remove(at: ready)
      if let column = column(member, of: known) { known = known.adding(column) }
    }
    return known.columns
  }

  /// The columns that a lookup names.
  private func needs(_ member: JSONMember) -> [String] {
    guard case .object(let parts) = member.node.content else { return [] }
    return parts.filter { ["match", "orElse"].contains($0.key) }.flatMap { $0.node.texts }
  }

  private func reportRing(_ waiting: [JSONMember], _ table: InputTable) {
    var path = [waiting[0]]
    while let next = waiting.first(where: { needs(path[path.count - 1]).contains($0.key) }) {
      if let start = path.firstIndex(where: { $0.key == next.key }) {
        let ring = path[start...].map { "`\($0.key)`" } + ["`\(next.key)`"]
        findings.report(
          .cycle, "columns are looked up by each other in a ring: \(ring.joined(separator: " → "))",
          at: next.node,
          help: "let one of them match a column of the table itself: "
            + "\(table.columns.map(\.name).prefix(12).quoted)")
        return
      }
      path.append(next)
    }
  }

  private func column(_ member: JSONMember, of table: InputTable) -> InputColumn? {
    guard var reader = ObjectReader(member.node, .lookup, findings) else { return nil }
    let tableNode = reader.required("table")
    let matchNode = reader.required("match")
    let givesNode = reader.required("gives")
    let (onNode, elseNode) = (reader.optional("on"), reader.optional("orElse"))
    reader.finish()
    guard let tableNode, let place = other(tableNode, than: table) else { return nil }
    let target = names.inputs[place]
    guard let key = key(of: target, tableNode, isDated: onNode != nil),
      let match = matchNode.flatMap({ matched($0, table, key.map { target.columns[$0] }) }),
      let givesNode, let gives = findings.ownColumn(givesNode, target, names)
    else { return nil }
    var validity: Lookup.Validity?
    if let onNode {
      validity = self.validity(onNode, table, target)
      if validity == nil { return nil }
    }
    let given = target.columns[gives]
    var lookup = Lookup(table: place, match: match, key: key, gives: gives, validity: validity)
    var (range, isOptional) = (given.range, true)
    if let elseNode {
      guard let other = known(elseNode, table) else { return nil }
      let spare = table.columns[other]
      guard spare.kind == given.kind else {
        reportOtherKind(elseNode, spare, given)
        return nil
      }
      lookup.orElse = other
      range = given.range.flatMap { own in spare.range.map { own.union($0) } }
      isOptional = spare.isOptional
    }
    var column = InputColumn(
      name: member.key, kind: given.kind, isOptional: isOptional, range: range,
      place: findings.place(member.node))
    column.lookup = lookup
    return column
  }

  private func reportOtherKind(_ node: JSONNode, _ spare: InputColumn, _ given: InputColumn) {
    let isList = spare.kind.name == given.kind.name
    let choices: [String] = if case .choice(let listed) = given.kind { listed } else { [] }
    findings.report(
      .kindMismatch,
      isList
        ? "`\(spare.name)` has other choices than `\(given.name)`"
        : "`\(spare.name)` is a \(spare.kind.name), and `\(given.name)` a \(given.kind.name)",
      at: node,
      help: isList
        ? "let both list the same choices, \(choices.quotedJSON)"
        : "let it be declared as `\"\(given.kind.name)\"` too")
  }

  private func other(_ node: JSONNode, than table: InputTable) -> Int? {
    guard let name = findings.text(node) else { return nil }
    if name == table.name {
      findings.report(
        .wrongShape, "a table is not looked up in itself", at: node,
        help: "rows that take back others are a matter of `reverses`")
      return nil
    }
    if let place = names.inputs.firstIndex(where: { $0.name == name }) { return place }
    if names.broken.contains(name) { return nil }
    findings.report(
      .unknownName, "there is no input `\(name)`", at: node,
      help: nearest(to: name, among: names.inputs.map(\.name)).map { "did you mean `\($0)`?" }
        ?? "the inputs are \(names.inputs.map { "`\($0.name)`" }.joined(separator: ", "))")
    return nil
  }

  /// The other table's key columns, where they can tell which row is meant.
  private func key(of target: InputTable, _ node: JSONNode, isDated: Bool) -> [Int]? {
    let isByDay = target.key.count > 1 && target.key.last.map(target.columnName) == "valid_from"
    guard !target.key.isEmpty else {
      findings.report(
        .wrongShape, "`\(target.name)` cannot be looked up in: its key is empty", at: node,
        help: "say which of its columns tell its rows apart: `\"key\": [\"…\"]`")
      return nil
    }
    if isByDay, !isDated {
      findings.report(
        .missingKey, "the rows of `\(target.name)` hold on certain days, and no day is named",
        at: node, help: "add `\"on\"`: the date column of this table, or `\"period.end\"`")
      return nil
    }
    return isByDay ? Array(target.key.dropLast()) : target.key
  }

  /// The columns that are matched, one for each key column.
  private func matched(_ node: JSONNode, _ table: InputTable, _ key: [InputColumn]) -> [Int]? {
    var nodes = [node]
    if case .array = node.content { nodes = findings.someItems(node) ?? [] }
    guard !nodes.isEmpty else { return nil }
    guard nodes.count == key.count else {
      let list = key.map { "`\($0.name)`" }.joined(separator: ", ")
      findings.report(
        .wrongShape,
        "the key of the other table is \(list), and \(nodes.count) of this are matched",
        at: node,
        help: "name a column of this table for each, in this order: "
          + "`\"match\": [\(key.map { "\"\($0.name)\"" }.joined(separator: ", "))]`")
      return nil
    }
    let places = zip(nodes, key).compactMap { matched($0, table, to: $1) }
    return places.count == nodes.count ? places : nil
  }

  private func matched(_ node: JSONNode, _ table: InputTable, to key: InputColumn) -> Int? {
    guard let match = known(node, table) else { return nil }
    let texts: [Kind] = [.id, .text]
    let kind = table.columns[match].kind
    guard texts.contains(kind), texts.contains(key.kind) else {
      let days: [Kind] = [.date, .datetime]
      let isOfDays = days.contains(kind) || days.contains(key.kind)
      findings.report(
        .kindMismatch, "a \(kind.name) is not matched with `\(key.name)`, a \(key.kind.name)",
        at: node,
        help: isOfDays
          ? "only ids and texts match; a day is looked up by `valid_from` and `valid_to` of the "
            + "other table and `\"on\": \"\(table.columns[match].name)\"` here"
          : table.help(naming: "a column of ids") { texts.contains($0) })
      return nil
    }
    return match
  }

  /// A column of the files or one that was looked up before; reports any other name.
  private func known(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let name = findings.text(node) else { return nil }
    if let place = table.columns.firstIndex(where: { $0.name == name }) { return place }
    if derived.contains(name) {
      findings.report(
        .unknownColumn, "`\(name)` is computed after all lookups", at: node,
        help: "name a column of the file, or one that is looked up: "
          + table.columns.map(\.name).filter { !derived.contains($0) }.prefix(12).quoted)
    } else if !names.broken.contains("\(table.name).\(name)") {
      findings.report(
        .unknownColumn, "the input `\(table.name)` has no column `\(name)`", at: node,
        help: nearest(to: name, among: table.columnNames).map { "did you mean `\($0)`?" }
          ?? table.columnList)
    }
    return nil
  }

  private func validity(
    _ node: JSONNode, _ table: InputTable, _ target: InputTable
  ) -> Lookup.Validity? {
    guard let from = target.columns.firstIndex(where: { $0.name == "valid_from" }) else {
      findings.report(
        .unknownColumn,
        "`\(target.name)` has no column `valid_from`, so its rows hold on every day",
        at: node, help: "delete `on`, or add `valid_from` and `valid_to` to `\(target.name)`")
      return nil
    }
    let to = target.columns.firstIndex { $0.name == "valid_to" }
    for place in [from, to].compactMap({ $0 }) where target.columns[place].kind != .date {
      let column = target.columns[place]
      findings.report(
        .kindMismatch, "`\(column.name)` of `\(target.name)` is a \(column.kind.name), no date",
        at: node,
        help: "declare it as a date: `\"\(column.name)\": \"date\(place == to ? "?" : "")\"`")
      return nil
    }
    guard let name = findings.text(node) else { return nil }
    if name == "period.end" { return Lookup.Validity(day: .periodEnd, from: from, to: to) }
    guard let column = findings.ownColumn(node, table, names) else { return nil }
    guard [Kind.date, .datetime].contains(table.columns[column].kind) else {
      findings.report(
        .kindMismatch, "`\(name)` is a \(table.columns[column].kind.name), no date", at: node,
        help: "name a date of this table, or `\"period.end\"`")
      return nil
    }
    return Lookup.Validity(day: .column(column), from: from, to: to)
  }
}

extension FindingCollector {
  /// The place of a column that the files of a table hold; reports any other name.
  func ownColumn(_ node: JSONNode, _ table: InputTable, _ names: NameTable) -> Int? {
    guard let name = text(node) else { return nil }
    let own = table.columns.filter { $0.lookup == nil }
    if let place = own.firstIndex(where: { $0.name == name }) { return place }
    if names.broken.contains("\(table.name).\(name)") { return nil }
    report(
      .unknownColumn, "the input `\(table.name)` has no column `\(name)`", at: node,
      help: nearest(to: name, among: own.map(\.name)).map { "did you mean `\($0)`?" }
        ?? table.columnList)
    return nil
  }
}

extension JSONNode {
  /// The texts of a text or a list of texts; what is none is left out.
  fileprivate var texts: [String] {
    switch content {
    case .text(let text): [text]
    case .array(let items): items.flatMap(\.texts)
    default: []
    }
  }
}

extension InputTable {
  /// The table with one more column.
  fileprivate func adding(_ column: InputColumn) -> InputTable {
    InputTable(
      name: name, key: key, owner: owner, date: date, columns: columns + [column],
      derived: derived, rowCheck: rowCheck, place: place)
  }
}
