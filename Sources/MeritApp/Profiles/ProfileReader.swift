package import MeritImport
package import MeritModel
import MeritPolicy

/// Reads a file of Config/profiles.
package struct ProfileReader {
  private let findings: FindingCollector
  private let book: BookReader

  /// What a file says.
  package struct Reading: Sendable {
    package let profile: ExportProfile
    /// The names of columns by meaning; empty in all files but one.
    package let names: [String: [String]]
  }

  /// Reads a profile; the names of its columns are read like those of a book.
  package static func read(_ bytes: [UInt8], file: String) -> Checked<Reading> {
    let tree = JSONReader.read(bytes, file: file)
    guard let root = tree.valid else { return Checked(nil, tree.diagnostics) }
    let findings = FindingCollector(source: JSONSource(file: file, bytes: bytes))
    let reader = ProfileReader(findings: findings, book: BookReader(findings: findings))
    return Checked(reader.profile(root), tree.diagnostics + findings.diagnostics)
  }

  private func profile(_ root: JSONNode) -> Reading? {
    guard var reader = ObjectReader(root, .profile, findings) else { return nil }
    _ = reader.required("profileFormat").flatMap(findings.whole)
    let id = reader.required("id").flatMap(findings.text)
    let title = reader.required("title").flatMap(findings.text)
    _ = reader.optional("sources").flatMap(findings.texts)
    let forms = reader.optional("tables").map(self.forms) ?? []
    let names = reader.optional("names").map(self.names) ?? [:]
    reader.finish()
    guard let id, let title else { return nil }
    return Reading(profile: ExportProfile(id: id, title: title, forms: forms), names: names)
  }

  private func names(_ node: JSONNode) -> [String: [String]] {
    guard var reader = ObjectReader(node, .columnWords, findings) else { return [:] }
    var names: [String: [String]] = [:]
    for member in reader.all() { names[member.key] = findings.texts(member.node) }
    return names
  }

  private func forms(_ node: JSONNode) -> [ProfileForm] {
    guard var reader = ObjectReader(node, .profileTables, findings) else { return [] }
    return reader.all().compactMap { form($0.node) }
  }

  private func form(_ node: JSONNode) -> ProfileForm? {
    guard var reader = ObjectReader(node, .profileTable, findings) else { return nil }
    let table = reader.required("table").flatMap(findings.text)
    let looks = reader.required("looks").flatMap(self.looks)
    let dialect = reader.optional("dialect").map { book.dialect($0) } ?? DialectSettings()
    let fold = reader.optional("fold").flatMap(self.fold)
    let latestBy = reader.text("latestBy")
    let columns = reader.required("columns").map(self.columns) ?? [:]
    reader.finish()
    guard let table, let looks else { return nil }
    return ProfileForm(
      table: table, looks: looks, dialect: dialect, fold: fold, latestBy: latestBy,
      columns: columns)
  }

  private func looks(_ node: JSONNode) -> ProfileLooks? {
    guard var reader = ObjectReader(node, .profileLooks, findings) else { return nil }
    let header = reader.optional("header").flatMap(findings.texts)
    let fields = reader.optional("fields").flatMap(self.fields)
    let cells = reader.optional("cells").map(self.cells) ?? [:]
    reader.finish()
    switch (header, fields) {
    case (let header?, nil): return .header(header)
    case (nil, let fields?): return .cells(fields: fields, values: cells)
    default:
      findings.report(
        .missingKey, "a form is known by its `header` or by its `fields`", at: node,
        help: "add `\"header\": [\"…\"]` with the names of its columns")
      return nil
    }
  }

  private func fields(_ node: JSONNode) -> ClosedRange<Int>? {
    guard var reader = ObjectReader(node, .fieldCount, findings) else { return nil }
    let least = reader.required("least").flatMap(findings.whole) ?? 1
    let greatest = reader.required("greatest").flatMap(findings.whole) ?? least
    reader.finish()
    return least <= greatest ? least...greatest : nil
  }

  private func cells(_ node: JSONNode) -> [Int: Set<String>] {
    guard var reader = ObjectReader(node, .knownCells, findings) else { return [:] }
    var cells: [Int: Set<String>] = [:]
    for member in reader.all() {
      guard let number = Int(member.key), number > 0 else { continue }
      cells[number] = Set(findings.texts(member.node) ?? [])
    }
    return cells
  }

  private func fold(_ node: JSONNode) -> RowFold? {
    if case .text = node.content { return .queueLog }
    guard var reader = ObjectReader(node, .legs, findings) else { return nil }
    let key = reader.required("legs").flatMap(findings.text)
    let last = reader.required("last").flatMap(findings.texts) ?? []
    reader.finish()
    return key.map { .legs(LegRule(key: $0, last: Set(last))) }
  }

  private func columns(_ node: JSONNode) -> [String: [ColumnSource]] {
    guard var reader = ObjectReader(node, .profileColumns, findings) else { return [:] }
    var columns: [String: [ColumnSource]] = [:]
    for member in reader.all() {
      let places =
        if case .array(let items) = member.node.content { items } else { [member.node] }
      columns[member.key] = places.compactMap { book.column($0)?.source }
    }
    return columns
  }
}
