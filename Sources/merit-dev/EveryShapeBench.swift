import ArgumentParser
import Foundation
import MeritApp
import MeritImport
import MeritModel
import MeritPolicy
import Synchronization

/// Times the rules of a month for ten thousand people against the import of their calls.
///
/// The book has every shape of the language once, and the calls of the bench's largest data. Both are
/// timed in one process: the import from the first to the last byte of the calls, the rules from the
/// last row that is read to the last value. Nothing is closed in that run, so it computes the months before
/// and their days, too. Then the month is computed as at its end, with those closed (``ClosedMonths``).
struct EveryShapeBench {
  private static let period = "2025-03"
  /// How often the month is computed in each round: as long together as the calls are read.
  private static let times = 10
  let book: String

  /// The book as the project has it.
  static func shippedBook(project: String) throws -> String {
    let book = "\(project)/Sources/merit-dev/EveryShape"
    guard FileManager.default.fileExists(atPath: book) else {
      throw ValidationError("there is no \(book): name the project's folder with --project")
    }
    return book
  }

  /// Takes in the book and the file with the calls, and lays both out in the scratch folder.
  init(book shipped: String, calls: String, scratch: String) throws {
    let files = FileManager.default
    book = "\(scratch)/every-shape"
    try? files.removeItem(atPath: book)
    try files.copyItem(atPath: shipped, toPath: book)
    try files.createDirectory(atPath: "\(book)/data", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: "\(book)/data/calls.csv", withDestinationPath: calls)
    var rows = EveryShapeRows()
    for (name, text) in rows.files() {
      try Data(text.utf8).write(to: URL(filePath: "\(book)/data/\(name)"))
    }
  }

  /// What a phase took on the clock and of the processors.
  struct Cost {
    var wall = Duration.zero
    var work = Duration.zero

    /// The least of several: what another program on the machine took from one of them is not in it.
    static func least(of costs: [Cost]) -> Cost {
      Cost(
        wall: costs.map(\.wall).min() ?? .zero, work: costs.map(\.work).min() ?? .zero)
    }

    /// What half of several stay below.
    static func median(of costs: [Cost]) -> Cost {
      let (walls, works) = (costs.map(\.wall).sorted(), costs.map(\.work).sorted())
      guard !costs.isEmpty else { return Cost() }
      return Cost(wall: walls[costs.count / 2], work: works[costs.count / 2])
    }
  }

  /// What was measured: reading the calls, the rules with all months before, and those of the month.
  struct Costs {
    var calls: Cost
    var rules: Cost
    /// Those of the month each time that it was computed.
    var own: [Cost]
  }

  /// Reads and computes everything once, and the month alone a few times.
  func costs(threads: Int) throws -> Costs {
    let opened = try BookReader.read(book, files: LocalFileSystem())
    guard let open = opened.valid else { throw ValidationError("\(opened.diagnostics)") }
    let marks = Marks()
    let settings = ScanSettings(threads: threads, progress: marks.take)
    let reader = PeriodReading(book: open, files: LocalFileSystem(), settings: settings)
    var end = Instant()
    var policies: [CompiledPolicy] = []
    let run = RunPeriod(files: LocalFileSystem(), workers: ThreadWorkers(threads)) {
      plan, versions in
      defer { end = Instant() }
      policies = versions
      return try reader.read(plan, versions)
    }
    let request = RunRequest(
      bookFolder: book, policyFiles: open.book.policies, period: Self.period, output: "out",
      isDryRun: true)
    let computed = try run.compute(request)
    let rules = end.cost
    guard let result = computed.valid else {
      throw ValidationError(computed.diagnostics.prefix(9).map { "\($0)" }.joined(separator: "\n"))
    }
    let months = try ClosedMonths(
      policies, earlier: result.input.earlier, own: result.input.own,
      calculator: result.calculator, calculation: result.calculation)
    return Costs(
      calls: marks.calls, rules: rules, own: try months.costs(times: Self.times, threads: threads))
  }
}

/// A point of time.
struct Instant {
  let wall = ContinuousClock.now
  let work = MeasuredProcess.ownWork

  /// What was spent since.
  var cost: EveryShapeBench.Cost {
    EveryShapeBench.Cost(wall: wall.duration(to: .now), work: MeasuredProcess.ownWork - work)
  }
}

/// When the reading of the calls began and ended.
private final class Marks: Sendable {
  private let times = Mutex<(start: Instant, calls: EveryShapeBench.Cost)>(
    (Instant(), EveryShapeBench.Cost()))

  /// Hears how far the reading is: the calls begin where the table before them ends.
  var take: @Sendable (ScanProgress) -> Void {
    { [self] progress in
      times.withLock { times in
        if progress.table == "calls" {
          times.calls = times.start.cost
        } else {
          times.start = Instant()
        }
      }
    }
  }

  var calls: EveryShapeBench.Cost { times.withLock { $0.calls } }
}
