import MeritModel

/// Where a handler stands: which words it may use.
enum HandlerPlace {
  case definition(Kind)
  case weightLine
  case condition
  case requirement
  case step

  /// Whether what is absent there is a condition.
  fileprivate var isCondition: Bool {
    switch self {
    case .condition, .requirement: true
    case .definition, .weightLine, .step: false
    }
  }
}

extension Handlers {
  /// The expressions that stand for absent values.
  package var substitutes: [CompiledExpression] {
    [whenMissing, whenNotApplicable].compactMap { $0?.substitute }
  }
}

extension HandlerAction {
  /// The expression that stands for the absent value.
  package var substitute: CompiledExpression? {
    if case .use(let substitute) = self { substitute.expression } else { nil }
  }
}

extension ObjectReader {
  /// Reads `whenMissing`, `whenNotApplicable` and its other name `whenNotGraded`.
  mutating func handlers(
    _ findings: FindingCollector, _ names: NameTable, _ place: HandlerPlace,
    _ context: ExpressionContext
  ) -> Handlers {
    let missing = optional("whenMissing")
    let notApplicable = optional("whenNotApplicable")
    let notGraded = optional("whenNotGraded")
    if notApplicable != nil, let notGraded {
      findings.report(
        .unknownKey, "`whenNotGraded` is another name of `whenNotApplicable`", at: notGraded,
        help: "delete `whenNotGraded`")
    }
    return Handlers(
      whenMissing: missing.flatMap { findings.handler($0, names, place, context) },
      whenNotApplicable: (notApplicable ?? notGraded).flatMap {
        findings.handler($0, names, place, context)
      })
  }
}

extension FindingCollector {
  /// Reads what becomes of an absent value: a word, the value to take, or an expression to use.
  func handler(
    _ node: JSONNode, _ names: NameTable, _ place: HandlerPlace, _ context: ExpressionContext
  ) -> HandlerAction? {
    if case .text(let word) = node.content, let action = action(word, place) { return action }
    if case .null = node.content {
      report(
        .wrongShape, "`null` does not say what becomes of an absent value", at: node,
        help: place.isCondition
          ? "write `\"no\"`, or `\"error\"`"
          : "write `0`, `\"missing\"`, `\"not-applicable\"` or `\"error\"`")
      return nil
    }
    // After a fault the state counts as provided for, so that it is told once.
    if case .object = node.content { return substitute(node, names, place, context) ?? .error }
    switch place {
    case .definition(let kind): return literal(node, kind, names).map(HandlerAction.value)
    case .weightLine, .step:
      return amount(node, currency: names.currency).map { .value(.number($0.value)) }
    case .condition, .requirement:
      report(
        .unknownChoice, "this says nothing about a condition", at: node,
        help: "write `\"no\"`, `\"fail\"` or `\"error\"`")
      return nil
    }
  }

  private func substitute(
    _ node: JSONNode, _ names: NameTable, _ place: HandlerPlace, _ context: ExpressionContext
  ) -> HandlerAction? {
    guard var reader = ObjectReader(node, .substitute, self) else { return nil }
    let use = reader.required("use")
    reader.finish()
    guard let use else { return nil }
    guard
      let expression = place.isCondition
        ? condition(use, context, names) : self.expression(use, context, names)
    else { return nil }
    switch place {
    case .definition(let kind): expect(expression, kind, use)
    case .weightLine, .step:
      guard expression.kind.isNumeric else {
        report(
          .kindMismatch, "a number is expected, not \(expression.kind.name)", at: use,
          help: KindHelp(names: names).number(expression.text, expression.kind))
        return .error
      }
    case .condition, .requirement: break
    }
    return .use(Substitute(expression))
  }

  /// Reports a line's substitute of another kind than the line itself.
  func agree(_ handlers: Handlers, with kind: Kind, at node: JSONNode) {
    for substitute in handlers.substitutes
    where substitute.kind != kind && substitute.kind != .number && kind != .number {
      report(
        .kindMismatch,
        "the substitute is \(substitute.kind.name), what it stands for is \(kind.name)", at: node,
        help: "write one of kind \(kind.name) in its place, as `\(kind.json(.zero))`")
    }
  }

  private func action(_ word: String, _ place: HandlerPlace) -> HandlerAction? {
    switch word {
    case "error": return .error
    case "missing": return .missing
    case "not-applicable", "pass-on", "no-score", "not-graded", "no-bonus", "no-share", "none":
      return .notApplicable
    case "reweight":
      if case .weightLine = place { return .reweight } else { return nil }
    case "fail":
      if case .requirement = place { return .fail } else { return nil }
    case "no":
      switch place {
      case .condition: return .no
      case .requirement: return .fail
      default: return nil
      }
    default: return nil
    }
  }

  /// Reads a literal of a kind: an amount, a grade, a choice, a flag.
  func literal(_ node: JSONNode, _ kind: Kind, _ names: NameTable) -> Scalar? {
    switch kind {
    case .flag: return flag(node).map(Scalar.flag)
    case .date: return day(node).map(Scalar.day)
    case .grade(let set):
      guard let text = text(node) else { return nil }
      let grades = names.gradeSets.first { $0.name == set }
      if let grade = grades?.grade(named: text) { return .grade(grade) }
      report(
        .unknownChoice, "`\(text)` is no grade of the set `\(set)`", at: node,
        help: meant(
          by: text, among: grades?.grades.map(\.name) ?? [],
          else: "list grades under `\"gradeSets\"`"))
      return nil
    case .choice(let choices):
      guard let text = text(node) else { return nil }
      if choices.contains(text) { return .text(text) }
      report(
        .unknownChoice, "`\(text)` is none of the listed values", at: node,
        help: meant(by: text, among: choices, else: "list values: `[\"…\"]`"))
      return nil
    case .text, .id, .month, .quarter: return text(node).map(Scalar.text)
    default: return amount(node, of: kind, currency: names.currency).map(Scalar.number)
    }
  }
}
