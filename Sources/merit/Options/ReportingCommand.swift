import ArgumentParser
import MeritApp
import MeritExcel
import MeritImport

/// A command with the shared options; what it throws from the file system becomes a message and
/// exit status 2.
protocol ReportingCommand: ParsableCommand {
  var shared: SharedOptions { get }

  /// Does the work and says how it ended.
  func perform(_ reporter: Reporter) throws -> ExitCode
}

extension ReportingCommand {
  /// Runs the command and turns its end into an exit status.
  mutating func run() throws {
    let reporter = shared.reporter
    let ending: ExitCode
    do {
      ending = try perform(reporter)
    } catch let error as FileError where error.isInterruption {
      ending = interrupted(reporter)
    } catch let error as FileError {
      reporter.failure(error)
      ending = .world
    } catch let error as LedgerFailure {
      reporter.clearProgress()
      reporter.report([error.diagnostic])
      ending = .world
    } catch let error as ExcelError {
      reporter.failure(FileError(operation: "write", path: "review.xlsx", reason: words(error)))
      ending = .world
    } catch ImportError.cancelled {
      ending = interrupted(reporter)
    } catch let error as ImportError {
      reporter.failure(error)
      ending = .world
    } catch is CancellationError {
      ending = interrupted(reporter)
    }
    if ending != .success { throw ending }
  }

  private func interrupted(_ reporter: Reporter) -> ExitCode {
    reporter.clearProgress()
    reporter.remark("interrupted: nothing was written")
    return ExitCode(Interruption.status)
  }
}

/// What the workbook's failure was, in words.
private func words(_ error: ExcelError) -> String {
  switch error {
  case .cannotStart: "the workbook cannot be started"
  case .refused(_, let act, let reason): "\(act): \(reason)"
  case .invalidName(let name): "`\(name)` is no name for a sheet or cell"
  case .tooLarge(let sheet): "the sheet `\(sheet)` has more rows or columns than a workbook holds"
  case .numberTooLarge(let sheet): "a number of the sheet `\(sheet)` does not fit into a cell"
  }
}
