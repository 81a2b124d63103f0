import MeritImport
package import MeritModel
import MeritPolicy

/// Makes a book from exports: `merit init --from`.
package struct DraftBook {
  private let files: any FileSystem
  /// The folder of the book.
  private let folder: String
  private let workingFolder: String
  private let isCancelled: @Sendable () -> Bool

  /// Takes the folder of the book, the folder in which paths begin, and what says to stop.
  package init(
    folder: String, workingFolder: String, files: any FileSystem,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.folder, self.workingFolder, self.files) = (folder, workingFolder, files)
    self.isCancelled = isCancelled
  }

  /// Writes merit.json, and the default policy where none is named and none is there; nothing that
  /// is there is changed.
  package func write(exports: [String], policy: String?) throws -> Checked<BookDraft> {
    if files.kind(of: "\(folder)/merit.json") != .none {
      return Checked(
        nil,
        [
          Diagnostic(
            .folderNotEmpty, "the folder `\(folder)` holds a merit.json",
            help: "name another folder, or take `\(folder)/merit.json` away")
        ])
    }
    let chosen = try self.policy(policy)
    guard let compiled = chosen.valid else { return Checked(nil, chosen.diagnostics) }
    var (inspected, missing): ([(String, FileInspection)], [Diagnostic]) = ([], [])
    for path in exports {
      guard let file = try InputFile(path: path) else {
        missing.append(
          Diagnostic(
            .fileMissing, "there is no file `\(path)`", help: "correct the path after `--from`"))
        continue
      }
      let name = relative(path)
      inspected.append(
        (
          name,
          try FileInspection.shipped(file, name: name, isCancelled: isCancelled)
        ))
    }
    guard missing.isEmpty else { return Checked(nil, missing) }
    if isCancelled() { throw CancellationError() }
    var draft = BookDraft(inspected, compiled.policy, policyFiles: [compiled.pattern])
    draft.hasDefaultPolicy = compiled.bytes != nil
    try files.makeFolder(folder)
    if let bytes = compiled.bytes {
      try files.makeFolder("\(folder)/policies")
      try files.write(bytes, to: "\(folder)/\(SampleBook.policyPath)")
    }
    try files.write(Array(draft.text.utf8), to: "\(folder)/merit.json")
    return Checked(draft, draft.findings)
  }

  private struct Chosen {
    let policy: CompiledPolicy
    /// What merit.json says.
    let pattern: String
    /// The bytes to be written; nil where the policy is there.
    let bytes: [UInt8]?
  }

  private func policy(_ named: String?) throws -> Checked<Chosen> {
    if let named {
      let bytes = try files.read(named)
      return compile(bytes, named, pattern: relative(named), isNew: false)
    }
    let pattern = "policies/*.policy.json"
    let there = FilePattern(pattern).matches(in: folder, files: files)
    if let last = there.last {
      return compile(try files.read("\(folder)/\(last)"), last, pattern: pattern, isNew: false)
    }
    let bytes = SampleBook.files.first { $0.path == SampleBook.policyPath }?.bytes ?? []
    return compile(bytes, SampleBook.policyPath, pattern: pattern, isNew: true)
  }

  private func compile(
    _ bytes: [UInt8], _ file: String, pattern: String, isNew: Bool
  ) -> Checked<Chosen> {
    let compiled = PolicyCompiler.compile(bytes, file: file)
    guard let policy = compiled.valid else { return Checked(nil, compiled.diagnostics) }
    return Checked(Chosen(policy: policy, pattern: pattern, bytes: isNew ? bytes : nil))
  }

  /// A path as seen from the folder of the book.
  private func relative(_ path: String) -> String {
    BookPath.relative(whole(path), from: whole(folder))
  }

  private func whole(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
  }
}
