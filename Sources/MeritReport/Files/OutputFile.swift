/// One file of a run: where it goes and what it holds.
package struct OutputFile: Hashable, Sendable {
  /// The path relative to the run's folder, parts joined by `/`.
  package let path: String
  package let bytes: [UInt8]

  /// Makes a file.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Makes a file of text.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
