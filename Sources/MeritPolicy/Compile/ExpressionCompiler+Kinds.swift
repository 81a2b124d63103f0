import MeritModel

extension ExpressionCompiler {
  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    let (first, second) = (typed(left, context), typed(right, context))
    guard let firstKind = first.kind, let secondKind = second.kind else { return .faulty }
    guard firstKind.isNumeric else { return wrongKind(left.range, "a number", firstKind) }
    guard secondKind.isNumeric else { return wrongKind(right.range, "a number", secondKind) }
    let kind: Kind?
    switch operation {
    case .plus, .minus: kind = sum(first, firstKind, second, secondKind, range)
    case .times: kind = product(first, firstKind, second, secondKind, range)
    case .dividedBy: kind = quotient(firstKind, secondKind, range)
    }
    return Typed(
      expression: .arithmetic(operation, first.expression, second.expression), kind: kind,
      isLiteral: first.isLiteral && second.isLiteral,
      isScaledPercent: kind == .number && isScaledPercent(first, second, operation))
  }

  /// A percent times a bare number is a number, and a percent still where one is wanted.
  private func isScaledPercent(
    _ first: Typed, _ second: Typed, _ operation: ArithmeticOperator
  ) -> Bool {
    guard operation == .times || operation == .dividedBy else { return false }
    let scales: [Kind?] = [.number, .count]
    return first.kind == .percent && scales.contains(second.kind)
      || second.kind == .percent && scales.contains(first.kind) && operation == .times
  }

  /// The kind that two values share; a bare number takes the other side's, but for money and percent.
  private func sum(
    _ first: Typed, _ firstKind: Kind, _ second: Typed, _ secondKind: Kind, _ range: Range<Int>
  ) -> Kind? {
    if let kind = Kind.shared(firstKind, secondKind) { return kind }
    if first.isScaledPercent, secondKind == .percent { return .percent }
    if second.isScaledPercent, firstKind == .percent { return .percent }
    if first.isLiteral, adopts(secondKind, first, range) { return secondKind }
    if second.isLiteral, adopts(firstKind, second, range) { return firstKind }
    guard !first.isLiteral, !second.isLiteral else { return nil }
    fault(
      .kindMismatch, "\(firstKind.name) and \(secondKind.name) do not go together", range,
      help: beside(firstKind, secondKind))
    return nil
  }

  /// What may stand beside each of two kinds that do not go together.
  private func beside(_ first: Kind, _ second: Kind) -> String {
    let help = KindHelp(names: names)
    return "only values of one kind go together: beside \(first.name) another one or "
      + "`\(help.example(of: first))`, beside \(second.name) another one or "
      + "`\(help.example(of: second))`"
  }

  /// Says whether a bare number may stand for a kind; reports the two that must say their unit.
  private func adopts(_ kind: Kind, _ literal: Typed, _ range: Range<Int>) -> Bool {
    let number =
      if case .literal(.number(let number)) = literal.expression { number } else { nil as Exact? }
    switch kind {
    case .percent:
      fault(
        .percentSignMissing, "a percent is compared or added with a bare number", range,
        help: number.map(percents) ?? "add the sign, as in `3%`")
      return false
    case .money:
      fault(
        .kindMismatch, "an amount of money must name its currency", range,
        help: "write `\(number.map(\.canonicalText) ?? "300") \(names.currency)`")
      return false
    default: return kind.isNumeric
    }
  }

  /// The percent that a bare number may mean.
  private func percents(_ number: Exact) -> String {
    let same = "`\(number.canonicalText)%`"
    guard number > .zero, number < .one, let percent = try? number * Exact(100) else {
      return "did you mean \(same)?"
    }
    return "did you mean `\(percent.canonicalText)%` or \(same)?"
  }

  private func product(
    _ first: Typed, _ firstKind: Kind, _ second: Typed, _ secondKind: Kind, _ range: Range<Int>
  ) -> Kind? {
    let scales: [Kind] = [.number, .count, .percent]
    switch (firstKind, secondKind) {
    case (.count, .count): return first.isLiteral || second.isLiteral ? .number : .count
    case (.percent, .percent): return .percent
    case (.number, .number): return .number
    case (.number, .percent), (.percent, .number), (.count, .number), (.number, .count):
      return .number
    case (.count, .percent), (.percent, .count): return .number
    case (let kind, let scale) where scales.contains(scale): return kind
    case (let scale, let kind) where scales.contains(scale): return kind
    default:
      fault(
        .meaninglessProduct, "\(firstKind.name) times \(secondKind.name) means nothing", range,
        help: "one of the two must be a number, a count or a percent, "
          + "as with `\"kind\": \"number\"` where it is defined")
      return nil
    }
  }

  private func quotient(_ firstKind: Kind, _ secondKind: Kind, _ range: Range<Int>) -> Kind? {
    let scales: [Kind] = [.number, .count, .percent]
    if firstKind == secondKind { return scales.contains(firstKind) ? .number : .percent }
    if scales.contains(secondKind) { return firstKind == .count ? .number : firstKind }
    fault(
      .kindMismatch, "\(firstKind.name) cannot be divided by \(secondKind.name)", range,
      help: "divide by \(firstKind.name), or by a number, a count or a percent, as `2`")
    return nil
  }

  mutating func compared(
    _ comparison: ComparisonOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ range: Range<Int>, _ context: ExpressionContext
  ) -> Typed {
    let (first, second) = (typed(left, context), typed(right, context))
    guard let firstKind = first.kind, let secondKind = second.kind else { return .faulty }
    if firstKind.isNumeric, secondKind.isNumeric {
      guard sum(first, firstKind, second, secondKind, range) != nil else { return .faulty }
      return Typed(
        expression: .comparison(comparison, first.expression, second.expression), kind: .flag)
    }
    guard let one = literal(first, as: secondKind, left.range),
      let other = literal(second, as: firstKind, right.range)
    else { return .faulty }
    guard isComparable(firstKind, secondKind, comparison) else {
      fault(
        .kindMismatch,
        "\(firstKind.name) and \(secondKind.name) cannot be compared with `\(comparison.rawValue)`",
        range,
        help: isComparable(firstKind, secondKind, .equal)
          ? "compare them with `=` or `<>`" : beside(firstKind, secondKind))
      return .faulty
    }
    return Typed(expression: .comparison(comparison, one, other), kind: .flag)
  }

  /// Turns a text literal into what the other side's kind means by it.
  func literal(_ value: Typed, as kind: Kind, _ range: Range<Int>) -> Expression? {
    guard value.isLiteral, case .literal(.text(let literal)) = value.expression else {
      return value.expression
    }
    let text = literal.string
    switch kind {
    case .grade(let set):
      let grades = names.gradeSets.first { $0.name == set }
      if let grade = grades?.grade(named: text) { return .literal(.grade(grade)) }
      fault(
        .unknownChoice, "`\(text)` is no grade of the set `\(set)`", range,
        help: "write one of \((grades?.grades ?? []).map { "'\($0.name)'" }.quoted)")
      return nil
    case .choice(let choices):
      if choices.contains(text) { return value.expression }
      let help = findings.nearest(to: text, among: choices).map { "did you mean `'\($0)'`?" }
      fault(
        .unknownChoice, "`\(text)` is none of the values that the column may hold", range,
        help: help ?? "it may hold \(choices.map { "`'\($0)'`" }.joined(separator: ", "))")
      return nil
    default: return value.expression
    }
  }

  private func isComparable(_ first: Kind, _ second: Kind, _ by: ComparisonOperator) -> Bool {
    let isEquality = by == .equal || by == .notEqual
    switch (first, second) {
    case (.grade(let one), .grade(let other)): return one == other
    case (.grade, .text), (.text, .grade): return true
    case (.date, .date), (.datetime, .datetime), (.date, .datetime), (.datetime, .date):
      return true
    case (.flag, .flag): return isEquality
    default: return isEquality && isTextual(first) && isTextual(second)
    }
  }

  private func isTextual(_ kind: Kind) -> Bool {
    switch kind {
    case .text, .id, .choice, .month, .quarter: true
    default: false
    }
  }

  mutating func membership(
    _ value: ExpressionSyntax, _ items: [ExpressionSyntax], _ context: ExpressionContext
  ) -> Typed {
    let subject = typed(value, context)
    guard let kind = subject.kind else { return .faulty }
    var scalars: [Scalar] = []
    for item in items {
      let element = typed(item, context)
      guard let elementKind = element.kind else { return .faulty }
      if kind.isNumeric, elementKind.isNumeric {
        guard sum(subject, kind, element, elementKind, item.range) != nil else { return .faulty }
      }
      guard let resolved = literal(element, as: kind, item.range),
        let scalar = constantScalar(resolved)
      else { return .faulty }
      scalars.append(scalar)
    }
    return Typed(expression: .isOneOf(subject.expression, scalars), kind: .flag)
  }

  private func constantScalar(_ expression: Expression) -> Scalar? {
    switch expression {
    case .literal(let scalar): return scalar
    case .negated(.literal(.number(let number))):
      return (try? number.negated()).map(Scalar.number)
    default: return nil
    }
  }
}

extension Kind {
  /// The kind in which two values are added and compared: their own; a count beside a number is one.
  static func shared(_ one: Kind, _ other: Kind) -> Kind? {
    if one == other { return one }
    let numbers: Set<Kind> = [.count, .number]
    return numbers == [one, other] ? .number : nil
  }
}
