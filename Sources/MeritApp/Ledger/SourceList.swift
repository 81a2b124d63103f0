import MeritEngine
import MeritImport
import MeritModel

/// Lists every file that a period was computed from, with its hash.
struct SourceList {
  let book: OpenBook
  /// The files that were read from the book's folder by name.
  let files: RecordingFileSystem

  /// The files by role and path; an input with the hash of the bytes that were computed from.
  func sources(_ result: PeriodResult) throws -> [SealedSource] {
    let folder = book.book.folder + "/"
    let inputs = Set(result.input.files.map(\.file))
    let policies = Set(book.book.policies)
    let identities = Set(book.identities.values.flatMap { $0.files.map(\.name) })
    let period = result.calculation.cohort.period.name
    let read = files.read.filter { $0.hasPrefix(folder) }
      .map { String($0.dropFirst(folder.count)) }
      .filter { !isResult($0, of: period) }
    let scanned = Dictionary(
      result.inputs.map { ($0.file, $0.hash) }, uniquingKeysWith: { first, _ in first })
    let names = Set(read).union(inputs).union(identities).sorted()
    return try names.map { name in
      let role =
        name == "merit.json"
        ? "book"
        : policies.contains(name)
          ? "policy"
          : inputs.contains(name) ? "input" : identities.contains(name) ? "identity" : "file"
      return try source(name, role, folder, hash: scanned[name])
    }.sorted { ($0.role, $0.path) < ($1.role, $1.path) }
  }

  /// Says whether a file is one of the period's own results, or laid out to be compared; those of the period before are read to
  /// be compared with.
  private func isResult(_ name: String, of period: String) -> Bool {
    let output = book.book.output + "/"
    return name.hasPrefix("\(output)\(period)/") || name.hasPrefix("\(output).")
      || name.hasPrefix(CauseReading.scratchMark)
  }

  private func source(
    _ name: String, _ role: String, _ folder: String, hash known: String?
  ) throws -> SealedSource {
    let isKept = book.book.keepsInputs || !["input", "identity"].contains(role)
    if let known, let facts = FileFacts(folder + name), facts.isRegular {
      return SealedSource(
        role: role, path: name, hash: known, byteCount: facts.size, isKept: isKept)
    }
    var (hash, count) = (RunningHash(), 0)
    try files.read(folder + name) { bytes in
      hash.add(bytes)
      count += bytes.count
    }
    return SealedSource(
      role: role, path: name, hash: hash.text, byteCount: count, isKept: isKept)
  }
}
