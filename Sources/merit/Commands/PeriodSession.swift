import MeritApp
import MeritImport
import MeritModel

/// What run, rank and explain share: the book, how rows are read, and the progress line.
struct PeriodSession {
  let reporter: Reporter
  let bookFolder: String?

  /// Opens the book; nil where it has faults, which are reported.
  func open(
    _ period: String, threads: Int?, isDryRun: Bool
  ) throws -> (run: RunPeriod, request: RunRequest)? {
    let files = LocalFileSystem()
    let found = BookReader.find(bookFolder, from: workingFolder(), files: files)
    guard let folder = found.valid else {
      reporter.report(found.diagnostics)
      return nil
    }
    let opened = try BookReader.read(folder, files: files)
    guard let book = opened.valid else {
      reporter.report(opened.diagnostics)
      return nil
    }
    let reading = PeriodReading(
      book: book, files: files,
      settings: ScanSettings(
        threads: threads ?? processorCount(), progress: reporter.progress,
        isCancelled: { Interruption.isRequested }))
    let request = RunRequest(
      bookFolder: folder, policyFiles: book.book.policies, period: period,
      output: book.book.output, reports: book.book.reports, isDryRun: isDryRun)
    return (
      RunPeriod(
        files: files, isCancelled: { Interruption.isRequested }, reading: reading.read), request
    )
  }

  /// Takes the progress line off the terminal.
  func clearProgress() { reporter.clearProgress() }
}
