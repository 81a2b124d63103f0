import MeritImport
import MeritModel

/// The hashes of the files that a run reads, taken as they are scanned; those that no scan shows
/// whole as they are stored are read for it.
struct InputHashes: Sendable {
  private struct Input: Sendable {
    let table: String
    let file: String
    let path: String
    /// Of a file that a cache may keep what is told of it before it is read.
    let identity: FileIdentity?
    let cached: HashCache.Entry?
    let witness: WitnessedHash
  }

  private let inputs: [Input]
  private let files: any FileSystem
  private let known: [String: String]
  private let cache: HashCache?

  /// Takes in the files, and the hashes of those that need not be taken again.
  init(
    _ list: [(table: String, file: String)], files: any FileSystem, folder: String,
    known: [String: String] = [:], cache: HashCache? = nil
  ) {
    inputs = list.map { table, file in
      let path = "\(folder)/\(file)"
      let identity = cache?.identity(of: path)
      let cached = identity.flatMap { cache?.entry(file, $0) }
      return Input(
        table: table, file: file, path: path, identity: identity, cached: cached,
        witness: WitnessedHash(isHashed: cached == nil, asksCheck: identity != nil))
    }
    (self.files, self.known, self.cache) = (files, known, cache)
  }

  /// Watches the files of the tables while they are scanned.
  func witness(_ sources: inout [String: TableSource]) {
    for input in inputs where known[input.file] == nil {
      let place = sources[input.table]?.files.firstIndex { $0.name == input.file }
      if let place { sources[input.table]?.files[place].witness = input.witness }
    }
  }

  /// Gives the facts of all files in the order in which they were asked for.
  func facts(
    _ accounts: [ConservationAccount], by workers: any Workers
  ) throws -> [InputFact] {
    let hashes = workers.split(inputs.count) { places in places.map { hash(of: inputs[$0]) } }
    cache?.keep(entries)
    return try zip(inputs, hashes.joined()).map { input, hash in
      let account = accounts.first { $0.table == input.table && $0.file == input.file }
      return InputFact(
        table: input.table, file: input.file, hash: try hash.get(), rows: account?.rowsRead ?? 0,
        encoding: account?.encoding)
    }
  }

  private func hash(of input: Input) -> Result<String, FileError> {
    if let seen = known[input.file] ?? cached(input) ?? input.witness.text { return .success(seen) }
    return Result { () throws(FileError) in try sha256(of: input.path, files: files) }
  }

  /// The hash that is kept of a file, where the bytes that were read are those it was taken of.
  private func cached(_ input: Input) -> String? {
    guard let cached = input.cached, input.witness.check == cached.check else { return nil }
    return cached.hash
  }

  /// What the cache may keep: of hashes and bytes that were seen at one time.
  private var entries: [String: HashCache.Entry] {
    inputs.reduce(into: [:]) { entries, input in
      guard let identity = input.identity, let check = input.witness.check,
        let hash = cached(input) ?? input.witness.text
      else { return }
      entries[input.file] = HashCache.Entry(identity: identity, check: check, hash: hash)
    }
  }
}
