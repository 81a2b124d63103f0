import MeritModel

/// Reads the section `inputs`: the tables that the importers deliver.
struct InputReading {
  var names: NameTable
  let findings: FindingCollector
  /// The columns of the table at hand that no file holds.
  private var computed: Set<String> = []

  init(names: NameTable, findings: FindingCollector) {
    self.names = names
    self.findings = findings
  }

  /// A table whose own columns are read, before any other table is looked up in.
  struct Head {
    var reader: ObjectReader
    var table: InputTable
    let lookups: JSONNode?
    let derived: JSONNode?
    /// Whether the table's owners could not be read.
    var isFaulty = false
    /// The columns that could not be read, with those that are not read yet.
    let broken: Set<String>
  }

  /// Reads a table's own columns, its key, its owners and its date.
  func head(_ name: String, _ node: JSONNode) -> Head? {
    guard var reader = ObjectReader(node, .input, findings) else { return nil }
    let columnsNode = reader.required("columns")
    let columns = columnsNode.map(self.columns) ?? []
    let (lookups, derived) = (reader.optional("lookups"), reader.optional("derived"))
    let written = [columnsNode, lookups, derived].flatMap { $0?.keys ?? [] }
    let read = Set(columns.map(\.name))
    let broken = written.filter { !read.contains($0) }
    var reading = self
    reading.names.broken.formUnion(broken.map { "\(name).\($0)" })
    reading.computed = Set([lookups, derived].flatMap { $0?.keys ?? [] })
    let table = InputTable(
      name: name, key: [], owner: nil, date: nil, columns: columns, derived: [], rowCheck: nil,
      place: findings.place(node))
    var head = Head(
      reader: reader, table: table, lookups: lookups, derived: derived, broken: Set(broken))
    reading.readOwners(&head)
    return head
  }

  private func readOwners(_ head: inout Head) {
    let table = head.table
    let key = head.reader.optional("key").flatMap { keyNode in
      findings.items(keyNode)?.compactMap { column($0, table) }
    }
    let ownerNode = head.reader.optional("owner")
    let owner = ownerNode.flatMap { column($0, table) }
    let creditsNode = head.reader.optional("credits")
    let credits = creditsNode.flatMap { self.credits($0, table, ownerNode) }
    let date = head.reader.optional("date").flatMap { dateColumn($0, table) }
    let reversesNode = head.reader.optional("reverses")
    let reversal = reversesNode.flatMap { self.reversal($0, table, key ?? [], date) }
    head.table = InputTable(
      name: table.name, key: key ?? [], owner: owner, date: date, columns: table.columns,
      derived: [], rowCheck: nil, place: table.place)
    head.table.credits = credits ?? []
    head.table.reversal = reversal
    // Without its owners a table would be called one without, wherever it is used.
    head.isFaulty =
      (creditsNode != nil && credits == nil) || (ownerNode != nil && owner == nil)
      || (reversesNode != nil && reversal == nil)
  }

  /// Reads what stands on the columns, of this table and of others; a column that could not be read
  /// is no fault of theirs.
  func table(_ head: Head) -> InputTable? {
    var reading = self
    reading.names.broken.formUnion(head.broken.map { "\(head.table.name).\($0)" })
    return reading.finished(head)
  }

  private func finished(_ head: Head) -> InputTable? {
    var (reader, table) = (head.reader, head.table)
    let columns =
      head.lookups.map {
        LookupReading(names: names, findings: findings, derived: head.derived?.keys ?? [])
          .columns($0, of: table)
      } ?? table.columns
    table = table.with(columns, derived: [], rowCheck: nil)
    let derived =
      head.derived.map {
        DerivedReading(names: names, findings: findings, table: table).columns($0)
      } ?? []
    table = table.with(columns, derived: derived, rowCheck: nil)
    let rowCheck = reader.optional("rowCheck").flatMap { condition($0, table) }
    reader.finish()
    return head.isFaulty ? nil : table.with(columns, derived: derived, rowCheck: rowCheck)
  }

  private func columns(_ node: JSONNode) -> [InputColumn] {
    guard var reader = ObjectReader(node, .columns, findings) else { return [] }
    return reader.all().compactMap { member in
      findings.checkName(member)
      return column(member.key, member.node)
    }
  }

  private func choices(_ node: JSONNode) -> [String] {
    var choices: [String] = []
    var listed: Set<String> = []
    for item in findings.someItems(node) ?? [] {
      guard let choice = findings.text(item) else { continue }
      if !listed.insert(choice).inserted {
        findings.report(
          .definedTwice, "`\(choice.shortened)` is listed twice", at: item,
          help: "delete one `\"\(choice.shortened)\"`")
      }
      choices.append(choice)
    }
    return choices
  }

  private func column(_ name: String, _ node: JSONNode) -> InputColumn? {
    let place = findings.place(node)
    if case .array = node.content {
      let choices = self.choices(node)
      return InputColumn(
        name: name, kind: .choice(choices.filter { $0 != "?" }), isOptional: choices.contains("?"),
        range: nil, place: place)
    }
    guard let text = findings.text(node) else { return nil }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let word = parts.first ?? ""
    let isOptional = word.hasSuffix("?")
    let kindName = isOptional ? String(word.dropLast()) : word
    guard let kind = Kind(name: kindName) else {
      let near = findings.nearest(to: kindName, among: Kind.names).map { "did you mean `\($0)`?" }
      findings.report(
        .wrongShape, "`\(kindName)` is no kind of column", at: node,
        help: near ?? "the kinds are \(Kind.names.quoted), or a list of choices")
      return nil
    }
    let range = parts.count > 1 ? findings.range(parts[1], node) : nil
    return InputColumn(name: name, kind: kind, isOptional: isOptional, range: range, place: place)
  }

  /// The column that decides a row's period.
  private func dateColumn(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let place = column(node, table) else { return nil }
    let kinds: [Kind] = [.date, .datetime, .month, .quarter]
    if !kinds.contains(table.columns[place].kind) {
      findings.report(
        .kindMismatch,
        "`\(table.columns[place].name)` is a \(table.columns[place].kind.name), no date", at: node,
        help: table.help(naming: "a date, a datetime, a month or a quarter") { kinds.contains($0) })
    }
    return place
  }

  func column(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let name = findings.text(node) else { return nil }
    if let place = table.columns.firstIndex(where: { $0.name == name }) { return place }
    if computed.contains(name) {
      findings.report(
        .unknownColumn, "`\(name)` is computed, and a column of the file is needed here", at: node,
        help: "name a column of the file; a measure may say `\"ownedBy\": \"\(name)\"`")
      return nil
    }
    if names.broken.contains("\(table.name).\(name)") { return nil }
    let near = findings.nearest(to: name, among: table.columns.map(\.name))
    findings.report(
      .unknownColumn, "the input `\(table.name)` has no column `\(name)`", at: node,
      help: near.map { "did you mean `\($0)`?" } ?? table.columnList)
    return nil
  }

  private func condition(_ node: JSONNode, _ table: InputTable) -> CompiledExpression? {
    findings.condition(node, ExpressionContext(table: table), names)
  }
}

extension InputTable {
  /// The table with other columns and another row check.
  fileprivate func with(
    _ columns: [InputColumn], derived: [DerivedColumn], rowCheck: CompiledExpression?
  ) -> InputTable {
    var table = InputTable(
      name: name, key: key, owner: owner, date: date, columns: columns, derived: derived,
      rowCheck: rowCheck, place: place)
    table.credits = credits
    table.reversal = reversal
    return table
  }
}

extension JSONNode {
  /// The keys of an object; none of anything else.
  var keys: [String] {
    if case .object(let members) = content { members.map(\.key) } else { [] }
  }
}

extension FindingCollector {
  /// Reads bounds such as "0..", "1..5", "0%..100%".
  func range(_ text: String, _ node: JSONNode) -> ValueRange? {
    if let dots = text.firstRange(of: "..") {
      let least = bound(text[..<dots.lowerBound])
      let greatest = bound(text[dots.upperBound...])
      if let least, let greatest {
        if let low = least, let high = greatest, low > high {
          report(
            .wrongShape, "the range ends below its beginning", at: node,
            help: "write `\(text[dots.upperBound...])..\(text[..<dots.lowerBound])`")
        }
        return ValueRange(least: least, greatest: greatest)
      }
    }
    report(
      .wrongShape, "`\(text)` is no range", at: node,
      help: "write bounds as in `\"1..5\"`, `\"0..\"` or `\"0%..100%\"`")
    return nil
  }

  private func bound(_ text: Substring) -> Exact?? {
    if text.isEmpty { return .some(nil) }
    if text.hasSuffix("%") {
      guard let value = Exact(decimal: text.dropLast()) else { return nil }
      return (try? value / Exact(100)).map(Optional.some)
    }
    return Exact(decimal: text).map(Optional.some)
  }

  /// Reads the name of a kind.
  func kind(_ node: JSONNode) -> Kind? {
    if case .array = node.content {
      return .choice((someItems(node) ?? []).compactMap { text($0) })
    }
    guard let name = text(node) else { return nil }
    if let kind = Kind(name: name) { return kind }
    let near = nearest(to: name, among: Kind.names).map { "did you mean `\($0)`?" }
    report(
      .wrongShape, "`\(name)` is no kind", at: node,
      help: near ?? "the kinds are \(Kind.names.quoted)")
    return nil
  }

  /// Compiles the expression of a node; a bare JSON number stands for itself.
  func expression(
    _ node: JSONNode, _ context: ExpressionContext, _ names: NameTable,
    used: ((Set<String>) -> Void)? = nil
  ) -> CompiledExpression? {
    if case .number(let text) = node.content, let value = Exact(decimal: text) {
      let root = Expression.literal(.number(value))
      return CompiledExpression(text: text, root: root, kind: .number, place: place(node))
    }
    guard let text = text(node) else { return nil }
    var compiler = ExpressionCompiler(names: names, findings: self, node: node)
    let expression = compiler.compile(text, in: context)
    used?(compiler.used)
    return expression
  }

  /// Compiles a condition.
  func condition(
    _ node: JSONNode, _ context: ExpressionContext, _ names: NameTable
  ) -> CompiledExpression? {
    guard let expression = expression(node, context, names) else { return nil }
    guard expression.kind == .flag else {
      report(
        .kindMismatch, "a condition is expected, not \(expression.kind.name)", at: node,
        help: KindHelp(names: names).condition(expression.text, expression.kind))
      return nil
    }
    return expression
  }

  /// Reports an expression of another kind than declared; a ratio of counts may be a percent.
  func expect(_ expression: CompiledExpression, _ kind: Kind, _ node: JSONNode) {
    let inferred = expression.kind
    if inferred == kind { return }
    let numbers: [Kind] = [.number, .percent, .count]
    if inferred == .number || inferred == .count, numbers.contains(kind) || kind == .points {
      return
    }
    if isTextual(inferred), isTextual(kind) { return }
    report(
      .kindMismatch, "the kind is \(kind.name), but the expression gives \(inferred.name)",
      at: node,
      help: "write `\"kind\": \"\(inferred.name)\"`, or change the expression")
  }

  private func isTextual(_ kind: Kind) -> Bool {
    switch kind {
    case .text, .id, .choice: true
    default: false
    }
  }
}
