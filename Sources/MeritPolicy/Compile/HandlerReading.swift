import MeritModel

/// Where a handler stands: which words it may use.
enum HandlerPlace {
  case definition(Kind)
  case weightLine
  case condition
  case requirement
  case step
}

extension ObjectReader {
  /// Reads `whenMissing`, `whenNotApplicable` and its other name `whenNotGraded`.
  mutating func handlers(
    _ findings: FindingCollector, _ names: NameTable, _ place: HandlerPlace
  ) -> Handlers {
    let missing = optional("whenMissing")
    let notApplicable = optional("whenNotApplicable")
    let notGraded = optional("whenNotGraded")
    if notApplicable != nil, let notGraded {
      findings.report(
        .unknownKey, "`whenNotGraded` is another name of `whenNotApplicable`", at: notGraded,
        help: "keep one of them")
    }
    return Handlers(
      whenMissing: missing.flatMap { findings.handler($0, names, place) },
      whenNotApplicable: (notApplicable ?? notGraded).flatMap {
        findings.handler($0, names, place)
      })
  }
}

extension FindingCollector {
  /// Reads what becomes of an absent value: a word, or the value to take.
  func handler(_ node: JSONNode, _ names: NameTable, _ place: HandlerPlace) -> HandlerAction? {
    if case .text(let word) = node.content, let action = action(word, place) { return action }
    switch place {
    case .definition(let kind): return literal(node, kind, names).map(HandlerAction.value)
    case .weightLine, .step:
      return amount(node, currency: names.currency).map { .value(.number($0.value)) }
    case .condition, .requirement:
      report(
        .unknownChoice, "this says nothing about a condition", at: node,
        help: "write \"no\", \"fail\" or \"error\"")
      return nil
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
        help: grades?.grades.map { "`\($0.name)`" }.joined(separator: ", "))
      return nil
    case .choice(let choices):
      guard let text = text(node) else { return nil }
      if choices.contains(text) { return .text(text) }
      let near = nearest(to: text, among: choices).map { "did you mean `\($0)`?" }
      report(
        .unknownChoice, "`\(text)` is none of the listed values", at: node,
        help: near ?? choices.map { "`\($0)`" }.joined(separator: ", "))
      return nil
    case .text, .id, .month, .quarter: return text(node).map(Scalar.text)
    default: return amount(node, of: kind, currency: names.currency).map(Scalar.number)
    }
  }
}
