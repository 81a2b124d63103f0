import MeritModel

/// The file beside the ledger that names the last seal, so that an older copy in its place is seen.
struct LedgerHead: Sendable {
  private static let mark = "merit-ledger-head 1"
  private let path: String
  private let files: any FileSystem

  init(of ledger: String, files: any FileSystem) {
    path = ledger + ".head"
    self.files = files
  }

  /// Compares with the ledger's seals; nil where the head names one of them.
  func finding(_ seals: [Seal], ledger: String) throws(FileError) -> Diagnostic? {
    let place = SourcePlace(file: ledger)
    guard files.kind(of: path) == .file else {
      return seals.isEmpty
        ? nil
        : Diagnostic(
          .ledgerHeadMissing, "the file `\(ledger).head`, which names the last seal, is not there",
          at: place, help: "see with `merit ledger` whether the last closed period is there")
    }
    let lines = String(decoding: try files.read(path), as: UTF8.self).split(separator: "\n")
    let number = lines.count == 3 && lines[0] == Self.mark ? Int(lines[1]) : nil
    if let number, seals.indices.contains(number - 1), seals[number - 1].hash == lines[2] {
      return nil
    }
    let named = number.map { "seal \($0)" } ?? "a seal"
    return Diagnostic(
      .ledgerIsOlderCopy,
      "the ledger lacks \(named), which this book had: it ends with seal \(seals.count)",
      at: place, help: "put back the newest copy of the ledger, then `merit verify`")
  }

  /// Names the last seal; a crash on the way leaves the file as it was, which is no fault.
  func write(_ seal: Seal) throws(FileError) {
    let draft = path + ".draft"
    let text = "\(Self.mark)\n\(seal.number)\n\(seal.hash)\n"
    do throws(FileError) {
      try files.remove(draft)
      try files.write(Array(text.utf8), to: draft)
      try files.rename(draft, to: path)
      try files.syncFolder(parentFolder(of: path))
    } catch {
      try? files.remove(draft)
      throw error
    }
  }
}
