/// Says what the file system refused.
package struct FileError: Error, Hashable, Sendable {
  /// What was tried: `read`, `write`, `make folder`, `rename`, `remove`, `list`, `sync`.
  package let operation: String
  package let path: String
  /// The system's own words.
  package let reason: String
  /// Whether the user stopped it, and nothing was refused.
  package var isInterruption = false

  /// Makes an error.
  package init(operation: String, path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// The user asked to stop while a file was read.
  static func interrupted(_ path: String) -> FileError {
    var error = FileError(operation: "read", path: path, reason: "it was interrupted")
    error.isInterruption = true
    return error
  }
}
