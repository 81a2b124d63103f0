import MeritModel

/// Reads the columns of a table that are computed from the others of their row.
///
/// They may stand in any order and name each other; a ring of them is a fault.
struct DerivedReading {
  let names: NameTable
  let findings: FindingCollector
  let table: InputTable

  /// A derived column whose expression is not compiled yet.
  private struct Written {
    let member: JSONMember
    let kind: Kind
    let source: JSONNode
    let isTable: Bool
    /// The other derived columns that it names.
    let needs: Set<String>
  }

  /// Reads the columns; each comes after those that it names.
  func columns(_ node: JSONNode) -> [DerivedColumn] {
    let written = written(node)
    let places = Dictionary(
      written.enumerated().map { ($1.member.key, $0) }, uniquingKeysWith: { first, _ in first })
    var users: [String: [Int]] = [:]
    var open = written.map { $0.needs.count { places[$0] != nil } }
    for (place, column) in written.enumerated() {
      for need in column.needs { users[need, default: []].append(place) }
    }
    var ready = written.indices.filter { open[$0] == 0 }[...]
    var derived: [DerivedColumn] = []
    var read: Set<String> = []
    while let place = ready.popFirst() {
      read.insert(written[place].member.key)
      if let column = column(written[place], after: derived) { derived.append(column) }
      for user in users[written[place].member.key] ?? [] {
        open[user] -= 1
        if open[user] == 0 { ready.append(user) }
      }
    }
    let left = written.filter { !read.contains($0.member.key) }
    if !left.isEmpty { reportRing(left) }
    return derived
  }

  private func written(_ node: JSONNode) -> [Written] {
    guard var reader = ObjectReader(node, .derivedColumns, findings) else { return [] }
    let members = reader.all()
    let names = Set(members.map(\.key))
    let columns = Set(table.columns.map(\.name))
    return members.compactMap { member in
      findings.checkName(member)
      if columns.contains(member.key) {
        findings.report(
          .definedTwice, "`\(member.key)` is a column of the table already", member.keyRange,
          pointer: member.node.pointer,
          help: "give the derived column another name, as `\"\(member.key)_2\"`")
      }
      return written(member, names)
    }
  }

  private func written(_ member: JSONMember, _ names: Set<String>) -> Written? {
    guard var reader = ObjectReader(member.node, .derivedColumn, findings) else { return nil }
    let kind = reader.required("kind").flatMap { findings.kind($0) }
    let expression = reader.optional("is")
    let table = reader.optional("table")
    reader.finish()
    if (expression == nil) == (table == nil) {
      findings.report(
        .missingKey, "a derived column has either `is` or `table`", at: member.node,
        help: "write `is` with an expression, or name a decision table")
      return nil
    }
    guard let kind, let source = expression ?? table else { return nil }
    let needs = Set((table.map(inputs) ?? [source]).flatMap { columns(named: $0) })
    return Written(
      member: member, kind: kind, source: source, isTable: table != nil,
      needs: needs.intersection(names))
  }

  /// The expressions that decide in a named table.
  private func inputs(_ table: JSONNode) -> [JSONNode] {
    guard case .text(let name) = table.content,
      case .object(let parts)? = names.tables[name]?.content,
      case .object(let inputs)? = parts.first(where: { $0.key == "inputs" })?.node.content
    else { return [] }
    return inputs.map(\.node)
  }

  private func columns(named expression: JSONNode) -> Set<String> {
    guard case .text(let text) = expression.content,
      let syntax = try? ExpressionParser.parse(text)
    else { return [] }
    return Set(syntax.paths.filter { $0.count == 1 }.joined())
  }

  private func column(_ written: Written, after derived: [DerivedColumn]) -> DerivedColumn? {
    let known = InputTable(
      name: table.name, key: [], owner: nil, date: nil, columns: table.columns, derived: derived,
      rowCheck: nil, place: table.place)
    let context = ExpressionContext(table: known)
    return source(written, context).map {
      DerivedColumn(name: written.member.key, kind: written.kind, source: $0)
    }
  }

  private func source(_ written: Written, _ context: ExpressionContext) -> DerivedSource? {
    if written.isTable {
      let reading = TableReading(names: names, findings: findings)
      guard let table = reading.table(written.source, context) else { return nil }
      findings.expect(table, written.kind, written.source)
      return .table(table)
    }
    guard let expression = findings.expression(written.source, context, names) else { return nil }
    findings.expect(expression, written.kind, written.source)
    return .expression(expression)
  }

  /// Every column that is left leads to the ring; following one need after another closes it.
  private func reportRing(_ left: [Written]) {
    let byName = Dictionary(
      left.map { ($0.member.key, $0) }, uniquingKeysWith: { first, _ in first })
    var path: [Written] = [left[0]]
    var places = [left[0].member.key: 0]
    while let last = path.last,
      let next = last.needs.sorted().lazy.compactMap({ byName[$0] }).first
    {
      if let start = places[next.member.key] {
        findings.report(
          .cycle,
          "columns name each other in a ring: \(path[start...].map(\.member.key).ringWords)",
          at: next.member.node,
          help: "let one of them stand on the table's own columns alone: "
            + "\(table.columns.map(\.name).prefix(12).quoted)")
        return
      }
      places[next.member.key] = path.count
      path.append(next)
    }
  }
}
