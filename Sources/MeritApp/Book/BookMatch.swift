package import MeritModel
package import MeritPolicy

/// Compares what a book maps with what its policies read.
package struct BookMatch {
  private let book: Book
  /// All versions of the book's policy.
  private let versions: [CompiledPolicy]

  /// Takes in a book and its policies.
  package init(_ book: Book, _ versions: [CompiledPolicy]) {
    (self.book, self.versions) = (book, versions)
  }

  /// What does not match where a version is to be computed: inputs that it needs and the book does not
  /// map, and what the book maps for nobody.
  package func findings(computing policy: CompiledPolicy) -> [Diagnostic] {
    unmapped(policy) + unknownInputs + unknownColumns
  }

  /// The same where nothing is computed: a policy may be written before its exports are mapped.
  package func findings(checking policy: CompiledPolicy) -> [Diagnostic] {
    unmapped(policy, severity: .warning) + unknownInputs + unknownColumns
  }

  private func unmapped(
    _ policy: CompiledPolicy, severity: Severity? = nil
  ) -> [Diagnostic] {
    policy.inputs.filter { book.inputs[$0.name] == nil }.map { table in
      Diagnostic(
        .inputNotMapped,
        "the policy needs the input `\(table.name)`, which merit.json does not map",
        at: table.place, severity: severity ?? DiagnosticCode.inputNotMapped.severity,
        help: "add it under `inputs` of merit.json: "
          + "`\"\(table.name)\": { \"files\": [\"data/\(table.name).csv\"] }`")
    }
  }

  private var mapped: [(name: String, input: BookInput)] {
    book.inputs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func tables(named name: String) -> [InputTable] {
    versions.flatMap { $0.inputs.filter { $0.name == name } }
  }

  private var unknownInputs: [Diagnostic] {
    mapped.filter { tables(named: $0.name).isEmpty }.map { name, input in
      Diagnostic(
        .inputNotInPolicy, "the policy has no input `\(name)`", at: input.place,
        help: meant(
          by: name, among: versions.flatMap { $0.inputs.map(\.name) },
          else: "delete `\"\(name)\"` from merit.json"))
    }
  }

  /// A column that no version has is a slip: what was to be said of the right one would not hold.
  private var unknownColumns: [Diagnostic] {
    mapped.flatMap { name, input -> [Diagnostic] in
      let tables = tables(named: name)
      if tables.isEmpty { return [] }
      let known = Set(tables.flatMap { $0.columns.filter { $0.lookup == nil }.map(\.name) })
      return input.columnPlaces.sorted { $0.key < $1.key }.filter { !known.contains($0.key) }
        .map { column, place in
          Diagnostic(
            .columnNotInPolicy, "`\(column)` is no column of the policy's input `\(name)`",
            at: place,
            help: meant(
              by: column, among: known, else: "delete `\"\(column)\"` from merit.json"))
        }
    }
  }
}
