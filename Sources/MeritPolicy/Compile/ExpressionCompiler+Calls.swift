import MeritModel

extension ExpressionCompiler {
  static let functions = [
    "average", "best", "company_total", "days_between", "first_time", "how_many", "is_workday",
    "last", "max",
    "members", "min", "minutes_between", "months_between", "previous", "streak", "total",
    "within_hours", "worst",
  ]

  mutating func call(
    _ name: String, _ arguments: [ExpressionSyntax], _ range: Range<Int>,
    _ context: ExpressionContext
  ) -> Typed {
    switch (name, arguments.count) {
    case ("months_between", 2):
      return between(arguments, .date, .months, context) { .monthsBetween($0, $1) }
    case ("days_between", 2):
      return between(arguments, .date, .days, context) { .daysBetween($0, $1) }
    case ("minutes_between", 2):
      return between(arguments, .datetime, .minutes, context) { .minutesBetween($0, $1) }
    case ("within_hours", 2), ("is_workday", 2):
      return calendarTest(name, arguments, context)
    case ("min", 2...), ("max", 2...): return extreme(name, arguments, context)
    case ("members", 0): return memberCount(range, context)
    case ("company_total", 1): return companyTotal(arguments[0], context)
    case ("previous", 1): return previous(arguments[0], context)
    case ("streak", 1):
      let value = condition(arguments[0], context)
      return Typed(expression: .streak(value.expression), kind: value.kind.map { _ in .count })
    case ("first_time", 1):
      let value = condition(arguments[0], context)
      return Typed(expression: .firstTime(value.expression), kind: value.kind)
    case ("how_many", 1...2), ("total", 1), ("average", 1), ("min", 1), ("max", 1), ("best", 1),
      ("worst", 1):
      return collected(name, arguments, range, context)
    default: return unknownCall(name, arguments.count, range)
    }
  }

  private func unknownCall(_ name: String, _ count: Int, _ range: Range<Int>) -> Typed {
    if Self.functions.contains(name) {
      fault(
        .expressionSyntax,
        "`\(name)` does not take \(count == 1 ? "one argument" : "\(count) arguments") here", range,
        help: Self.usage[name].map { "write it as in `\($0)`" } ?? "write it as in `\(name)()`")
    } else {
      let near =
        Self.instead[name]
        ?? findings.nearest(to: name, among: Self.functions).map { "did you mean `\($0)`?" }
      fault(
        .unknownName, "there is no function `\(name)`", range,
        help: near ?? "the functions are \(Self.functions.quoted)")
    }
    return .faulty
  }

  private mutating func between(
    _ arguments: [ExpressionSyntax], _ expected: Kind, _ result: Kind,
    _ context: ExpressionContext, _ make: (Expression, Expression) -> Expression
  ) -> Typed {
    var parts: [Expression] = []
    for argument in arguments {
      let value = typed(argument, context)
      guard let kind = value.kind else { return .faulty }
      guard kind == expected || (expected == .date && kind == .datetime) else {
        return wrongKind(argument.range, "a \(expected.name)", kind)
      }
      parts.append(value.expression)
    }
    return Typed(expression: make(parts[0], parts[1]), kind: result)
  }

  private mutating func calendarTest(
    _ name: String, _ arguments: [ExpressionSyntax], _ context: ExpressionContext
  ) -> Typed {
    let value = typed(arguments[0], context)
    guard let kind = value.kind else { return .faulty }
    guard case .path(let path) = arguments[1].node, path.count == 1 else {
      fault(
        .expressionSyntax, "the second argument is a calendar's name", arguments[1].range,
        help: "name one of the section `calendars`")
      return .faulty
    }
    guard let calendar = names.calendars.firstIndex(where: { $0.name == path[0] }) else {
      if names.broken.contains("calendars.\(path[0])") { return .faulty }
      fault(
        .unknownName, "there is no calendar `\(path[0])`", arguments[1].range,
        help: findings.meant(
          by: path[0], among: names.calendars.map(\.name),
          else: "define it in the section `calendars`"))
      return .faulty
    }
    note("calendar:\(path[0])")
    if name == "within_hours" {
      guard kind == .datetime else { return wrongKind(arguments[0].range, "a datetime", kind) }
      guard names.calendars[calendar].hours != nil else {
        fault(
          .unknownName, "the calendar `\(path[0])` has no hours", arguments[1].range,
          help: "add to it `\"hours\": { \"from\": \"09:00\", \"below\": \"18:00\" }`")
        return .faulty
      }
      return Typed(
        expression: .isWithinHours(value.expression, calendar: calendar), kind: .flag)
    }
    guard kind == .date || kind == .datetime else {
      return wrongKind(arguments[0].range, "a date", kind)
    }
    return Typed(expression: .isWorkday(value.expression, calendar: calendar), kind: .flag)
  }

  private mutating func extreme(
    _ name: String, _ arguments: [ExpressionSyntax], _ context: ExpressionContext
  ) -> Typed {
    var parts: [Typed] = []
    for argument in arguments { parts.append(typed(argument, context)) }
    guard parts.allSatisfy({ $0.kind?.isNumeric ?? false }) else {
      for (part, argument) in zip(parts, arguments) {
        if let kind = part.kind, !kind.isNumeric {
          return wrongKind(argument.range, "a number", kind)
        }
      }
      return .faulty
    }
    var kind = parts.first { !$0.isLiteral }?.kind ?? .number
    for (part, argument) in zip(parts, arguments) where !part.isLiteral {
      guard let own = part.kind, let shared = Kind.shared(kind, own) else {
        return wrongKind(argument.range, "a value of kind \(kind.name)", part.kind ?? kind)
      }
      kind = shared
    }
    let values = parts.map(\.expression)
    return Typed(expression: name == "min" ? .least(values) : .greatest(values), kind: kind)
  }

  private func memberCount(_ range: Range<Int>, _ context: ExpressionContext) -> Typed {
    guard context.scope != .employee, context.scope != .customer else {
      fault(
        .expressionSyntax,
        "members() counts a group, the rule is for one \(context.scope.rawValue)", range,
        help: "let the rule be for a group: `\"for\": \"team\"`")
      return .faulty
    }
    return Typed(expression: .memberCount, kind: .count)
  }

  private mutating func companyTotal(
    _ argument: ExpressionSyntax, _ context: ExpressionContext
  ) -> Typed {
    let inner = ExpressionContext(table: nil, grain: context.grain, scope: .employee)
    let value = typed(argument, inner)
    guard let kind = value.kind else { return .faulty }
    guard case .figure(let rule) = value.expression, kind.isNumeric else {
      fault(
        .kindMismatch, "company_total takes the name of a number", argument.range,
        help: kind.isNumeric
          ? "define what is added up as a measure, `\"added\": { \"per\": "
            + "\"\(context.grain.rawValue)\", \"kind\": \"\(kind.name)\", \"formula\": "
            + "\"\(text(of: argument.range))\" }`, and name it here: `company_total(added)`"
          : KindHelp(names: names).known(
            "name a number", else: "define one under `\"measures\"`"
          ) { $0.kind?.isNumeric == true })
      return .faulty
    }
    return Typed(expression: .companyTotal(rule), kind: kind)
  }

  private mutating func previous(
    _ argument: ExpressionSyntax, _ context: ExpressionContext
  ) -> Typed {
    let value = typed(argument, context)
    guard let kind = value.kind else { return .faulty }
    return Typed(expression: .previous(value.expression), kind: kind)
  }

  // MARK: Collectors

  private mutating func collected(
    _ name: String, _ arguments: [ExpressionSyntax], _ range: Range<Int>,
    _ context: ExpressionContext
  ) -> Typed {
    var argument = arguments[0]
    let population: Population
    if context.isBallot {
      population = .rows
    } else if case .call("last", let parts) = argument.node, parts.count == 2 {
      guard case .literal(.number(let count)) = parts[0].node, count.isWhole, count > .zero else {
        fault(
          .expressionSyntax, "`last` takes a whole number first", parts[0].range,
          help: "say how many periods, as in `last(3, sales)`")
        return .faulty
      }
      let grain = historyGrain(parts[1], context)
      population = .last(Int(clamping: count.numerator), grain)
      argument = parts[1]
    } else {
      guard let found = self.population(argument, range, context) else { return .faulty }
      population = found
    }
    return collected(name, argument, arguments.dropFirst().first, population, range, context)
  }

  private mutating func collected(
    _ name: String, _ argument: ExpressionSyntax, _ other: ExpressionSyntax?,
    _ population: Population, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    var inner = context
    switch population {
    case .members: inner.scope = .employee
    case .rows: inner.isBallot = false
    case .customers: inner.scope = .customer
    case .customerParts(let grain):
      inner.scope = .customer
      inner.grain = grain
    case .parts(let grain), .last(_, let grain): inner.grain = grain
    case .memberParts(let grain):
      inner.scope = .employee
      inner.grain = grain
    }
    let value = typed(argument, inner)
    guard let kind = value.kind else { return .faulty }
    let collector: Collector
    switch name {
    case "how_many":
      guard let counted = counter(value, kind, argument, other, inner) else { return .faulty }
      return Typed(
        expression: .collected(counted, population, value.expression), kind: .count)
    case "best", "worst":
      guard case .grade = kind else { return wrongKind(argument.range, "a grade", kind) }
      collector = name == "best" ? .best : .worst
    default:
      guard kind.isNumeric else { return wrongKind(argument.range, "a number", kind) }
      let byName: [String: Collector] = [
        "total": .total, "average": .average, "min": .least, "max": .greatest,
      ]
      collector = byName[name] ?? .total
    }
    return Typed(expression: .collected(collector, population, value.expression), kind: kind)
  }

  private mutating func counter(
    _ value: Typed, _ kind: Kind, _ argument: ExpressionSyntax, _ other: ExpressionSyntax?,
    _ context: ExpressionContext
  ) -> Collector? {
    guard let other else {
      guard kind == .flag else {
        _ = wrongKind(argument.range, "a condition", kind)
        return nil
      }
      return .howMany
    }
    let item = typed(other, context)
    guard let resolved = literal(item, as: kind, other.range), case .literal(let scalar) = resolved
    else {
      if item.kind != nil {
        fault(
          .kindMismatch, "a literal is expected here", other.range,
          help:
            "write the value that is counted, as in `\(KindHelp(names: names).example(of: kind))`")
      }
      return nil
    }
    return .howManyEqual(scalar)
  }

  /// Whose values a collector takes: a finer grain's where the names have one, else the members'.
  private func population(
    _ argument: ExpressionSyntax, _ range: Range<Int>, _ context: ExpressionContext
  ) -> Population? {
    let paths = argument.paths
    let declared = paths.compactMap(names.declaration)
    let named = paths.lazy.compactMap { Grain(expressionName: $0[0]) }.first
    let finer =
      named.map { $0 < context.grain ? $0 : nil }
      ?? declared.flatMap(\.grains).filter { $0 < context.grain }.max()
    if context.scope != .customer, asksCustomers(paths, declared) {
      return finer.map(Population.customerParts) ?? .customers
    }
    let isOfMembers =
      context.scope != .employee && context.scope != .customer
      && asksMembers(paths, declared, context.scope)
    if let finer { return isOfMembers ? .memberParts(finer) : .parts(finer) }
    if context.scope != .employee, context.scope != .customer { return .members }
    fault(
      .finerPeriodWithoutCollector, "nothing here has values of a finer period to collect", range,
      help: "use the value itself, or a measure `for` a group with the shape `total`")
    return nil
  }

  /// Says whether names in a collector are values of customers.
  private func asksCustomers(_ paths: [[String]], _ declared: [Declaration]) -> Bool {
    paths.contains { $0.count == 2 && $0[0] == Scope.customer.rawValue }
      || declared.contains { $0.scopes == [.customer] }
  }

  /// Says whether names in a collector of a group's rule are values of its members.
  private func asksMembers(
    _ paths: [[String]], _ declared: [Declaration], _ scope: Scope
  ) -> Bool {
    if paths.contains(where: { $0.count == 2 && $0[0] == Scope.employee.rawValue }) { return true }
    if paths.contains(where: { $0.count == 2 && Slot(rawValue: $0[1]) != nil }) { return true }
    return declared.contains { $0.scopes == [.employee] } && scope != .employee
  }

  private func historyGrain(_ argument: ExpressionSyntax, _ context: ExpressionContext) -> Grain {
    for path in argument.paths where path.count == 2 {
      if let grain = Grain(expressionName: path[0]) { return grain }
    }
    let grains = argument.paths.compactMap(names.declaration).flatMap(\.grains)
    return grains.contains(context.grain) || grains.isEmpty
      ? context.grain : grains.max() ?? context.grain
  }
}

extension ExpressionSyntax {
  /// The names that stand in it.
  var paths: [[String]] {
    switch node {
    case .literal: []
    case .path(let path): [path]
    case .call(_, let arguments): arguments.flatMap(\.paths)
    case .negated(let inner), .not(let inner): inner.paths
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      left.paths + right.paths
    case .all(let terms), .any(let terms): terms.flatMap(\.paths)
    case .isOneOf(let value, let items): value.paths + items.flatMap(\.paths)
    case .hasState(let value, _, _): value.paths
    }
  }
}
