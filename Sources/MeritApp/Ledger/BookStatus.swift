package import MeritModel
import MeritPolicy

/// Where a book stands: what is closed, what was run since, what to type next.
package struct BookStatus: Sendable {
  /// A period that has results and is not closed.
  struct Open: Sendable {
    let period: String
    /// What changed since it was run; empty where nothing did.
    let changes: [String]
  }

  private let policies: [CompiledFile]
  private let seals: [Seal]
  private let open: [Open]
  /// The command to type next.
  private let next: String
  /// What came for closed periods and is not paid.
  package var late: [String] = []

  /// Looks at a book; a finding only where its policies do not compile.
  package static func look(
    at book: Book, ledger: BookLedger?, files: any FileSystem
  ) throws -> Checked<BookStatus> {
    let compiled = try PolicyChoice(files: files).compile(book.policies, in: book.folder)
    guard let policies = compiled.valid, let last = policies.last else {
      return Checked(nil, compiled.diagnostics)
    }
    let seals = ledger?.seals ?? []
    try ledger?.check(belongsTo: last.policy.header.id)
    let closed = Set(seals.map(\.entry.period.name))
    let runs = Runs(book: book, policies: policies, files: files)
    let open = try runs.names().filter { !closed.contains($0) }.map { name in
      Open(period: name, changes: try runs.changes(since: name))
    }
    let next = NextCommand(policies: policies, seals: seals, open: open).text
    return Checked(
      BookStatus(policies: policies, seals: seals, open: open, next: next), compiled.diagnostics)
  }

  /// A few lines for people.
  package var text: String {
    var lines = policies.map { file in
      let header = file.policy.header
      return "policy   \(header.id) \(header.version), \(header.effectiveFrom) to "
        + "\(header.effectiveTo) (\(file.file))"
    }
    for grain in Grain.allCases {
      guard let last = seals.last(where: { $0.entry.period.grain == grain })?.entry else {
        continue
      }
      let count = seals.count { $0.entry.period.grain == grain }
      lines.append(
        "closed   \(grain.rawValue): \(count), the last \(last.period.name) on "
          + "\(last.closedOn) by \(last.closedBy)")
    }
    if seals.isEmpty { lines.append("closed   nothing yet") }
    for run in open {
      lines.append(
        "open     \(run.period)" + (run.changes.isEmpty ? ": run, nothing changed since" : ""))
      lines += run.changes.map { "         \($0)" }
    }
    lines += late.map { "late     \($0)" }
    lines.append("next     \(next)")
    return lines.map { visible($0) + "\n" }.joined()
  }

  /// The same for scripts.
  package var json: JSONValue {
    .object([
      ("policies", .array(policies.map { .text($0.file) })),
      ("closed", .array(seals.map { .text($0.entry.period.name) })),
      (
        "open",
        .array(
          open.map { run in
            .object([
              ("period", .text(run.period)),
              ("changes", .array(run.changes.map(JSONValue.text))),
            ])
          })
      ),
      ("late", .array(late.map(JSONValue.text))), ("next", .text(next)),
    ])
  }
}

/// The results that lie in a book.
private struct Runs {
  let book: Book
  let policies: [CompiledFile]
  let files: any FileSystem

  private var folder: String { "\(book.folder)/\(book.output)" }

  /// The periods with a manifest, in order of time.
  func names() throws(FileError) -> [String] {
    guard files.kind(of: folder) == .folder, let calendar = policies.last?.policy.header.calendar
    else { return [] }
    var found: [Period] = []
    for name in try files.list(folder) {
      guard let period = calendar.period(named: name),
        files.kind(of: "\(folder)/\(name)/manifest.json") == .file
      else { continue }
      found.append(period)
    }
    return found.sorted { ($0.end, $0.grain) < ($1.end, $1.grain) }.map(\.name)
  }

  /// What is not as it was when the period was run.
  func changes(since name: String) throws -> [String] {
    guard let facts = ManifestFacts(try files.read("\(folder)/\(name)/manifest.json")) else {
      return ["its manifest cannot be read"]
    }
    var said: [String] = []
    if facts.merit != meritVersion { said.append("it was run by version \(facts.merit)") }
    if try differs(facts.policy.file, facts.policy.sha256) {
      said.append("the policy `\(facts.policy.file)` has changed")
    }
    for input in facts.inputs where try differs(input.file, input.sha256) {
      said.append("the input `\(input.file)` has changed")
    }
    let known = Set(facts.inputs.map(\.file))
    let tables = Set(facts.inputs.map(\.table))
    for (table, input) in book.inputs.sorted(by: { $0.key < $1.key }) where tables.contains(table) {
      said += input.files.filter { !known.contains($0) }.map { "the input `\($0)` is new" }
    }
    return said
  }

  private func differs(_ name: String, _ hash: String) throws -> Bool {
    let path = "\(book.folder)/\(name)"
    guard files.kind(of: path) == .file else { return true }
    return try sha256(of: path, files: files) != hash
  }
}

/// What to type next.
private struct NextCommand {
  let policies: [CompiledFile]
  let seals: [Seal]
  let open: [BookStatus.Open]

  var text: String {
    guard let period = period else { return "merit run PERIOD" }
    guard let run = open.first(where: { $0.period == period }), run.changes.isEmpty else {
      return "merit run \(period)"
    }
    return "merit close \(period) --by NAME"
  }

  /// The period whose turn it is: the one after the last closed of the finest grain that pays.
  private var period: String? {
    let grains = policies.flatMap(\.policy.plans).flatMap { $0.bindings.keys }
    guard let grain = grains.min(), let calendar = policies.last?.policy.header.calendar else {
      return open.first?.period
    }
    let closed = seals.map(\.entry.period).filter { $0.grain == grain }
    guard let last = closed.last else {
      return open.compactMap { calendar.period(named: $0.period) }.first { $0.grain == grain }?.name
    }
    let next = calendar.period(grain, containing: last.end.adding(days: 1))
    return coarse(endingWith: last, calendar, Set(grains)) ?? next.name
  }

  /// A quarter or year whose parts are all closed and which is open itself.
  private func coarse(
    endingWith last: Period, _ calendar: PeriodCalendar, _ grains: Set<Grain>
  ) -> String? {
    let names = Set(seals.map(\.entry.period.name))
    return grains.sorted().dropFirst().map { calendar.period($0, containing: last.end) }
      .first { $0.end == last.end && !names.contains($0.name) }?.name
  }
}
