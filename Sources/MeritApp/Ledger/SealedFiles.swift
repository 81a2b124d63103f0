import MeritLedger
import MeritModel

/// The kept files of seals as files again, for as long as periods are computed from them.
///
/// What one seal shares with the next is unpacked once: exports often hold the months of a whole
/// year. The folder goes with the last who holds this. Unchecked, since one command at a time uses
/// it.
final class SealedFiles: @unchecked Sendable {
  let folder: String
  private let ledger: BookLedger
  private let files: any FileSystem
  /// What lies in the folder: the hashes, which are the names as well.
  private var known: Set<String> = []
  /// The hashes of the book's own files by path, each taken once; nil where none lies.
  private var hashes: [String: String?] = [:]

  /// Begins with an empty folder in place of what an earlier command may have left there.
  init(of ledger: BookLedger, in folder: String, files: any FileSystem) throws {
    (self.ledger, self.folder, self.files) = (ledger, folder, files)
    try files.remove(folder)
    try files.makeFolder(folder)
  }

  deinit { try? files.remove(folder) }

  /// Lays out what a seal keeps, and takes away what only other seals kept.
  func layOut(_ seal: Seal) throws {
    let kept = seal.entry.sources.filter(\.isKept)
    for hash in known.subtracting(kept.map(\.hash)).sorted() {
      try files.remove(place(hash))
      known.remove(hash)
    }
    for source in kept { try layOut(source, of: seal) }
  }

  /// Lays out one kept file of a seal and says where it lies.
  @discardableResult
  func layOut(_ source: SealedSource, of seal: Seal) throws -> String {
    let place = place(source.hash)
    if !known.contains(source.hash) {
      try ledger.copy(source, of: seal, to: place)
      known.insert(source.hash)
    }
    return place
  }

  /// Where the file with a hash lies that was laid out.
  func place(_ hash: String) -> String { "\(folder)/\(hash)" }

  /// The hash of a file of the book as it was when it was first asked for; nil where none lies.
  func hash(of path: String) throws -> String? {
    if let known = hashes[path] { return known }
    let hash = files.kind(of: path) == .file ? try sha256(of: path, files: files) : nil
    hashes[path] = .some(hash)
    return hash
  }
}
