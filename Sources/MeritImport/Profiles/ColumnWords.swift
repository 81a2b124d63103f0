/// What columns are called in exports of all kinds, by their meaning.
package struct ColumnWords: Sendable {
  private let meanings: [String: String]

  /// Takes the names of each meaning; the meaning itself is one of them.
  package init(_ names: [String: [String]]) {
    var meanings: [String: String] = [:]
    for (meaning, others) in names.sorted(by: { $0.key < $1.key }) {
      for name in others { meanings[ColumnWords.folded(name)] = meaning }
    }
    for meaning in names.keys { meanings[ColumnWords.folded(meaning)] = meaning }
    self.meanings = meanings
  }

  /// The meaning of a column; nil where its name is not known.
  package func meaning(of name: String) -> String? { meanings[ColumnWords.folded(name)] }

  /// A name without case, width, blanks and the marks between words.
  private static func folded(_ name: String) -> String {
    ColumnName.folded(name).filter { $0 != "_" && $0 != "-" && $0 != "." }
  }
}
