import MeritReport

/// The files of a result, made beside the real ones to be compared, and removed again.
struct ResultDraft {
  let result: PeriodResult
  let manifest: [UInt8]
  /// The documents that are sealed, by name.
  let sealed: [String: [UInt8]]

  /// Writes the files of a computed period into a draft, reads what is compared and sealed.
  init(
    _ result: PeriodResult, facts: ReviewFacts, request: RunRequest, files: any FileSystem
  ) throws {
    let target = "\(request.bookFolder)/\(request.output)/\(request.period).close"
    let folder = try AtomicFolder(target: target, files: files)
    defer { folder.discard() }
    let outputs = OutputSet(result: result, facts: facts, choice: request.reports)
    try outputs.write(into: folder, files: files)
    self.result = result
    var sealed: [String: [UInt8]] = [:]
    for name in ["figures.csv", "accounts.csv", "manifest.json"] {
      sealed[name] = try files.read("\(folder.draft)/\(name)")
    }
    self.sealed = sealed
    manifest = sealed["manifest.json"] ?? []
  }
}
