extension [String] {
  /// The names of a ring, each with an arrow to the next; the middle of a long one is left out.
  var ringWords: String {
    let names = map { "`\($0)`" } + prefix(1).map { "`\($0)`" }
    guard names.count > 12 else { return names.joined(separator: " → ") }
    let parts = Array(names.prefix(6)) + ["… \(names.count - 9) more …"] + names.suffix(3)
    return parts.joined(separator: " → ")
  }
}
