import MeritImport
import MeritModel

/// The hashes of the files that a run reads, taken as they are scanned; those that no scan shows
/// whole as they are stored are read for it.
struct InputHashes: Sendable {
  private struct Input: Sendable {
    let table: String
    let file: String
    let witness = WitnessedHash()
  }

  private let inputs: [Input]
  private let files: any FileSystem
  private let folder: String
  private let known: [String: String]

  /// Takes in the files, and the hashes of those that need not be taken again.
  init(
    _ list: [(table: String, file: String)], files: any FileSystem, folder: String,
    known: [String: String] = [:]
  ) {
    inputs = list.map { Input(table: $0.table, file: $0.file) }
    (self.files, self.folder, self.known) = (files, folder, known)
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
    return try zip(inputs, hashes.joined()).map { input, hash in
      let account = accounts.first { $0.table == input.table && $0.file == input.file }
      return InputFact(
        table: input.table, file: input.file, hash: try hash.get(), rows: account?.rowsRead ?? 0,
        encoding: account?.encoding)
    }
  }

  private func hash(of input: Input) -> Result<String, FileError> {
    if let seen = known[input.file] ?? input.witness.text { return .success(seen) }
    return Result { () throws(FileError) in
      try sha256(of: "\(folder)/\(input.file)", files: files)
    }
  }
}
