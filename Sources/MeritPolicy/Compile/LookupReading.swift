import MeritModel

/// Reads the columns of a table whose values stand in another table.
///
/// They may stand in any order and match each other; a ring of them is a fault.
struct LookupReading {
  /// The names, with all tables of the policy as far as their own columns.
  let names: NameTable
  let findings: FindingCollector

  /// Reads the columns and adds them to the table's own; each comes after the one that it matches.
  func columns(_ node: JSONNode, of table: InputTable) -> [InputColumn] {
    guard var reader = ObjectReader(node, .lookups, findings) else { return table.columns }
    var waiting = reader.all()
    for member in waiting {
      findings.checkName(member)
      guard table.columns.contains(where: { $0.name == member.key }) else { continue }
      findings.report(
        .definedTwice, "`\(member.key)` is a column of the table already", member.keyRange,
        pointer: member.node.pointer, help: "give the looked-up column another name")
    }
    var known = table
    while !waiting.isEmpty {
      let open = Set(waiting.map(\.key))
      guard let ready = waiting.firstIndex(where: { !open.contains(match($0) ?? "") }) else {
        reportRing(waiting)
        return known.columns
      }
      let member = waiting.remove(at: ready)
      if let column = column(member, of: known) { known = known.adding(column) }
    }
    return known.columns
  }

  private func match(_ member: JSONMember) -> String? {
    guard case .object(let parts) = member.node.content,
      case .text(let name)? = parts.first(where: { $0.key == "match" })?.node.content
    else { return nil }
    return name
  }

  private func reportRing(_ waiting: [JSONMember]) {
    var path = [waiting[0]]
    while let next = waiting.first(where: { $0.key == path.last.flatMap(match) }) {
      if let start = path.firstIndex(where: { $0.key == next.key }) {
        let ring = path[start...].map { "`\($0.key)`" } + ["`\(next.key)`"]
        findings.report(
          .cycle, "columns match each other in a ring: \(ring.joined(separator: " → "))",
          at: next.node, help: "let one of them match a column of the table itself")
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
    let onNode = reader.optional("on")
    reader.finish()
    guard let tableNode, let place = other(tableNode, than: table) else { return nil }
    let target = names.inputs[place]
    guard let key = key(of: target, tableNode, isDated: onNode != nil),
      let match = matchNode.flatMap({ matched($0, table, target.columns[key]) }),
      let givesNode, let gives = findings.ownColumn(givesNode, target, names)
    else { return nil }
    var validity: Lookup.Validity?
    if let onNode {
      validity = self.validity(onNode, table, target)
      if validity == nil { return nil }
    }
    let given = target.columns[gives]
    var column = InputColumn(
      name: member.key, kind: given.kind, isOptional: true, range: given.range,
      place: findings.place(member.node))
    column.lookup = Lookup(
      table: place, match: match, key: key, gives: gives, validity: validity)
    return column
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

  /// The other table's key column, where its key can tell which row is meant.
  private func key(of target: InputTable, _ node: JSONNode, isDated: Bool) -> Int? {
    let names = target.key.map { "`\(target.columnName($0))`" }.joined(separator: ", ")
    let isByDay = target.key.count == 2 && target.columnName(target.key[1]) == "valid_from"
    guard target.key.count == 1 || isByDay, let key = target.key.first else {
      findings.report(
        .wrongShape,
        "`\(target.name)` cannot be looked up in: its key is \(names.isEmpty ? "empty" : names)",
        at: node, help: "a key is one column, or one and `valid_from`")
      return nil
    }
    if isByDay, !isDated {
      findings.report(
        .missingKey, "the rows of `\(target.name)` hold on certain days, and no day is named",
        at: node, help: "add \"on\": the date column of this table, or \"period.end\"")
      return nil
    }
    return key
  }

  private func matched(_ node: JSONNode, _ table: InputTable, _ key: InputColumn) -> Int? {
    guard let name = findings.text(node) else { return nil }
    guard let match = table.columns.firstIndex(where: { $0.name == name }) else {
      if !names.broken.contains("\(table.name).\(name)") {
        findings.report(
          .unknownColumn, "the input `\(table.name)` has no column `\(name)`", at: node,
          help: nearest(to: name, among: table.columnNames).map { "did you mean `\($0)`?" }
            ?? table.columnList)
      }
      return nil
    }
    let texts: [Kind] = [.id, .text]
    let kind = table.columns[match].kind
    guard texts.contains(kind), texts.contains(key.kind) else {
      findings.report(
        .kindMismatch, "a \(kind.name) is not matched with `\(key.name)`, a \(key.kind.name)",
        at: node, help: "match ids with ids")
      return nil
    }
    return match
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
        at: node, help: "declare it as a date")
      return nil
    }
    guard let name = findings.text(node) else { return nil }
    if name == "period.end" { return Lookup.Validity(day: .periodEnd, from: from, to: to) }
    guard let column = findings.ownColumn(node, table, names) else { return nil }
    guard [Kind.date, .datetime].contains(table.columns[column].kind) else {
      findings.report(
        .kindMismatch, "`\(name)` is a \(table.columns[column].kind.name), no date", at: node,
        help: "name a date of this table, or \"period.end\"")
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

extension InputTable {
  /// The table with one more column.
  fileprivate func adding(_ column: InputColumn) -> InputTable {
    InputTable(
      name: name, key: key, owner: owner, date: date, columns: columns + [column],
      derived: derived, rowCheck: rowCheck, place: place)
  }
}
