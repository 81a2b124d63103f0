internal import MeritModel
internal import Synchronization

/// Works on several threads; several runs for each, so that a slow one keeps nobody waiting.
package struct ThreadWorkers: Workers {
  private let threads: Int
  private let team = WorkTeam()

  /// Takes the number of threads.
  package init(_ threads: Int) { self.threads = threads }

  /// Works on runs of equal length.
  package func split<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return [work(0..<count)] }
    let runs = min(count, 4 * threads)
    return each(runs) { run in work(run * count / runs..<(run + 1) * count / runs) }
  }

  /// Gives each worker the next thing as soon as it is free.
  package func each<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(work) }
    let results = Results<Result>(count)
    team.run(count, threads: threads) { results.set(work($0), at: $0) }
    return results.all
  }
}

/// What several threads gave, each in its place.
private final class Results<Result: Sendable>: Sendable {
  private let found: Mutex<[Result?]>

  init(_ count: Int) { found = Mutex(Array(repeating: nil, count: count)) }

  func set(_ result: Result, at place: Int) { found.withLock { $0[place] = result } }

  var all: [Result] { found.withLock { $0 }.compactMap(\.self) }
}
