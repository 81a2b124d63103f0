import MeritModel

extension DefinitionReading {
  static let shapes = [
    "sum", "count", "share", "average", "min", "max", "only", "distinct", "median", "percentile",
    "ratio",
    "total", "formula", "table",
  ]

  /// Reads a measure of one of some shapes.
  func measure(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext,
    shapes: [String] = Self.shapes
  ) -> MeasureRule? {
    let range = reader.optional("range").flatMap { node in
      findings.text(node).flatMap { findings.range($0, node) }
    }
    let roles = reader.optional("roles").flatMap(self.roles)
    let withSelf = reader.optional("withSelf").flatMap { findings.flag($0) } ?? false
    var found: [(String, JSONNode)] = []
    for shape in shapes where shape != "percentile" {
      if let node = reader.optional(shape) { found.append((shape, node)) }
    }
    if shapes.contains("percentile"), let node = reader.optional("percentile") {
      found.append(("percentile", node))
    }
    guard found.count == 1, let (name, node) = found.first else {
      findings.report(
        .missingKey, found.isEmpty ? "the measure has no shape" : "the measure has two shapes",
        at: declaration.node,
        help: found.isEmpty
          ? "add exactly one of \(shapes.quoted)"
          : "keep one of \(found.map(\.0).quoted), and define the other as a measure of its own")
      return nil
    }
    let shape = self.shape(name, node, &reader, declaration, context)
    return shape.map {
      MeasureRule(shape: $0, range: range, roles: roles, withSelf: withSelf)
    }
  }

  private func roles(_ node: JSONNode) -> [String]? {
    guard let roles = findings.texts(node) else { return nil }
    if roles.isEmpty {
      findings.report(
        .wrongShape, "the list is empty", at: node, help: "name a role, or delete `roles`")
    }
    let column = names.roster?.columns.first { $0.name == "role" }
    guard case .choice(let known)? = column?.kind else { return roles }
    for role in roles where !known.contains(role) {
      findings.report(
        .unknownChoice, "the roster knows no role `\(role.shortened)`", at: node,
        help: findings.meant(by: role, among: known, else: "list it under the roster's `\"role\"`"))
    }
    return roles
  }

  private func shape(
    _ name: String, _ node: JSONNode, _ reader: inout ObjectReader, _ declaration: Declaration,
    _ context: ExpressionContext
  ) -> MeasureShape? {
    switch name {
    case "ratio": return ratio(node, context)
    case "formula":
      guard let expression = expression(node, context) else { return nil }
      if let kind = declaration.kind { findings.expect(expression, kind, node) }
      return .formula(expression)
    case "table":
      guard let table = table(node, context) else { return nil }
      if let kind = declaration.kind { findings.expect(table, kind, node) }
      return .lookup(table)
    case "total": return total(node, declaration, context)
    default: return rows(name, node, &reader, declaration, context)
    }
  }

  private func ratio(_ node: JSONNode, _ context: ExpressionContext) -> MeasureShape? {
    guard var reader = ObjectReader(node, .ratio, findings) else { return nil }
    let of = expression(reader.required("of"), context)
    let to = expression(reader.required("to"), context)
    let whenZero = reader.required("whenZero").flatMap {
      findings.handler($0, names, .definition(.percent), context)
    }
    reader.finish()
    guard let of, let to else { return nil }
    return .ratio(of: of, to: to, whenZero: whenZero)
  }

  private func total(
    _ node: JSONNode, _ declaration: Declaration, _ context: ExpressionContext
  ) -> MeasureShape? {
    guard context.scope != .employee, context.scope != .customer else {
      findings.report(
        .missingKey, "`total` sums over the members of a group", at: node,
        help: "say which, as in `\"for\": \"team\"`")
      return nil
    }
    let members = ExpressionContext(table: nil, grain: context.grain, scope: .employee)
    guard let expression = expression(node, members) else { return nil }
    guard case .figure(let rule) = expression.root, expression.kind.isNumeric else {
      findings.report(
        .kindMismatch, "`total` takes the name of a number", at: node,
        help: expression.kind.isNumeric
          ? "define what is added up as a measure of employees, `\"added\": { \"per\": "
            + "\"\(context.grain.rawValue)\", \"kind\": \"\(expression.kind.name)\", \"formula\": "
            + "\"\(expression.text)\" }`, and name it here: `\"added\"`"
          : "count where it holds, as a measure of employees, and name that here: "
            + "`\"count\"` with `\"where\"`")
      return nil
    }
    if let kind = declaration.kind { findings.expect(expression, kind, node) }
    return .total(rule)
  }

  private func rows(
    _ name: String, _ node: JSONNode, _ reader: inout ObjectReader, _ declaration: Declaration,
    _ own: ExpressionContext
  ) -> MeasureShape? {
    let whereNode = reader.optional("where")
    let amongNode = name == "share" ? reader.optional("among") : nil
    let ownedByNode = reader.optional("ownedBy")
    let reversingNode = reader.optional("reversing")
    let window = reader.optional("window").flatMap { findings.window($0) }
    let needsRows = reader.optional("needsRows").flatMap { findings.whole($0) } ?? 1
    let havingRowsNode = name == "distinct" ? reader.optional("havingRows") : nil
    let havingRows = havingRowsNode.flatMap { findings.whole($0) } ?? 1
    let whenNoRowsNode = reader.required("whenNoRows")
    let aggregated = name == "percentile" ? reader.required("of") : node
    guard let kind = declaration.kind, let aggregated, let path = findings.text(aggregated),
      let (table, column) = column(path, aggregated, name == "count" || name == "share")
    else { return nil }
    let function = self.function(name, node, havingRows)
    let input = names.inputs[table]
    let context = ExpressionContext(table: input)
    var condition: CompiledExpression?
    if let whereNode {
      condition = self.condition(whereNode, context)
      if condition == nil { return nil }
    } else if name == "share" {
      findings.report(
        .missingKey, "without `where` every row is in the share", at: declaration.node,
        help: "say which rows are: `\"where\": \"connected\"`")
    }
    let among = amongNode.flatMap { self.condition($0, context) }
    if amongNode != nil, among == nil { return nil }
    let whenNoRows = whenNoRowsNode.flatMap {
      findings.handler($0, names, .definition(kind), own)
    }
    let ownedBy = ownedByNode.flatMap { findings.idColumn($0, of: input, names) }
    let isReversing = reversingNode.flatMap { self.isReversing($0, input) } ?? false
    let customer = own.scope == .customer ? customerColumn(table, node, ownedByNode) : nil
    guard let function, let whenNoRows, (ownedBy == nil) == (ownedByNode == nil),
      own.scope == .customer
        ? customer != nil : ownedBy != nil || hasOwner(input, declaration)
    else { return nil }
    if let column { checkKind(function, input.columnKind(column), kind, aggregated) }
    if function == .share, kind != .percent {
      findings.report(
        .kindMismatch, "a share is a percent, not \(kind.name)", at: aggregated,
        help: "write `\"kind\": \"percent\"`")
    }
    var rows = RowAggregate(
      table: table, function: function, column: column, condition: condition, window: window,
      needsRows: max(1, needsRows), whenNoRows: whenNoRows)
    rows.ownedBy = ownedBy
    rows.among = among
    rows.isReversing = isReversing
    rows.customer = customer
    return .rows(rows)
  }

  private func isReversing(_ node: JSONNode, _ input: InputTable) -> Bool? {
    guard let flag = findings.flag(node) else { return nil }
    if flag, input.reversal == nil {
      findings.report(
        .wrongShape, "no row of `\(input.name)` takes back another", at: node,
        help:
          "say in the input which column names the row: "
          + "`\"reverses\": { \"key\": \"refund_of\" }`")
    }
    return flag
  }

  /// The column with the customer of a row.
  private func customerColumn(
    _ table: Int, _ node: JSONNode, _ ownedBy: JSONNode?
  ) -> Int? {
    if let ownedBy {
      findings.report(
        .unknownKey, "the rows of a customer's measure are the customer's", at: ownedBy,
        help: "delete `ownedBy`, or let the measure be for employees")
    }
    if let column = names.customers?.columns[table] { return column }
    let name = names.inputs[table].name
    findings.report(
      .missingKey, "nothing says which customer a row of `\(name)` belongs to", at: node,
      help: "add `\(name)` with its column to `in` of `customers`")
    return nil
  }

  private func function(_ name: String, _ node: JSONNode, _ havingRows: Int) -> AggregateFunction? {
    switch name {
    case "sum": return .sum
    case "count": return .count
    case "share": return .share
    case "average": return .average
    case "min": return .min
    case "max": return .max
    case "only": return .only
    case "distinct": return .distinct(havingRows: max(1, havingRows))
    case "median": return .median
    default:
      guard let rank = findings.whole(node) else { return nil }
      if (1...100).contains(rank) { return .percentile(rank) }
      findings.report(
        .wrongShape, "a percentile is a whole number from 1 to 100", at: node,
        help: "write, for example, `90`")
      return nil
    }
  }

  /// Finds `table` or `table.column`.
  func column(
    _ path: String, _ node: JSONNode, _ isCount: Bool
  ) -> (table: Int, column: Int?)? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let table = names.inputs.firstIndex(where: { $0.name == parts[0] }) else {
      if names.broken.contains(parts[0]) { return nil }
      findings.report(
        .unknownName, "there is no input `\(parts[0])`", at: node,
        help: owners(of: parts)
          ?? findings.meant(
            by: parts[0], among: names.inputs.map(\.name),
            else: "name one of the section `inputs`"))
      return nil
    }
    if isCount, parts.count == 1 { return (table, nil) }
    guard parts.count == 2, !isCount else {
      let help =
        isCount
        ? "write the input's name alone: `\"\(parts[0])\"`"
        : "write the input and its column, as in `\"\(parts[0]).…\"`"
      findings.report(.unknownColumn, "`\(path)` names no column", at: node, help: help)
      return nil
    }
    if let column = names.inputs[table].column(named: parts[1]) { return (table, column) }
    if names.broken.contains(path) { return nil }
    let input = names.inputs[table]
    findings.report(
      .unknownColumn, "the input `\(parts[0])` has no column `\(parts[1])`", at: node,
      help: findings.meant(
        by: parts[1], among: input.columnNames, else: "name a column of `\(input.name)`"))
    return nil
  }

  /// The columns of inputs that a column's name alone may mean.
  private func owners(of path: [String]) -> String? {
    guard path.count == 1 else { return nil }
    let inputs = names.inputs.filter { $0.column(named: path[0]) != nil }
    guard !inputs.isEmpty else { return nil }
    return "say of which input: \(inputs.map { "\($0.name).\(path[0])" }.quotedJSON)"
  }

  private func hasOwner(_ input: InputTable, _ declaration: Declaration) -> Bool {
    if input.owner != nil || !input.credits.isEmpty || declaration.scopes == [.company] {
      return true
    }
    findings.report(
      .missingKey, "the input `\(input.name)` names no owner, so only the company can use it",
      at: declaration.node,
      help: "add `owner` to the input, `ownedBy` or `\"for\": \"company\"` here")
    return false
  }

  func checkKind(
    _ function: AggregateFunction, _ column: Kind, _ kind: Kind, _ node: JSONNode
  ) {
    switch function {
    case .distinct, .count: return
    case .only where !column.isNumeric: return
    default:
      guard column.isNumeric else {
        findings.report(
          .kindMismatch, "a number is expected, the column is a \(column.name)", at: node,
          help: "name a column of numbers, or count its rows: `\"count\": \"…\"`")
        return
      }
      guard column != kind, !(kind == .number || column == .number || column == .count) else {
        return
      }
      findings.report(
        .kindMismatch, "the kind is \(kind.name), but the column is \(column.name)", at: node,
        help: "write `\"kind\": \"\(column.name)\"`, or name another column")
    }
  }
}

extension FindingCollector {
  /// No window holds more days, months or years than this.
  private static let longestWindow = 10_000

  /// Reads a stretch of time.
  func window(_ node: JSONNode) -> Window? {
    guard let text = text(node) else { return nil }
    let parts = text.split(separator: " ").map(String.init)
    let units: [String: Grain] = [
      "day": .day, "days": .day, "month": .month, "months": .month, "quarter": .quarter,
      "quarters": .quarter, "year": .year, "years": .year,
    ]
    if parts.count == 2, let count = Int(parts[0]), let unit = units[parts[1]],
      (1...Self.longestWindow).contains(count)
    {
      return Window(count: count, unit: unit)
    }
    report(
      .wrongShape, "`\(text.shortened)` is no window", at: node,
      help: "write it as in `\"12 months\"`, with a number from 1 to \(Self.longestWindow)")
    return nil
  }
}
