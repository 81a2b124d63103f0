/// What to do about a name that is none: the one that it may mean, else the few that there are.
package func meant(
  by name: String, among candidates: some Sequence<String>, else other: String
) -> String {
  let known = Set(candidates).sorted()
  if let near = nearest(to: name, among: known) { return "did you mean `\(near)`?" }
  guard (1...12).contains(known.count) else { return other }
  return "\(other); known: \(known.quoted)"
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
