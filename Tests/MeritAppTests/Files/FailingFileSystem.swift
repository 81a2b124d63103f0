import MeritApp
import Synchronization

/// The files of this machine, of which the nth change fails as a full disk would.
final class FailingFileSystem: FileSystem {
  private let files = LocalFileSystem()
  private let failsAt: Int
  private let changes = Atomic<Int>(0)

  /// Fails at the nth change from 1 and at none after; 0 never fails.
  init(failsAt: Int) { self.failsAt = failsAt }

  /// How many changes were tried.
  var count: Int { changes.load(ordering: .relaxed) }

  func read(_ path: String) throws(FileError) -> [UInt8] { try files.read(path) }
  func read(_ path: String, inPieces take: ([UInt8]) -> Void) throws(FileError) {
    try files.read(path, inPieces: take)
  }

  func list(_ folder: String) throws(FileError) -> [String] { try files.list(folder) }
  func kind(of path: String) -> FileKind { files.kind(of: path) }

  func makeFolder(_ path: String) throws(FileError) {
    try change("make folder", path)
    try files.makeFolder(path)
  }

  func write(_ parts: [[UInt8]], to path: String) throws(FileError) {
    try change("write", path)
    try files.write(parts, to: path)
  }

  func seal(_ path: String) throws(FileError) {
    try change("sync", path)
    try files.seal(path)
  }

  func syncFolder(_ path: String) throws(FileError) {
    try change("sync", path)
    try files.syncFolder(path)
  }

  func rename(_ path: String, to target: String) throws(FileError) {
    try change("rename", path)
    try files.rename(path, to: target)
  }

  func exchange(_ path: String, with other: String) throws(FileError) {
    try change("rename", path)
    try files.exchange(path, with: other)
  }

  func remove(_ path: String) throws(FileError) {
    try change("remove", path)
    try files.remove(path)
  }

  private func change(_ operation: String, _ path: String) throws(FileError) {
    if changes.add(1, ordering: .relaxed).newValue == failsAt {
      throw FileError(operation: operation, path: path, reason: "no space left on device")
    }
  }
}
