import ArgumentParser
import Foundation
import TestSupport

/// Kills closes at random instants and looks at what they left.
struct KillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill-close",
    abstract: "Kills closes at random instants: the ledger must be whole, the period closed or not."
  )

  @Argument(help: "A book; it is copied and stays as it is.")
  var book: String

  @Argument(help: "The period that is closed.")
  var period: String

  @Option(help: "How many closes are killed.")
  var times = 1000

  @Option(help: "The seed of the instants.")
  var seed: UInt64 = 1

  @Option(help: "The program.")
  var merit = ".build/debug/merit"

  func run() throws {
    let trial = try KillTrial(
      merit: URL(fileURLWithPath: merit), book: URL(fileURLWithPath: book), period: period)
    defer { trial.remove() }
    // A little longer than a close takes, so that its very end is met too.
    let length = try trial.undisturbed() * 11 / 10
    var random = SplitMix64(seed: seed)
    var counts: [KillTrial.Ending: Int] = [:]
    for number in 1...max(1, times) {
      let instant = length * Int(random.next() % 10_000) / 10_000
      let ending = try trial.kill(after: instant)
      counts[ending, default: 0] += 1
      if ending == .broken { say("kill \(number), after \(instant): the ledger is not whole") }
    }
    say(
      "\(times) closes killed within \(length): \(counts[.closed] ?? 0) left the period "
        + "closed, \(counts[.open] ?? 0) open, \(counts[.done] ?? 0) had ended before, "
        + "\(counts[.broken] ?? 0) broke something")
    if counts[.broken] ?? 0 > 0 { throw ExitCode(1) }
  }

  private func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

/// Closes the period of a copy of a book, again and again.
private struct KillTrial {
  /// What a killed close left.
  enum Ending: Hashable {
    /// It was done before the kill.
    case done
    case closed
    case open
    case broken
  }

  let merit: URL
  let period: String
  private let scratch: URL
  private var prepared: URL { scratch.appending(path: "prepared") }
  private var copy: URL { scratch.appending(path: "book") }

  init(merit: URL, book: URL, period: String) throws {
    self.merit = merit
    self.period = period
    scratch = FileManager.default.temporaryDirectory.appending(path: "merit-kill-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: book, to: prepared)
    guard try status(["run", period], in: prepared) == 0 else {
      throw ValidationError("the period does not run in that book")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  private var closing: [String] {
    ["close", period, "--by", "Ann", "--on", "2099-01-01", "--confirm", period]
  }

  private func lay() throws {
    try? FileManager.default.removeItem(at: copy)
    try FileManager.default.copyItem(at: prepared, to: copy)
  }

  /// How long a close takes that nobody kills.
  func undisturbed() throws -> Duration {
    try lay()
    let start = ContinuousClock.now
    guard try status(closing, in: copy) == 0 else {
      throw ValidationError("the period cannot be closed in that book")
    }
    return start.duration(to: .now)
  }

  /// Kills a close after some time.
  ///
  /// Afterwards the ledger opens and is sound, and the period is
  /// closed, or can be.
  func kill(after time: Duration) throws -> Ending {
    try lay()
    let process = try start(closing, in: copy)
    let (seconds, attoseconds) = time.components
    usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let isDone = process.terminationReason == .exit && process.terminationStatus == 0
    guard try status(["ledger"], in: copy) == 0 else { return .broken }
    // A second close says that it is closed, or closes it: nothing half-done is in its way.
    let again = try status(closing, in: copy)
    guard again == 0 || again == 1, try status(["verify"], in: copy) == 0 else { return .broken }
    return isDone ? .done : again == 1 ? .closed : .open
  }

  private func start(_ arguments: [String], in book: URL) throws -> Process {
    let process = Process()
    process.executableURL = merit
    process.arguments = arguments + ["--book", book.path, "--quiet"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func status(_ arguments: [String], in book: URL) throws -> Int32 {
    let process = try start(arguments, in: book)
    process.waitUntilExit()
    return process.terminationStatus
  }
}
