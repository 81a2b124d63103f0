package import MeritImport
import MeritMeasure
package import MeritModel
package import MeritPolicy

/// A book made from exports: which file feeds which input, and where its columns stand.
package struct BookDraft: Sendable {
  /// A file and what was made of it.
  package struct Export: Sendable {
    /// The path as merit.json says it.
    package let file: String
    package let inspection: FileInspection
    /// The input that it feeds; nil where none of the policy's fits.
    package fileprivate(set) var input: String?
    fileprivate var columns: [String: ColumnSource] = [:]
    fileprivate var missing: [String] = []

    /// The name of the profile, where the file has a known form.
    package var profile: String? {
      inspection.form.map { ShippedProfiles.forms[$0].profile.id }
    }
  }

  package private(set) var exports: [Export]
  /// Whether the default policy was taken, since no other one was named or there.
  package internal(set) var hasDefaultPolicy = false
  private let policy: CompiledPolicy
  private let policyFiles: [String]

  /// Looks for an input for each file.
  package init(
    _ files: [(file: String, inspection: FileInspection)], _ policy: CompiledPolicy,
    policyFiles: [String]
  ) {
    self.policy = policy
    self.policyFiles = policyFiles
    exports = files.map { Export(file: $0.file, inspection: $0.inspection) }
    for place in exports.indices { assign(place) }
  }

  /// What is told of files that feed no input.
  package var findings: [Diagnostic] {
    exports.filter { $0.input == nil }.map { export in
      Diagnostic(
        .exportFitsNoInput, "the columns of the file fit no input of the policy",
        at: SourcePlace(file: export.file),
        help: "add it under `inputs` of merit.json if the policy needs it")
    }
  }

  private mutating func assign(_ place: Int) {
    let candidates = policy.inputs.compactMap { Candidate($0, exports[place]) }
    let free = candidates.filter { candidate in
      let others = exports[..<place].filter { $0.input == candidate.table }
      return others.allSatisfy { Self.areAlike($0, exports[place]) }
    }
    guard let best = free.max(by: { $0.isWorse(than: $1) }) else { return }
    exports[place].input = best.table
    exports[place].columns = best.columns
    exports[place].missing = best.missing
  }

  /// Whether one mapping reads both files.
  private static func areAlike(_ one: Export, _ other: Export) -> Bool {
    one.inspection.columns.map(\.name) == other.inspection.columns.map(\.name)
      && one.inspection.encoding == other.inspection.encoding
      && one.inspection.form == other.inspection.form
  }

  /// How well an input fits a file.
  private struct Candidate {
    let table: String
    let columns: [String: ColumnSource]
    let missing: [String]
    /// The part of the required columns that were found, in thousandths.
    let found: Int
    let isUsualTable: Bool
    let count: Int

    init?(_ table: InputTable, _ export: Export) {
      let header = export.inspection.columns.map(\.name)
      let contract = table.contract
      let form = export.inspection.form.map { ShippedProfiles.forms[$0].form }
      var source = TableSource(files: [])
      source.profile = ProfileUse(forms: form.map { [$0] } ?? [], words: ShippedProfiles.words)
      var columns = source.mapped(contract, form, header: header).columns
      for column in contract.columns where columns[column.name] == nil {
        let found =
          export.inspection.name(of: column.name)
          ?? Self.column(with: column.kind, in: export.inspection, beside: columns, contract)
        // A column that has the policy's own name needs no mapping.
        if let found, found != column.name { columns[column.name] = ColumnSource(.named(found)) }
      }
      let missing = contract.columns.filter {
        columns[$0.name] == nil && !export.inspection.holds($0.name)
      }
      let required = contract.columns.filter { !$0.isOptional }
      let lost = missing.count { !$0.isOptional }
      guard !required.isEmpty, 2 * (required.count - lost) >= required.count,
        !(contract.owner.map { owner in missing.contains { $0.name == contract.columns[owner].name }
        }
          ?? false)
      else { return nil }
      self.table = table.name
      self.columns = columns
      self.missing = missing.map(\.name)
      found = (required.count - lost) * 1000 / required.count
      isUsualTable = form?.table == table.name
      count = contract.columns.count - missing.count
    }

    /// The one column whose cells are all among the choices of a column, and that feeds no other.
    private static func column(
      with kind: Kind, in inspection: FileInspection, beside columns: [String: ColumnSource],
      _ contract: TableContract
    ) -> String? {
      guard case .choice(let choices) = kind else { return nil }
      let taken =
        columns.values.flatMap(\.cells.names)
        + contract.columns.compactMap { inspection.name(of: $0.name) }
      let found = inspection.columns.filter { column in
        !column.name.isEmpty && !taken.contains(column.name) && !column.samples.isEmpty
          && column.samples.allSatisfy(choices.contains)
      }
      return found.count == 1 ? found[0].name : nil
    }

    func isWorse(than other: Candidate) -> Bool {
      let (own, others) = (
        (found, isUsualTable ? 1 : 0, count), (other.found, other.isUsualTable ? 1 : 0, other.count)
      )
      // Of equals the name decides, so that a draft is always the same.
      return own == others ? table > other.table : own < others
    }
  }

  /// The text of merit.json.
  package var text: String {
    let inputs = Dictionary(grouping: exports.filter { $0.input != nil }) { $0.input ?? "" }
    let members = inputs.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) }
    return JSONValue.object([
      (
        "note",
        .text(
          "A draft from \(exports.count == 1 ? "one file" : "\(exports.count) files"): which file feeds which "
            + "input, and what its columns mean, was taken from their names. Read it before the first run."
        )
      ), ("meritFormat", .whole(1)), ("policies", .array(policyFiles.map { .text($0) })),
      ("output", .text("out")), ("inputs", .object(members)),
    ]).indented() + "\n"
  }

  private func json(_ exports: [Export]) -> JSONValue {
    let first = exports[0]
    var members: [(String, JSONValue)] = [
      ("files", .array(exports.map { .text($0.file) }))
    ]
    let notes = self.notes(first)
    if !notes.isEmpty { members.append(("note", .text(notes.joined(separator: "; ")))) }
    if let profile = first.profile { members.append(("profile", .text(profile))) }
    if let encoding = first.inspection.encoding {
      members.append(("dialect", .object([("encoding", .text(encoding.rawValue))])))
    }
    let columns = first.columns.sorted { $0.key < $1.key }
    if !columns.isEmpty {
      members.append(("columns", .object(columns.map { ($0.key, $0.value.json) })))
    }
    return .object(members)
  }

  private func notes(_ export: Export) -> [String] {
    let evidence = export.inspection.proposals.first.map {
      ["the encoding was weighed: \($0.words)"]
    }
    let missing = export.missing
    return (evidence ?? [])
      + (missing.isEmpty ? [] : ["not found: " + missing.joined(separator: ", ")])
  }
}
