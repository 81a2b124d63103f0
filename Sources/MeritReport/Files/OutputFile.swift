/// One file of a run: where it goes and what it holds.
package struct OutputFile: Sendable {
  /// The path relative to the run's folder, parts joined by `/`.
  package let path: String
  /// What it holds, in parts that follow each other: a large file is never put together, since the
  /// memory for it would cost more than its lines.
  package let parts: [[UInt8]]

  /// Makes a file of parts.
  package init(path: String, parts: [[UInt8]]) {
    self.path = path
    self.parts = parts
  }

  /// Makes a file.
  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, parts: [bytes])
  }

  /// All it holds, put together.
  package var bytes: [UInt8] { parts.count == 1 ? parts[0] : Array(parts.joined()) }

  /// Makes a file of text.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
