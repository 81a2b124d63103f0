/// What to do about a name that is none: the one that it may mean, else the first that there are.
package func meant(
  by name: String, among candidates: some Sequence<String>, else other: String
) -> String {
  let known = Set(candidates).sorted()
  if let near = nearest(to: name, among: known) { return "did you mean `\(near)`?" }
  guard !known.isEmpty else { return other }
  let few = known.prefix(12).quoted
  return "\(other); known: \(few)\(known.count > 12 ? " and \(known.count - 12) more" : "")"
}

extension FindingCollector {
  /// What to do about a name that is none; the names are looked through for the first hundred of a
  /// file.
  package func meant(
    by name: String, among candidates: @autoclosure () -> some Sequence<String>, else other: String
  ) -> String {
    guard takeSearch() else { return other }
    return MeritPolicy.meant(by: name, among: candidates(), else: other)
  }
}

extension Sequence<String> {
  /// The texts, each between backticks.
  package var quoted: String { map { "`\($0)`" }.joined(separator: ", ") }

  /// The texts as JSON writes them, each between backticks.
  package var quotedJSON: String { map { "`\"\($0)\"`" }.joined(separator: ", ") }
}

extension String {
  /// The text in small letters, with `_` where a capital follows a small letter: `netSales`.
  var inSnakeCase: String {
    var text = ""
    var isAfterSmall = false
    for character in self {
      if isAfterSmall, character.isUppercase { text += "_" }
      text += character.lowercased()
      isAfterSmall = character.isLowercase
    }
    return text
  }
}
