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
  /// The ledger of closed periods, relative to the book.
  package let ledger: String
  /// Whether a close keeps the inputs themselves, not only their hashes.
  package let keepsInputs: Bool
  /// Where each input table comes from.
  package let inputs: [String: BookInput]
  package let reports: ReportChoice
}

extension Book {
  /// The exports of all inputs, relative to the book, each once, sorted.
  package var inputFiles: [String] { Set(inputs.values.flatMap(\.files)).sorted() }

  /// The same book with other sources of its inputs.
  func withSources(_ change: (TableSource) -> TableSource) -> Book {
    let inputs = inputs.mapValues { input in
      BookInput(
        source: change(input.source), statesDuplicates: input.statesDuplicates,
        files: input.files, identities: input.identities,
        columnPlaces: input.columnPlaces, place: input.place)
    }
    return Book(
      folder: folder, policies: policies, output: output, ledger: ledger,
      keepsInputs: keepsInputs, inputs: inputs, reports: reports)
  }
}

/// An input of a book before its identities are read.
package struct BookInput: Sendable {
  package var source: TableSource
  /// Whether the book says what becomes of rows with one key.
  let statesDuplicates: Bool
  /// The files relative to the book, sorted.
  package let files: [String]
  /// The columns whose names for people stand in an identity table, by the policy's column.
  package let identities: [String: IdentityUse]
  /// Where the book maps each of the policy's columns that it maps.
  let columnPlaces: [String: SourcePlace]
  package let place: SourcePlace
}

extension OpenBook {
  /// The book without the exports that were loaded after a day, but for those of which an earlier state
  /// is at hand.
  func known(on day: CalendarDay, keeping: Set<String> = []) -> OpenBook {
    func known(_ source: TableSource) -> TableSource {
      var source = source
      source.files.removeAll { file in
        !keeping.contains(file.name) && file.loadedOn.map { $0 > day } ?? false
      }
      return source
    }
    let inputs = book.inputs.mapValues { input in
      let source = known(input.source)
      return BookInput(
        source: source, statesDuplicates: input.statesDuplicates,
        files: source.files.map(\.name), identities: input.identities,
        columnPlaces: input.columnPlaces, place: input.place)
    }
    let then = Book(
      folder: book.folder, policies: book.policies, output: book.output, ledger: book.ledger,
      keepsInputs: book.keepsInputs, inputs: inputs, reports: book.reports)
    return OpenBook(book: then, identities: identities.mapValues(known))
  }
}

/// A book with its identity tables.
package struct OpenBook: Sendable {
  package let book: Book
  /// The sources of the identity tables by name.
  package let identities: [String: TableSource]
}

/// Which names for people a column holds: `people`, or `people.login` where the identity table has
/// a column for each source.
package struct IdentityUse: Hashable, Sendable {
  /// The identity table's name in the book.
  package let table: String
  /// The column of the table that holds the names.
  package let column: String

  /// Reads a name with or without a column.
  package init(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1)
    table = parts.first.map(String.init) ?? text
    column = parts.count > 1 ? String(parts[1]) : "alias"
  }
}
