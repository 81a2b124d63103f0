/// Says what the file system refused.
package struct FileError: Error, Hashable, Sendable {
  /// What was tried: `read`, `write`, `make folder`, `rename`, `remove`, `list`, `sync`.
  package let operation: String
  package let path: String
  /// The system's own words.
  package let reason: String

  /// Makes an error.
  package init(operation: String, path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }
}
