/// The files that a command reads and writes, taken by protocol so that tests can make them fail.
package protocol FileSystem: Sendable {
  /// Reads a whole file.
  func read(_ path: String) throws(FileError) -> [UInt8]
  /// Reads a file in pieces, from its first byte to its last.
  func read(_ path: String, inPieces take: ([UInt8]) -> Void) throws(FileError)
  /// Lists the names in a folder, sorted by Unicode scalars.
  func list(_ folder: String) throws(FileError) -> [String]
  /// Says what lies at a path, links followed.
  func kind(of path: String) -> FileKind
  /// Says by what a file is known to be the same later; nil where that cannot be told.
  func identity(of path: String) -> FileIdentity?
  /// Makes a folder that only the owner may enter, and those above it.
  func makeFolder(_ path: String) throws(FileError)
  /// Writes a new file that only the owner may read, and waits until it is on the disk.
  ///
  /// The parts follow each other in the file.
  func write(_ parts: [[UInt8]], to path: String) throws(FileError)
  /// Gives a file that exists to its owner alone and waits until it is on the disk.
  func seal(_ path: String) throws(FileError)
  /// Waits until the names in a folder are on the disk.
  func syncFolder(_ path: String) throws(FileError)
  /// Moves a file or folder into place, in one step.
  func rename(_ path: String, to target: String) throws(FileError)
  /// Swaps two folders in one step, so that at no moment one of them is absent.
  func exchange(_ path: String, with other: String) throws(FileError)
  /// Removes a file or a folder with all it holds; fine where there is none.
  func remove(_ path: String) throws(FileError)
}

extension FileSystem {
  package func identity(of path: String) -> FileIdentity? { nil }

  /// Writes a new file of one part.
  package func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write([bytes], to: path)
  }
}

/// What lies at a path.
package enum FileKind: Sendable {
  case none
  case file
  case folder
}
