package import MeritImport
package import MeritModel

/// A book: what merit.json says, files resolved.
package struct Book: Sendable {
  /// The folder that holds merit.json.
  package let folder: String
  /// Policy files relative to the book, sorted.
  package let policies: [String]
  /// The folder of results, relative to the book.
  package let output: String
  /// Where each input table comes from.
  package let inputs: [String: BookInput]
  package let reports: ReportChoice
}

/// An input of a book before its identities are read.
package struct BookInput: Sendable {
  package var source: TableSource
  /// The files relative to the book, sorted.
  package let files: [String]
  /// The columns whose names for people stand in an identity table, by the policy's column.
  package let identities: [String: String]
  package let place: SourcePlace
}

/// A book with its identity tables.
package struct OpenBook: Sendable {
  package let book: Book
  /// The sources of the identity tables by name.
  package let identities: [String: TableSource]
}
