import MeritModel

extension ExpressionCompiler {
  mutating func path(
    _ path: [String], _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    if let table = context.table {
      if path == ["period", "start"] || path == ["period", "end"] {
        return ofPeriod(path[1], range, context)
      }
      if context.isBallot { return ofBallot(path, range) }
      return column(path, table, range)
    }
    guard path.count > 1 else { return name(path[0], range, context) }
    if path.count > 2 { return unknown(path.joined(separator: "."), range) }
    if context.scope == .customer, isOfPeople(path) { return ofPeople(path, range) }
    if path[0] == "roster" { return rosterColumn(path[1], range) }
    if path[0] == "period" { return ofPeriod(path[1], range, context) }
    if let grain = Grain(expressionName: path[0]) { return ofGrain(grain, path[1], range, context) }
    if let declaration = names.declarations[path[0]], declaration.section == .balances {
      return part(path[1], of: declaration, range, context)
    }
    if let scope = Scope(rawValue: path[0]) {
      guard let declaration = declaration(path[1], range) else { return .faulty }
      return figure(declaration, context.grain, scope, range, context)
    }
    return unknown(path.joined(separator: "."), range)
  }

  /// Says whether a path names what only people have: a roster row, or what their plan binds.
  private func isOfPeople(_ path: [String]) -> Bool {
    path[0] == "roster" || (Slot(rawValue: path[1]) != nil && names.declarations[path[1]] == nil)
  }

  private func ofPeople(_ path: [String], _ range: Range<Int>) -> Typed {
    fault(
      .unknownName, "a customer has no `\(path.joined(separator: "."))`", range,
      help: KindHelp(names: names).known(
        "name values of customers or of the company",
        else: "define one with `\"for\": \"customer\"`"
      ) { $0.scopes.contains(.customer) || $0.scopes.contains(.company) })
    return .faulty
  }

  private mutating func name(
    _ name: String, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    if let place = names.constants.firstIndex(where: { $0.name == name }) {
      note(name)
      return Typed(expression: .constant(place), kind: names.constants[place].kind)
    }
    guard let declaration = declaration(name, range) else { return .faulty }
    guard let scope = scope(of: declaration, range, context) else { return .faulty }
    return figure(declaration, context.grain, scope, range, context)
  }

  private mutating func declaration(_ name: String, _ range: Range<Int>) -> Declaration? {
    if let declaration = names.declarations[name] {
      note(name)
      return declaration
    }
    _ = unknown(name, range)
    return nil
  }

  private func unknown(_ name: String, _ range: Range<Int>) -> Typed {
    if names.broken.contains(name) { return .faulty }
    fault(
      .unknownName, "`\(name)` is defined nowhere", range,
      help: Slot(rawValue: name).map { _ in "say of which period: `period.\(name)`, `month.\(name)`"
      }
        ?? findings.meant(
          by: name, among: names.names,
          else:
            "define it, for example in `measures`, or put a text in single quotes: `'\(name)'`"))
    return .faulty
  }

  /// A part of a balance: `debt.over`.
  private mutating func part(
    _ name: String, of declaration: Declaration, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    note(declaration.name)
    guard let part = BalancePart(rawValue: name) else {
      let parts = BalancePart.allCases.map(\.rawValue)
      let near = findings.nearest(to: name, among: parts).map {
        "did you mean `\(declaration.name).\($0)`?"
      }
      fault(
        .unknownName, "the balance `\(declaration.name)` has no part `\(name)`", range,
        help: near ?? "its parts are \(parts.quoted)")
      return .faulty
    }
    if context.balance == declaration.name, part != .opening {
      fault(
        .unknownName, "inside `\(declaration.name)` only its opening is known", range,
        help: "name `\(declaration.name).opening`")
      return .faulty
    }
    guard let scope = scope(of: declaration, range, context) else { return .faulty }
    let whole = figure(declaration, context.grain, scope, range, context)
    guard let kind = whole.kind, case .figure(let rule) = whole.expression else { return .faulty }
    return Typed(expression: .part(rule, part.place), kind: kind)
  }

  /// The scope that a bare name means: the rule's own, else the only one.
  private func scope(
    of declaration: Declaration, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Scope? {
    if declaration.scopes.contains(context.scope) { return context.scope }
    guard declaration.scopes.count == 1, let only = declaration.scopes.first else {
      let choices = declaration.scopes.map { "\($0.rawValue).\(declaration.name)" }
      fault(
        .unknownName, "`\(declaration.name)` has several scopes, and none is the rule's own", range,
        help: "write one of \(choices.quoted)")
      return nil
    }
    return only
  }

  private func figure(
    _ declaration: Declaration, _ grain: Grain, _ scope: Scope, _ range: Range<Int>,
    _ context: ExpressionContext
  ) -> Typed {
    guard let kind = declaration.kind else { return .faulty }
    guard let rule = declaration.rule(grain, scope) else {
      return absent(declaration, grain, scope, range)
    }
    if scope == .customer, context.scope != .customer { return ofCustomers(declaration, range) }
    guard context.scope == .employee || scope == context.scope || scope == .company else {
      if context.scope == .customer { return ofPeople([declaration.name], range) }
      fault(
        .finerPeriodWithoutCollector,
        "`\(declaration.name)` is a value of each \(scope.rawValue), the rule is for a "
          + context.scope.rawValue, range,
        help: "collect the members' values, as in `total(\(declaration.name))`")
      return .faulty
    }
    return Typed(expression: .figure(rule), kind: kind)
  }

  /// A person owns many customers, so a value of each of them does not stand alone.
  private func ofCustomers(_ declaration: Declaration, _ range: Range<Int>) -> Typed {
    let name = "customer.\(declaration.name)"
    fault(
      .finerPeriodWithoutCollector, "`\(declaration.name)` is a value of each customer", range,
      help: "collect the customers' values, as in `total(\(name))` or `how_many(\(name) = …)`")
    return .faulty
  }

  private func absent(
    _ declaration: Declaration, _ grain: Grain, _ scope: Scope, _ range: Range<Int>
  ) -> Typed {
    let name = declaration.name
    if !declaration.scopes.contains(scope) {
      fault(
        .unknownName, "`\(name)` has no value for a \(scope.rawValue)", range,
        help: "add `\"\(scope.rawValue)\"` to the `for` of `\(name)`")
    } else if declaration.grains.contains(where: { $0 < grain }) {
      fault(
        .finerPeriodWithoutCollector,
        "`\(name)` is a value of each \(declaration.grains[0].rawValue), the rule is for a "
          + grain.rawValue, range,
        help: "say how its values come together, as in `total(\(name))` or `average(\(name))`")
    } else {
      fault(
        .unknownName, "`\(name)` has no value for a \(grain.rawValue)", range,
        help:
          "it is computed for each \(declaration.grains.map(\.rawValue).joined(separator: ", ")); "
          + "let it be so here: `\"per\": \"\(declaration.grains[0].rawValue)\"`")
    }
    return .faulty
  }

  private func column(_ path: [String], _ table: InputTable, _ range: Range<Int>) -> Typed {
    let name = path.joined(separator: ".")
    if path.count == 1, let place = table.column(named: name) {
      return Typed(expression: .column(place), kind: table.columnKind(place))
    }
    if names.broken.contains("\(table.name).\(name)") { return .faulty }
    let columns = table.columns.map(\.name) + table.derived.map(\.name)
    let isChoice = table.columns.contains { column in
      if case .choice(let choices) = column.kind { choices.contains(name) } else { false }
    }
    let near =
      ["today", "now", "current_date"].contains(name)
      ? "no result may depend on the day of the run: write `period.end`, the period's last day"
      : isChoice
        ? "put texts in single quotes: `'\(name)'`"
        : findings.nearest(to: name, among: columns).map { "did you mean `\($0)`?" }
    fault(
      .unknownColumn, "the input `\(table.name)` has no column `\(name)`", range,
      help: near ?? "its columns are \(columns.quoted)")
    return .faulty
  }

  /// A ballot has many rows, so no column of it stands alone.
  private func ofBallot(_ path: [String], _ range: Range<Int>) -> Typed {
    let name = path.joined(separator: ".")
    fault(
      .finerPeriodWithoutCollector, "`\(name)` has a value in each row of a ballot", range,
      help: "say how the rows come together, as in `max(\(name))` or `how_many(\(name) = …)`")
    return .faulty
  }

  private func rosterColumn(_ name: String, _ range: Range<Int>) -> Typed {
    guard let roster = names.roster else {
      fault(
        .unknownName, "the policy has no input `roster`", range,
        help: "add the input `roster`: the table of employees with their roles")
      return .faulty
    }
    guard let place = roster.columns.firstIndex(where: { $0.name == name }) else {
      return column([name], roster, range)
    }
    return Typed(expression: .rosterColumn(place), kind: roster.columns[place].kind)
  }

  private func ofPeriod(
    _ name: String, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    switch name {
    case "start": return Typed(expression: .periodStart, kind: .date)
    case "end": return Typed(expression: .periodEnd, kind: .date)
    default:
      guard let slot = Slot(rawValue: name) else { return unknown("period.\(name)", range) }
      return self.slot(slot, context.grain, range)
    }
  }

  private func slot(_ slot: Slot, _ grain: Grain, _ range: Range<Int>) -> Typed {
    let isDeclared = names.declarations.values.contains { declaration in
      declaration.section == .grades && declaration.grains.contains(grain)
    }
    if slot == .grade, !isDeclared {
      fault(
        .unknownName, "the policy has no grade of a \(grain.rawValue)", range,
        help: "define one in `grades`, with `\"per\": \"\(grain.rawValue)\"`")
      return .faulty
    }
    return Typed(expression: .slot(slot), kind: slotKind(slot, grain))
  }

  private mutating func ofGrain(
    _ grain: Grain, _ name: String, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    guard grain == context.grain else {
      fault(
        .finerPeriodWithoutCollector,
        "`\(grain.rawValue).\(name)` is a value of each \(grain.rawValue), the rule is for a "
          + context.grain.rawValue, range,
        help: "say how its values come together, as in `average(\(grain.rawValue).\(name))`")
      return .faulty
    }
    if let slot = Slot(rawValue: name) {
      return self.slot(slot, grain, range)
    }
    guard let declaration = declaration(name, range),
      let scope = scope(of: declaration, range, context)
    else { return .faulty }
    return figure(declaration, grain, scope, range, context)
  }

  /// The kind of a slot; a grade's set is that of the first grade of the grain.
  private func slotKind(_ slot: Slot, _ grain: Grain) -> Kind? {
    switch slot {
    case .score: return .points
    case .bonus: return .money
    case .grade:
      let grades = names.declarations.values.filter { declaration in
        declaration.section == .grades && declaration.grains.contains(grain)
      }
      return grades.min { $0.name < $1.name }?.kind
    }
  }
}

extension Grain {
  /// The grain as expressions write it.
  var expressionName: String { rawValue.replacing("-", with: "_") }

  /// Reads a grain as expressions write it, where words hold no hyphen: `ten_days`.
  init?(expressionName name: String) {
    self.init(rawValue: name.replacing("_", with: "-"))
  }
}
