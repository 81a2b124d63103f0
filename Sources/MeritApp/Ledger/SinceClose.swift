import MeritEngine
import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy

/// What the book has now that a period was not closed with, down to the row.
struct SinceClose {
  /// The book as it was sealed, as far as it is kept.
  let kept: KeptBook
  /// The book as it is.
  let now: OpenBook
  let seal: Seal
  /// What was sealed of the rows; nil in a seal without it.
  let sealed: SealedRows?
  let laid: SealedFiles
  let files: any FileSystem
  let settings: ScanSettings

  private var period: String { seal.entry.period.name }

  /// Findings for files whose sealed state is kept; they do not touch the closed figures.
  func findings() throws -> [Diagnostic] {
    let changed = try changedSources().filter(\.isKept)
    let others = changed.filter { !["input", "book"].contains($0.role) }
    let isPaid = try paysLater()
    var findings: [Diagnostic] = []
    if !others.isEmpty {
      findings.append(
        finding("files beside the exports", others.map { "`\($0.path)` changed" }, isPaid))
    }
    guard let (policy, period) = try policy(),
      let then = try BookReader.read(kept.root, files: kept).valid.map(kept.placed),
      seal.entry.sources.allSatisfy(\.isKept),
      let before = try rows(then, kept, policy, period),
      let after = try rows(now, files, policy, period)
    else { return findings }
    for table in try changedTables(Set(changed.map(\.path)), policy) {
      if let then = sealed?.tables[table], try then.holds(after.sum(table)) { continue }
      let words = RowDifferences.words(from: try before.prints(table), to: try after.prints(table))
      if !words.isEmpty { findings.append(finding("rows of `\(table)`", words, isPaid)) }
    }
    return findings
  }

  /// What can be told of the rows behind findings for files of which the hash alone is kept.
  func explained(_ findings: [Diagnostic]) throws -> [Diagnostic] {
    guard !findings.isEmpty, let sealed, let (policy, period) = try policy(),
      let after = try rows(now, files, policy, period)
    else { return findings }
    return try findings.map { finding in
      let tables = now.book.inputs.filter { $0.value.files.contains(finding.place?.file ?? "") }
        .keys.sorted().filter { table in policy.inputs.contains { $0.name == table } }
      let notes = try tables.flatMap { table in
        try words(table, sealed, after)
      }
      return Diagnostic(
        finding.code, finding.message, at: finding.place, notes: notes, help: finding.help)
    }
  }

  private func words(
    _ table: String, _ sealed: SealedRows, _ now: AcceptedRows
  ) throws -> [String] {
    guard let then = sealed.tables[table] else { return [] }
    if try then.holds(now.sum(table)) {
      return ["`\(table)`: the rows of \(period) are those that were sealed"]
    }
    return RowDifferences.words(sealed: then, now: try now.prints(table, keys: false))
  }

  private func finding(_ what: String, _ notes: [String], _ isPaid: Bool) -> Diagnostic {
    Diagnostic(
      .changedSinceClose, "\(what) are not what \(period) was closed with", notes: notes,
      help: "the closed figures are whole; "
        + (isPaid
          ? "what is right becomes a correction in the next run; "
          : "the policy has no `retro`, so nothing of it is paid; ")
        + "`merit run \(period) --dry-run` shows what it would be")
  }

  /// Whether the policy in force pays for closed periods.
  private func paysLater() throws -> Bool {
    let compiled = try PolicyChoice(files: files).compile(
      now.book.policies, in: now.book.folder)
    return compiled.valid?.last?.policy.header.retro != nil
  }

  private func changedSources() throws -> [SealedSource] {
    try seal.entry.sources.filter { source in
      try laid.hash(of: "\(now.book.folder)/\(source.path)") != source.hash
    }
  }

  /// The tables with a file that changed, is new or is gone.
  private func changedTables(_ changed: Set<String>, _ policy: CompiledPolicy) throws -> [String] {
    guard let then = try BookReader.read(kept.root, files: kept).valid else { return [] }
    return policy.inputs.map(\.name).filter { table in
      let before = Set(then.book.inputs[table]?.files ?? [])
      let after = Set(now.book.inputs[table]?.files ?? [])
      return before != after || !before.isDisjoint(with: changed)
    }.sorted()
  }

  private func policy() throws -> (CompiledPolicy, Period)? {
    guard let opened = try BookReader.read(kept.root, files: kept).valid else { return nil }
    let compiled = try PolicyChoice(files: kept).compile(opened.book.policies, in: kept.root)
    guard let versions = compiled.valid,
      let chosen = PolicyChoice.choose(versions, period: period).valid
    else { return nil }
    return (chosen.file.policy, chosen.period)
  }

  /// Nil where the book does not fit the sealed policy any more.
  private func rows(
    _ book: OpenBook, _ files: any FileSystem, _ policy: CompiledPolicy, _ period: Period
  ) throws -> AcceptedRows? {
    let reading = PeriodReading(book: book, files: files, settings: settings)
    guard !reading.mismatches(policy).hasErrors else { return nil }
    return try AcceptedRows(reading, policy: policy, period: period)
  }
}
