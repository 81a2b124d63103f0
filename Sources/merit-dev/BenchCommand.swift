import ArgumentParser
import Foundation

/// Times a whole run against the same job done by other programs, in turn, and prints the ratios.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Times a run of the bench's book beside its peers, and compares numbers of threads.",
    discussion: """
      The folder holds gen.py, which makes the data, the book, and the peers. What is not installed \
      is said and left out. All programs take turns; a ratio is the median of the rounds, each to \
      DuckDB's time in the same round. A run and the same run again are told apart: the second one \
      knows the hashes of the exports.
      """)

  @Argument(help: "The bench's folder.")
  var folder: String

  @Option(help: "The program.")
  var merit = ".build/release/merit"

  @Option(parsing: .upToNextOption, help: "The sizes: S, M, L.")
  var sizes: [BenchSize] = [.small, .medium]

  @Option(help: "How often each program runs.")
  var rounds = 5

  @Flag(help: "Times the rules of every shape against the import of the calls of size L.")
  var everyShape = false

  @Option(help: "Threads, with --every-shape.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The project's folder, with --every-shape.")
  var project = "."

  @Option(help: "Where the data is kept between benches.")
  var scratch = FileManager.default.temporaryDirectory.appending(path: "merit-bench").path

  func run() throws {
    if everyShape { return try timeEveryShape() }
    print("size  program       wall     to DuckDB   peak memory")
    for size in sizes {
      let trial = try BenchTrial(folder: folder, merit: merit, scratch: scratch, size: size)
      try time(trial, size)
      try trial.compareThreads()
      print("\(size.rawValue)     1, 2 and 4 threads give the same figures")
    }
  }

  private func time(_ trial: BenchTrial, _ size: BenchSize) throws {
    var costs: [String: [ProcessCost]] = [:]
    for _ in 0..<max(1, rounds) {
      for program in trial.programs {
        try? FileManager.default.removeItem(atPath: trial.output)
        if program.name == BenchTrial.first { trial.forget() }
        let cost = try MeasuredProcess.run(program.command)
        guard cost.status == 0 else {
          throw ValidationError("\(program.command.joined(separator: " ")) failed")
        }
        costs[program.name, default: []].append(cost)
      }
    }
    let base = costs["DuckDB"]
    for program in trial.programs {
      let own = costs[program.name] ?? []
      let thousandths = base.map { base in
        median(zip(own, base).map { Int(1000 * ($0.wall / $1.wall)) })
      }
      let wall = median(own.map { Int($0.wall / .milliseconds(1)) })
      let memory = median(own.map { $0.peakMemory >> 20 })
      print(
        [
          size.rawValue.padded(6), program.name.padded(14), "\(wall) ms".padded(9),
          (thousandths.map { shown($0) } ?? "-").padded(12), "\(memory) MiB",
        ].joined())
    }
  }

  private func timeEveryShape() throws {
    let shipped = try EveryShapeBench.shippedBook(project: project)
    let trial = try BenchTrial(folder: folder, merit: merit, scratch: scratch, size: .large)
    let bench = try EveryShapeBench(book: shipped, calls: trial.calls, scratch: scratch)
    print("round   calls: wall, work   all rules           the month's own     to the calls")
    var all: [EveryShapeBench.Costs] = []
    for round in 1...max(1, rounds) {
      all.append(try bench.costs(threads: threads))
      show("\(round)", all.suffix(1), EveryShapeBench.Cost.median)
    }
    show("least", all[...], EveryShapeBench.Cost.least)
    show("median", all[...], EveryShapeBench.Cost.median)
  }

  /// Shows one cost of each phase, and how the month's own rules stand to the calls.
  private func show(
    _ name: String, _ costs: ArraySlice<EveryShapeBench.Costs>,
    _ pick: ([EveryShapeBench.Cost]) -> EveryShapeBench.Cost
  ) {
    let (calls, own) = (pick(costs.map(\.calls)), pick(costs.flatMap(\.own)))
    print(
      name.padded(8) + [calls, pick(costs.map(\.rules)), own].map(shown).joined()
        + shown(Int(1000 * (own.wall / calls.wall))))
  }

  private func shown(_ cost: EveryShapeBench.Cost) -> String {
    "\(Int(cost.wall / .milliseconds(1))), \(Int(cost.work / .milliseconds(1))) ms".padded(20)
  }

  private func median(_ numbers: [Int]) -> Int { numbers.sorted()[numbers.count / 2] }

  private func shown(_ thousandths: Int) -> String {
    "\(thousandths / 1000).\("\(1000 + thousandths % 1000)".dropFirst())"
  }
}

/// The sizes of the bench's data: people and rows.
enum BenchSize: String, ExpressibleByArgument {
  case small = "S"
  case medium = "M"
  case large = "L"

  /// The arguments of the generator.
  fileprivate var rows: [String] {
    let (people, calls, sales, surveys) =
      switch self {
      case .small: (50, 100_000, 10_000, 5000)
      case .medium: (1000, 2_000_000, 200_000, 100_000)
      case .large: (10_000, 20_000_000, 2_000_000, 500_000)
      }
    return [
      "--employees", "\(people)", "--calls", "\(calls)", "--sales", "\(sales)", "--surveys",
      "\(surveys)",
    ]
  }
}

/// One size: its book with data, and the programs that do the same job.
private struct BenchTrial {
  let programs: [(name: String, command: [String])]
  let output: String
  /// The file with the calls.
  let calls: String
  private let run: [String]
  private let cache: String
  /// The name of a run that finds nothing in the cache.
  static let first = "merit"
  private static let period = "2025-03"

  init(folder: String, merit: String, scratch: String, size: BenchSize) throws {
    let files = FileManager.default
    let book = "\(scratch)/\(size.rawValue)"
    if !files.fileExists(atPath: "\(book)/data/targets.csv") {
      try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
      try? files.removeItem(atPath: book)
      try files.copyItem(atPath: "\(folder)/book", toPath: book)
      let made = try MeasuredProcess.run(
        ["python3", "\(folder)/gen.py", "--out", "\(book)/data"] + size.rows)
      guard made.status == 0 else { throw ValidationError("the data cannot be made (numpy?)") }
    }
    output = "\(book)/out"
    calls = "\(book)/data/calls.csv"
    run = [merit, "run", BenchTrial.period, "--book", book, "--quiet"]
    cache = "\(scratch)/cache"
    unsafe setenv("XDG_CACHE_HOME", cache, 1)
    var programs = [(name: BenchTrial.first, command: run), (name: "merit, again", command: run)]
    let scan = "\(scratch)/limit"
    let built = try? MeasuredProcess.run(
      ["g++", "-O3", "-std=c++20", "-pthread", "\(folder)/peers/limit.cpp", "-o", scan])
    let data = ["\(book)/data", "\(scratch)/peer.csv"]
    let peers = [
      ("DuckDB", "duckdb", ["python3", "\(folder)/peers/duck.py"] + data),
      ("Polars", "polars", ["python3", "\(folder)/peers/pol.py"] + data),
    ]
    for (name, module, command) in peers {
      if (try? MeasuredProcess.run(["python3", "-c", "import \(module)"]))?.status == 0 {
        programs.append((name, command))
      } else {
        print("\(name) is not installed and left out")
      }
    }
    if built?.status == 0 {
      // It works on one thread unless it is told otherwise; all others take as many as there are.
      programs.append(
        ("plain scan", [scan] + data + ["\(ProcessInfo.processInfo.activeProcessorCount)"]))
    } else {
      print("the plain scan cannot be built and is left out")
    }
    self.programs = programs
  }

  /// Takes away what earlier runs left for later ones.
  func forget() { try? FileManager.default.removeItem(atPath: cache) }

  /// Runs with several numbers of threads; throws where the figures differ by a byte.
  func compareThreads() throws {
    let figures = try [1, 2, 4].map { threads in
      try? FileManager.default.removeItem(atPath: output)
      _ = try MeasuredProcess.run(run + ["--threads", "\(threads)"])
      return FileManager.default.contents(atPath: "\(output)/\(BenchTrial.period)/figures.csv")
    }
    guard figures[0] != nil, Set(figures).count == 1 else {
      throw ValidationError("the number of threads changes the figures")
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    padding(toLength: width, withPad: " ", startingAt: 0)
  }
}
