import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy

/// What a known export format would give an input whose columns the book does not find.
struct ProfileProposal {
  /// The name of the profile.
  let id: String
  private let title: String?
  /// The mapping of the columns that the book does not map and the file does not hold by name.
  let columns: [String: ColumnSource]
  /// The columns that would still be missing.
  let missing: [String]

  /// Looks at a file; nil where the book finds all it needs, or no profile helps.
  init?(_ inspection: FileInspection, _ source: TableSource, _ contract: TableContract) {
    let header = inspection.columns.map(\.name)
    let open = contract.columns.map(\.name).filter {
      source.columns[$0] == nil && !inspection.holds($0)
    }
    guard source.profile == nil, !open.isEmpty, !header.isEmpty else { return nil }
    let known = inspection.form.map { ShippedProfiles.forms[$0] }
    id = known?.profile.id ?? ShippedProfiles.generic
    title = known?.profile.title
    var asked = source
    asked.profile = ProfileUse(
      forms: known.map { [$0.form] } ?? [], words: ShippedProfiles.words)
    let mapped = asked.mapped(contract, known?.form, header: header).columns
    let found = mapped.filter { source.columns[$0.key] == nil }
    if found.isEmpty { return nil }
    columns = found
    missing = open.filter { found[$0] == nil }
  }

  /// The proposal as a finding.
  func finding(_ file: String) -> Diagnostic {
    let what =
      title.map { "the file looks like an export of \($0)" }
      ?? "the columns that the policy needs have other names in the file"
    let notes = columns.sorted { $0.key < $1.key }.map { name, source in
      "`\(name)` would be \(source.json.text)"
    }
    let rest = missing.isEmpty ? [] : ["not found: \(missing.joined(separator: ", "))"]
    return Diagnostic(
      .profileFits, what, at: SourcePlace(file: file), notes: notes + rest,
      help: "write `\"profile\": \"\(id)\"` for the input in merit.json, or map the columns there")
  }
}

extension PeriodReading {
  /// The profiles that would map what the book leaves open, by the first file of each input.
  func proposals(_ policy: CompiledPolicy) throws -> [Diagnostic] {
    try book.book.inputs.sorted { $0.key < $1.key }.compactMap { name, input in
      guard let table = policy.inputs.first(where: { $0.name == name }),
        let source = input.source.files.first, let file = try source.open()
      else { return nil }
      let inspection = try FileInspection.shipped(
        file, name: source.name, settings: input.source.dialect, isCancelled: settings.isCancelled)
      return ProfileProposal(inspection, input.source, table.contract)?.finding(source.name)
    }
  }
}
