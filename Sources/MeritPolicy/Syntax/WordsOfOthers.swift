/// Words of other languages that stand between two values, and what this one writes instead.
struct WordsOfOthers {
  private static let textTests: Set<String> = [
    "contains", "like", "matches", "starts_with", "ends_with", "startswith", "endswith", "ilike",
  ]
  private static let equals: Set<String> = ["equals", "equal", "eq", "gleich"]

  let tokens: [ExpressionToken]
  /// The place of the word.
  let place: Int
  /// The text of a range of the expression.
  let words: (Range<Int>) -> String

  /// What to write, to be pasted; nil where the word says nothing.
  var help: String? {
    guard case .name(let word) = tokens[place].kind else { return nil }
    let left = text(start..<place)
    let end = end(from: place + 1)
    let right = text(place + 1..<end)
    switch word {
    case "between": return between(left, place + 1)
    case "percent", "pct": return percent(left)
    case _ where Self.equals.contains(word):
      return "write `\(left) = \(right.isEmpty ? "'…'" : right)`"
    case _ where Self.textTests.contains(word):
      return "no operation looks inside of a text: compare the whole, as in "
        + "`\(left) = \(right.isEmpty ? "'…'" : right)` or `\(left) in ('…', '…')`"
    default: return nil
    }
  }

  private func between(_ left: String, _ low: Int) -> String? {
    let middle = end(from: low)
    guard middle < tokens.count, tokens[middle].kind == .name("and") else { return nil }
    let (least, most) = (text(low..<middle), text(middle + 1..<end(from: middle + 1)))
    guard !left.isEmpty, !least.isEmpty, !most.isEmpty else { return nil }
    return "write `\(left) >= \(least) and \(left) <= \(most)`"
  }

  /// `2 percent of sales`.
  private func percent(_ number: String) -> String {
    let isOf = place + 1 < tokens.count && tokens[place + 1].kind == .name("of")
    let of = isOf ? text(place + 2..<end(from: place + 2)) : ""
    return "write the sign right after the number: `\(number)%\(of.isEmpty ? "" : " * \(of)")`"
  }

  /// Where the value before the word begins.
  private var start: Int {
    var depth = 0
    for index in stride(from: place - 1, through: 0, by: -1) {
      switch tokens[index].kind {
      case .mark(")"): depth += 1
      case .mark("(") where depth > 0: depth -= 1
      case .mark("("), .mark(","), .name("and"), .name("or"), .name("not"):
        if depth == 0 { return index + 1 }
      default: continue
      }
    }
    return 0
  }

  /// Where the value that begins at a place has ended.
  private func end(from first: Int) -> Int {
    var depth = 0
    for index in first..<max(first, tokens.count) {
      switch tokens[index].kind {
      case .mark("("): depth += 1
      case .mark(")") where depth > 0: depth -= 1
      case .mark(")"), .mark(","), .name("and"), .name("or"), .end:
        if depth == 0 { return index }
      default: continue
      }
    }
    return tokens.count
  }

  private func text(_ places: Range<Int>) -> String {
    guard let first = places.first, let last = places.last, last < tokens.count else { return "" }
    return words(tokens[first].range.lowerBound..<tokens[last].range.upperBound)
  }
}
