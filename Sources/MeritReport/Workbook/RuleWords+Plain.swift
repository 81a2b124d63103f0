import MeritModel
import MeritPolicy

extension RuleWords {
  private static let functions = [
    "min": "the least of ", "max": "the greatest of ", "average": "the average of ",
    "sum": "the sum of ", "count": "the number of ", "last": "the last of ",
    "previous": "the period before's ", "total": "the total of ", "how_many": "the count of ",
    "months_between": "the months between ", "days_between": "the days between ",
  ]
  private static let slots = ["score": "Score", "grade": "Grade", "bonus": "Bonus"]
  private static let signs = [
    (" * ", " × "), (" / ", " ÷ "), (" - ", " − "), (" <= ", " ≤ "), (" >= ", " ≥ "),
    (" <> ", " ≠ "),
  ]

  /// The text of an expression as somebody reads it who does not write policies: labels in the place
  /// of names, signs as in print; texts in quotes stay.
  static func plain(_ text: String, in policy: CompiledPolicy) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return parts.enumerated().map { place, part in
      place.isMultiple(of: 2) ? labelled(part, policy) : String(part)
    }.joined(separator: "'")
  }

  private static func labelled(_ text: Substring, _ policy: CompiledPolicy) -> String {
    var (result, word) = ("", "")
    func isInside(_ character: Character) -> Bool {
      character == "_" || character == "." || character.isLetter || character.isNumber
    }
    // For each bracket that is open, whether it is printed.
    var brackets: [Bool] = []
    for (place, character) in zip(text.indices, text) {
      if isInside(character) {
        word.append(character)
        continue
      }
      result += label(word, isCall: character == "(", policy)
      switch character {
      case "(":
        brackets.append(functions[word] == nil || !isOneName(text[text.index(after: place)...]))
        if brackets.last == true { result.append(character) }
      case ")": if brackets.popLast() ?? true { result.append(character) }
      default: result.append(character)
      }
      word = ""
    }
    result += label(word, isCall: false, policy)
    for (sign, printed) in signs {
      result = result.split(separator: sign, omittingEmptySubsequences: false)
        .joined(separator: printed)
    }
    return result
  }

  // Whether one name stands before the bracket closes.
  private static func isOneName(_ rest: Substring) -> Bool {
    let inner = rest.prefix { $0 != ")" }
    return !inner.contains { " ,(".contains($0) }
  }

  private static func label(_ word: String, isCall: Bool, _ policy: CompiledPolicy) -> String {
    if isCall { return functions[word] ?? word }
    if let constant = policy.constants.first(where: { $0.name == word }) { return constant.label }
    if let rule = policy.rules.first(where: { $0.name == word }) { return rule.label }
    let path = word.split(separator: ".").map(String.init)
    guard path.count == 2 else { return word }
    if path[0] == "roster" { return path[1] }
    if Grain(rawValue: path[0]) != nil, let slot = slots[path[1]] {
      return slot
    }
    if let scope = Scope(rawValue: path[0]),
      let rule = policy.rules.first(where: { $0.name == path[1] && $0.scope == scope })
    {
      return name(rule)
    }
    guard let part = BalancePart.allCases.first(where: { $0.rawValue == path[1] }),
      let rule = policy.rules.first(where: { $0.name == path[0] })
    else { return word }
    return "\(rule.label) (\(part.title.lowercased()))"
  }
}
