import MeritImport
package import MeritModel

/// Runs a period of the book in a folder, from merit.json to the files.
package enum BookRun {
  /// Opens the book, computes, and writes the period's folder.
  package static func run(
    folder: String, period: String, threads: Int = 1, files: any FileSystem = LocalFileSystem()
  ) throws -> Checked<PeriodResult> {
    let opened = try BookReader.read(folder, files: files)
    guard let book = opened.valid else { return Checked(nil, opened.diagnostics) }
    let history = SealedHistory(try BookLedger.open(book.book, files: files))
    let reading = PeriodReading(
      book: book, files: files, settings: ScanSettings(threads: threads), history: history)
    let request = RunRequest(
      bookFolder: folder, policyFiles: book.book.policies, period: period,
      output: book.book.output, reports: book.book.reports, inputFiles: book.book.inputFiles)
    return try RunPeriod(files: files, reader: reading).run(request)
  }
}
