import Synchronization

/// Files as another file system gives them, with a list of those that were read.
package final class RecordingFileSystem: FileSystem {
  private let files: any FileSystem
  private let paths = Mutex<Set<String>>([])

  /// Makes a recorder without records.
  package init(_ files: any FileSystem) { self.files = files }

  /// The paths that were read so far, sorted.
  package var read: [String] { paths.withLock { $0 }.sorted() }

  package func read(_ path: String) throws(FileError) -> [UInt8] {
    let bytes = try files.read(path)
    note(path)
    return bytes
  }

  package func read(_ path: String, inPieces take: ([UInt8]) -> Void) throws(FileError) {
    try files.read(path, inPieces: take)
    note(path)
  }

  private func note(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  package func list(_ folder: String) throws(FileError) -> [String] { try files.list(folder) }
  package func kind(of path: String) -> FileKind { files.kind(of: path) }
  package func makeFolder(_ path: String) throws(FileError) { try files.makeFolder(path) }
  package func write(_ parts: [[UInt8]], to path: String) throws(FileError) {
    try files.write(parts, to: path)
  }
  package func seal(_ path: String) throws(FileError) { try files.seal(path) }
  package func syncFolder(_ path: String) throws(FileError) { try files.syncFolder(path) }
  package func rename(_ path: String, to target: String) throws(FileError) {
    try files.rename(path, to: target)
  }
  package func exchange(_ path: String, with other: String) throws(FileError) {
    try files.exchange(path, with: other)
  }
  package func remove(_ path: String) throws(FileError) { try files.remove(path) }
}
