import MeritImport
import MeritLedger
import MeritModel

/// The book as it was when a period was closed: kept files from the ledger, others from the book
/// where they still have their hash.
///
/// Kept files lie under their hashes in a folder of their own; names of the book are led there.
struct KeptBook: FileSystem {
  /// The folder below which names are those of the book; that of a sealed book does not exist.
  let root: String
  /// The hashes of the files that lie there as they were sealed, by name.
  let hashes: [String: String]
  private let places: [String: String]
  private let laid: SealedFiles
  private let files: any FileSystem

  /// Lays out the sources of a seal; findings for those that are not to be had, in whose places stands
  /// what the book has.
  static func layOut(
    _ seal: Seal, of book: Book, in laid: SealedFiles, files: any FileSystem
  ) throws -> Checked<KeptBook> {
    var places: [String: String] = [:]
    var hashes: [String: String] = [:]
    var findings: [Diagnostic] = []
    try laid.layOut(seal)
    for source in seal.entry.sources {
      let place = source.isKept ? laid.place(source.hash) : "\(book.folder)/\(source.path)"
      let hash = source.isKept ? source.hash : try laid.hash(of: place)
      if hash != nil { places[source.path] = place }
      if hash == source.hash {
        hashes[source.path] = hash
      } else {
        findings.append(changed(source, seal))
      }
    }
    return Checked(
      KeptBook(
        root: "\(laid.folder)/book", hashes: hashes, places: places, laid: laid, files: files),
      findings)
  }

  /// The book as it lies in a folder, but for some names under which other files stand.
  static func over(
    _ folder: String, _ places: [String: String], laid: SealedFiles, files: any FileSystem
  ) -> KeptBook {
    KeptBook(root: folder, hashes: [:], places: places, laid: laid, files: files)
  }

  private static func changed(_ source: SealedSource, _ seal: Seal) -> Diagnostic {
    Diagnostic(
      .sealedInputChanged,
      "\(seal.entry.period.name) was closed with another `\(source.path)`, and its hash alone is kept",
      at: SourcePlace(file: source.path),
      help: "put the file back as it was, then `merit verify \(seal.entry.period.name)`")
  }

  private init(
    root: String, hashes: [String: String], places: [String: String], laid: SealedFiles,
    files: any FileSystem
  ) {
    (self.root, self.hashes, self.places) = (root, hashes, places)
    (self.laid, self.files) = (laid, files)
  }

  /// The book's inputs with the paths at which their files lie.
  func placed(_ open: OpenBook) -> OpenBook {
    OpenBook(
      book: open.book.withSources { place($0) }, identities: open.identities.mapValues { place($0) }
    )
  }

  private func place(_ source: TableSource) -> TableSource {
    var placed = source
    placed.files = source.files.map { SourceFile(name: $0.name, path: real("\(root)/\($0.name)")) }
    return placed
  }

  private func real(_ path: String) -> String {
    guard path.hasPrefix(root + "/") else { return path }
    // Of a sealed book another name leads to nothing.
    return places[String(path.dropFirst(root.count + 1))] ?? path
  }

  func read(_ path: String) throws(FileError) -> [UInt8] { try files.read(real(path)) }
  func read(_ path: String, inPieces take: ([UInt8]) -> Void) throws(FileError) {
    try files.read(real(path), inPieces: take)
  }

  func list(_ folder: String) throws(FileError) -> [String] {
    guard folder == root || folder.hasPrefix(root + "/") else { return try files.list(folder) }
    let inside = folder == root ? "" : folder.dropFirst(root.count + 1) + "/"
    let names = places.keys.filter { $0.hasPrefix(inside) }
      .compactMap { $0.dropFirst(inside.count).split(separator: "/").first.map(String.init) }
    let others = files.kind(of: folder) == .folder ? try files.list(folder) : []
    return Set(names + others)
      .sorted(by: precedes)
  }

  func kind(of path: String) -> FileKind {
    guard path.hasPrefix(root + "/") else {
      return path == root && !places.isEmpty ? .folder : files.kind(of: path)
    }
    let name = String(path.dropFirst(root.count + 1))
    if places[name] != nil { return .file }
    return places.keys.contains { $0.hasPrefix(name + "/") } ? .folder : files.kind(of: path)
  }

  func makeFolder(_ path: String) throws(FileError) { try files.makeFolder(path) }
  func write(_ parts: [[UInt8]], to path: String) throws(FileError) {
    try files.write(parts, to: path)
  }
  func seal(_ path: String) throws(FileError) { try files.seal(path) }
  func syncFolder(_ path: String) throws(FileError) { try files.syncFolder(path) }
  func rename(_ path: String, to target: String) throws(FileError) {
    try files.rename(path, to: target)
  }
  func exchange(_ path: String, with other: String) throws(FileError) {
    try files.exchange(path, with: other)
  }
  func remove(_ path: String) throws(FileError) { try files.remove(path) }
}
