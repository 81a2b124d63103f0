/// How far the reading of a table is.
package struct ScanProgress: Sendable {
  package let table: String
  /// The file in which the last stretch lay.
  package let file: String
  /// The bytes that are read, and those of all files of the table.
  package let done: Int
  package let total: Int
  /// The rows that are read.
  package let rows: Int

  /// Makes a progress.
  package init(table: String, file: String, done: Int, total: Int, rows: Int) {
    (self.table, self.file, self.done, self.total, self.rows) = (table, file, done, total, rows)
  }
}

/// How a scan uses the machine; never what it finds.
package struct ScanSettings: Sendable {
  package var threads: Int
  /// The bytes of a stretch that one worker takes at a time.
  package var chunk: Int
  /// Told how far a scan is, from any thread.
  package var progress: (@Sendable (ScanProgress) -> Void)?
  /// Asked between stretches; true ends the scan early.
  package var isCancelled: @Sendable () -> Bool

  /// Makes settings.
  package init(
    threads: Int = 1, chunk: Int = 512 << 10, progress: (@Sendable (ScanProgress) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = max(1, threads)
    self.chunk = max(64, chunk)
    self.progress = progress
    self.isCancelled = isCancelled
  }
}
