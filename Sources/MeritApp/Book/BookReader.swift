import MeritImport
package import MeritModel
package import MeritPolicy

/// Reads merit.json strictly: unknown keys and wrong types are findings, all at once.
package struct BookReader {
  private let files: any FileSystem
  private let folder: String
  let findings: FindingCollector
  /// How grave it is that no file matches a pattern.
  private var missingExport = DiagnosticCode.fileMissing.severity

  /// Reads parts of a book that name no files.
  init(findings: FindingCollector) {
    self.init(files: LocalFileSystem(), folder: "", findings: findings)
  }

  private init(files: any FileSystem, folder: String, findings: FindingCollector) {
    self.files = files
    self.folder = folder
    self.findings = findings
  }

  /// Finds the book: the given folder, else the nearest folder upwards that holds merit.json.
  package static func find(
    _ given: String?, from start: String, files: any FileSystem
  ) -> Checked<String> {
    if let given {
      if files.kind(of: "\(given)/merit.json") == .file { return Checked(given) }
      return Checked(nil, [missing("there is no book at `\(given)`: it has no merit.json")])
    }
    var folder = start
    while true {
      if files.kind(of: "\(folder)/merit.json") == .file { return Checked(folder) }
      let parent = parentFolder(of: folder)
      guard parent != folder, folder != "." else {
        return Checked(nil, [missing("no merit.json here or in a folder above")])
      }
      folder = parent
    }
  }

  private static func missing(_ message: String) -> Diagnostic {
    Diagnostic(
      .bookMissing, message,
      help: "name the book with --book DIR, or make one with `merit init DIR`")
  }

  /// Reads the book of a folder; one with errors is there to be checked further, not to be run.
  ///
  /// An audit takes down which keys were asked for. Who looks at what is closed can do without exports
  /// that were put away: `needsExports` makes them errors.
  package static func read(
    _ folder: String, files: any FileSystem, audit: ShapeAudit? = nil, needsExports: Bool = true
  ) throws(FileError) -> Checked<OpenBook> {
    let bytes = try files.read("\(folder)/merit.json")
    let tree = JSONReader.read(bytes, file: "merit.json")
    guard let root = tree.valid else { return Checked(nil, tree.diagnostics) }
    let findings = FindingCollector(
      source: JSONSource(file: "merit.json", bytes: bytes), audit: audit)
    var reader = BookReader(files: files, folder: folder, findings: findings)
    if !needsExports { reader.missingExport = .warning }
    let book = reader.book(root)
    let all = tree.diagnostics + findings.diagnostics
    return Checked(book, all)
  }

  private func book(_ root: JSONNode) -> OpenBook? {
    guard var reader = ObjectReader(root, .book, findings) else { return nil }
    reader.optional("language").map(language)
    version(reader.required("meritFormat"))
    let policies = reader.required("policies").map(policyFiles) ?? []
    let output = reader.optional("output").flatMap(path) ?? "out"
    let ledger = reader.optional("ledger").flatMap(path) ?? "ledger.sqlite"
    let keeps = reader.word("ledgerKeeps")
    let inputs = reader.required("inputs").map(self.inputs) ?? [:]
    let identities = reader.optional("identities").map(self.identities) ?? [:]
    let reports = reader.optional("reports").map(self.reports) ?? ReportChoice()
    reader.finish()
    for input in inputs.values {
      for (column, use) in input.identities where identities[use.table] == nil {
        let name = use.table
        findings.append(
          Diagnostic(
            .unknownName, "`using` of the column `\(column)` names no identity table `\(name)`",
            at: input.place,
            help: meant(
              by: name, among: identities.keys,
              else: "add it under `identities` of merit.json: "
                + "`\"\(name)\": { \"files\": [\"data/aliases.csv\"] }`")))
      }
    }
    let book = Book(
      folder: folder, policies: policies, output: output, ledger: ledger,
      keepsInputs: keeps != "hashes", inputs: inputs, reports: reports)
    return OpenBook(book: book, identities: identities)
  }

  private func version(_ node: JSONNode?) {
    guard let node, let version = findings.whole(node), version != 1 else { return }
    findings.report(
      .wrongFormatVersion, "this program reads meritFormat 1, not \(version)", at: node,
      help: "write `1`")
  }

  private func language(_ node: JSONNode) {
    guard let name = findings.text(node), name != "en" else { return }
    findings.report(
      .unknownChoice, "reports in the language `\(name)` are not there yet", at: node,
      help: "write `\"en\"`, or leave the key out")
  }

  /// A path from the book's folder; reports one that begins elsewhere.
  private func path(_ node: JSONNode) -> String? {
    guard let path = findings.text(node) else { return nil }
    guard BookPath.isAbsolute(path) else { return path }
    findings.report(
      .pathNotRelative, "`\(path.shortened)` is not written as seen from the book's folder",
      at: node,
      help: BookPath.help(path, from: folder))
    return nil
  }

  /// The files of a list of paths and patterns, each pattern's matches sorted.
  private func paths(_ node: JSONNode) -> [String] {
    var all: [String] = []
    for item in findings.items(node) ?? [] {
      guard let pattern = path(item) else { continue }
      let found = matches(pattern, item)
      for name in found where all.contains(name) {
        findings.report(
          .definedTwice, "the file `\(name)` is listed twice", at: item,
          help: "its rows would count twice; narrow the pattern, or delete "
            + "`\"\(pattern)\"`")
      }
      all += found.filter { !all.contains($0) }
    }
    return all
  }

  private func matches(_ pattern: String, _ node: JSONNode) -> [String] {
    guard FilePattern.isPattern(pattern) else { return [pattern] }
    let found = FilePattern(pattern).matches(in: folder, files: files)
    if found.isEmpty {
      findings.report(
        .fileMissing, "no file matches `\(pattern)`", at: node, severity: missingExport,
        help: "put the export there, or name where it is, as `\"data/*.csv\"`")
    }
    return found
  }

  /// The policy files; one that is named and absent is the book's fault, not the disk's.
  private func policyFiles(_ node: JSONNode) -> [String] {
    let names = paths(node)
    for item in findings.items(node) ?? [] {
      guard case .text(let name) = item.content, names.contains(name),
        !FilePattern.isPattern(name), files.kind(of: "\(folder)/\(name)") != .file
      else { continue }
      findings.report(
        .policyFileMissing, "there is no policy file `\(name)`", at: item,
        help: "paths are relative to the folder of merit.json, as `\"policies/*.policy.json\"`")
    }
    return names
  }

  private func inputs(_ node: JSONNode) -> [String: BookInput] {
    guard var reader = ObjectReader(node, .bookInputs, findings) else { return [:] }
    var inputs: [String: BookInput] = [:]
    for member in reader.all() {
      inputs[member.key] = input(member.node, isRoster: member.key == "roster")
    }
    return inputs
  }

  private func identities(_ node: JSONNode) -> [String: TableSource] {
    guard var reader = ObjectReader(node, .identities, findings) else { return [:] }
    var sources: [String: TableSource] = [:]
    for member in reader.all() { sources[member.key] = input(member.node)?.source }
    return sources
  }

  private func input(_ node: JSONNode, isRoster: Bool = false) -> BookInput? {
    guard var reader = ObjectReader(node, .bookInput, findings) else { return nil }
    let names = reader.required("files").map(paths) ?? []
    let loaded = reader.optional("loadedOn").map { days($0, of: names) } ?? [:]
    let dialectNode = reader.optional("dialect")
    let form = dialectNode.map { dialect($0) } ?? DialectSettings()
    let profile = reader.optional("profile").flatMap { self.profile($0, dialectNode) }
    let columns = reader.optional("columns").map(self.columns) ?? [:]
    let duplicates = reader.optional("duplicates").flatMap(self.duplicates)
    let onBadRow = reader.optional("onBadRow").flatMap {
      choice($0, ["report": BadRowMode.report, "error": .error])
    }
    reader.finish()
    var source = TableSource(
      files: names.map { name in
        var file = MeritImport.SourceFile(name: name, path: "\(folder)/\(name)")
        file.loadedOn = loaded[name]
        return file
      },
      dialect: form, columns: columns.mapValues(\.source), duplicates: duplicates ?? .reject,
      // A bad row of another table loses one fact; one of the roster would lose a person's pay.
      onBadRow: onBadRow ?? (isRoster ? .error : .report))
    source.profile = profile
    return BookInput(
      source: source, statesDuplicates: duplicates != nil, files: names,
      identities: columns.compactMapValues(\.using),
      columnPlaces: columns.mapValues(\.place), place: findings.place(node))
  }

  /// The days on which files were loaded, by their names.
  private func days(_ node: JSONNode, of names: [String]) -> [String: CalendarDay] {
    guard var reader = ObjectReader(node, .loadedOn, findings) else { return [:] }
    var days: [String: CalendarDay] = [:]
    for member in reader.all() {
      if !names.contains(member.key) {
        findings.report(
          .unknownName, "`\(member.key)` is none of the files", at: member.node,
          help: meant(by: member.key, among: names, else: "name one of `files`"))
      }
      days[member.key] = findings.day(member.node)
    }
    return days
  }

  /// The profile of a name, its forms with what the book says of the dialect.
  private func profile(_ node: JSONNode, _ dialectNode: JSONNode?) -> ProfileUse? {
    guard let name = findings.text(node) else { return nil }
    guard var use = ShippedProfiles.use(named: name) else {
      let names = ShippedProfiles.names
      findings.report(
        .unknownChoice, "there is no profile `\(name)`", at: node,
        help: nearest(to: name, among: names).map { "did you mean `\"\($0)\"`?" }
          ?? "there is " + names.quotedJSON)
      return nil
    }
    guard let dialectNode else { return use }
    // What is wrong in it is told once, where the dialect itself is read.
    let silent = BookReader(findings: FindingCollector(source: findings.source))
    for place in use.forms.indices {
      use.forms[place].dialect = silent.dialect(dialectNode, over: use.forms[place].dialect)
    }
    return use
  }

  private func duplicates(_ node: JSONNode) -> DuplicateMode? {
    guard case .object = node.content else {
      let modes: [String: DuplicateMode] = [
        "reject": .reject, "error": .error, "ignore": .ignore, "latest": .latest, "exact": .exact,
      ]
      return choice(node, modes)
    }
    guard var reader = ObjectReader(node, .latestRow, findings) else { return nil }
    let column = reader.required("latestBy").flatMap(findings.text)
    reader.finish()
    return column.map { .newest(by: $0) }
  }

  private func choice<Choice>(_ node: JSONNode, _ choices: [String: Choice]) -> Choice? {
    guard let text = findings.text(node) else { return nil }
    if let choice = choices[text] { return choice }
    findings.report(
      .unknownChoice, "`\(text)` is not known here", at: node,
      help: nearest(to: text, among: choices.keys).map { "did you mean `\"\($0)\"`?" }
        ?? "it is one of \(choices.keys.sorted().quotedJSON)")
    return nil
  }

  private func reports(_ node: JSONNode) -> ReportChoice {
    var choice = ReportChoice()
    guard var reader = ObjectReader(node, .reports, findings) else { return choice }
    choice.workbook = reader.optional("workbook").flatMap { findings.flag($0) } ?? true
    choice.markdown = reader.optional("markdown").flatMap { findings.flag($0) } ?? true
    choice.statements = reader.optional("statements").flatMap { findings.flag($0) } ?? true
    if let payroll = reader.optional("payroll") {
      if case .null = payroll.content {
        choice.payroll = false
      } else if let name = findings.text(payroll), name != "generic" {
        findings.report(
          .unknownChoice, "`\(name)` is no payroll format", at: payroll, help: "write `\"generic\"`"
        )
      }
    }
    if let node = reader.optional("redact"), let names = findings.texts(node), !names.isEmpty {
      findings.report(
        .unknownChoice, "reports without `\(names[0])` are not there yet", at: node,
        help: "write `[]`; the option `--redact` keeps the lines of files out of messages")
    }
    reader.finish()
    return choice
  }
}
