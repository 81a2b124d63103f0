import MeritImport
import MeritLedger
import MeritMeasure
import MeritModel
import MeritPolicy
import MeritReport

/// Finds out what changed since a period was closed or last corrected.
struct CauseReading {
  let reading: PeriodReading
  let history: SealedHistory
  /// The policy that governs the closed period now.
  let file: CompiledFile

  /// How the name of the folder begins in which files are laid out to be compared.
  static let scratchMark = ".causes-"

  private var folder: String { reading.book.book.folder }

  /// Compares files, rows and people; `cohort` is who is in the period now.
  func causes(of seal: Seal, cohort: Cohort) throws -> CorrectionCauses {
    let (baseline, _) = history.baseline(of: seal)
    var causes = CorrectionCauses()
    causes.policy = try policy(baseline)
    causes.people = try people(seal, cohort)
    causes.isBookChanged = try isBookChanged(baseline)
    let changed = try changedTables(baseline)
    guard !changed.isEmpty else { return causes }
    let scratch = "\(folder)/\(Self.scratchMark)\(seal.entry.period.name)"
    let before = try accepted(baseline, scratch, in: seal.entry.period)
    let now = AcceptedRows(reading: reading, policy: file.policy, cohort: cohort)
    for (table, files) in changed.sorted(by: { $0.key < $1.key }) where table != "roster" {
      let change: CorrectionCauses.Change =
        if let before {
          .rows(RowChanges(from: try before.marks(of: table), to: try now.marks(of: table)))
        } else {
          .files(files)
        }
      causes.tables.append((table, change))
    }
    return causes
  }

  /// The rows that counted then; nil where the ledger keeps hashes only.
  private func accepted(
    _ baseline: Seal, _ scratch: String, in period: Period
  ) throws -> AcceptedRows? {
    let kept = try history.kept(
      baseline, book: reading.book.book, in: scratch, files: reading.files)
    guard let kept, let opened = try BookReader.read(kept.root, files: kept).valid else {
      return nil
    }
    let then = PeriodReading(
      book: kept.placed(opened), files: kept, settings: reading.settings, hashes: kept.hashes)
    return try AcceptedRows(then, policy: file.policy, period: period)
  }

  private func policy(_ baseline: Seal) throws -> String? {
    let sources = baseline.entry.sources.filter { $0.role == "policy" }
    guard !sources.contains(where: { $0.hash == file.hash }) else { return nil }
    if let old = sources.first(where: { $0.path == file.file && $0.isKept }),
      let then = rules(try history.text(of: old, in: baseline)),
      then == rules(try reading.files.read("\(folder)/\(file.file)"))
    {
      return nil
    }
    let (old, new) = (baseline.entry.policyVersion, file.policy.header.version)
    return old == new ? "the policy \(new) was edited" : "policy \(new) amends \(old)"
  }

  /// What a policy says but for what is paid back, which changes no figure by itself; nil where the
  /// text is no JSON.
  private func rules(_ bytes: [UInt8]) -> String? {
    guard case .object(let sections)? = JSONValue(json: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    let kept = sections.map { key, value -> (String, JSONValue) in
      guard key == "policy", case .object(let head) = value else { return (key, value) }
      return (key, .object(head.filter { $0.0 != "retro" }))
    }
    return JSONValue.object(kept).text
  }

  private func isBookChanged(_ baseline: Seal) throws -> Bool {
    guard let source = baseline.entry.sources.first(where: { $0.role == "book" }) else {
      return false
    }
    guard try hash(source.path) != source.hash else { return false }
    guard source.isKept, let then = inputs(try history.text(of: source, in: baseline)) else {
      return true
    }
    return then != inputs(try reading.files.read("\(folder)/\(source.path)"))
  }

  /// What a book says of its exports, for nothing else in it changes a figure; nil where the text is no
  /// JSON.
  private func inputs(_ bytes: [UInt8]) -> String? {
    guard case .object(let sections)? = JSONValue(json: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    return JSONValue.object(sections.filter { ["inputs", "identities"].contains($0.0) }).text
  }

  /// The tables whose files are not those of then, each with the files that differ.
  private func changedTables(_ baseline: Seal) throws -> [String: [String]] {
    var before: [String: [String: String]] = [:]
    for input in try history.manifest(of: baseline)?.inputs ?? [] {
      before[input.table, default: [:]][input.file] = input.sha256
    }
    var changed: [String: [String]] = [:]
    for (table, input) in reading.book.book.inputs {
      var now: [String: String] = [:]
      for name in input.files { now[name] = try hash(name) }
      let old = before[table] ?? [:]
      let names = Set(old.keys).union(now.keys).filter { old[$0] != now[$0] }.sorted()
      if !names.isEmpty { changed[table] = names }
    }
    return changed
  }

  private func hash(_ name: String) throws -> String? {
    let path = "\(folder)/\(name)"
    guard reading.files.kind(of: path) == .file else { return nil }
    return try sha256(of: path, files: reading.files)
  }

  /// The people whose deciding roster row is another one, or who came or went.
  private func people(_ seal: Seal, _ cohort: Cohort) throws -> [String: String] {
    func rows(_ bytes: [UInt8]) -> [String: [String]] {
      let lines = CSVLines(String(decoding: bytes, as: UTF8.self)).dropFirst()
      return Dictionary(lines.map { ($0.first ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }
    let old = rows(try history.document(SealedPeople.name, of: seal))
    let new = rows(SealedPeople.file(of: cohort).bytes)
    var said: [String: String] = [:]
    for employee in Set(old.keys).union(new.keys) where old[employee] != new[employee] {
      said[employee] =
        old[employee] == nil
        ? "a row added" : new[employee] == nil ? "a row removed" : "the row changed"
    }
    return said
  }
}
