internal import Dispatch
internal import MeritModel
internal import Synchronization

/// Works on several threads; several runs for each, so that a slow one keeps nobody waiting.
package struct ThreadWorkers: Workers {
  private let threads: Int

  /// Takes the number of threads.
  package init(_ threads: Int) { self.threads = threads }

  /// Works on runs of equal length.
  package func split<Result: Sendable>(
    _ count: Int, _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return [work(0..<count)] }
    let runs = min(count, 4 * threads)
    return each(runs) { run in work(run * count / runs..<(run + 1) * count / runs) }
  }

  /// Gives each worker the next thing as soon as it is free.
  package func each<Result: Sendable>(
    _ count: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(work) }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < count else { return }
        let result = work(place)
        results.withLock { $0[place] = result }
      }
    }
    return results.withLock { $0 }.compactMap { $0 }
  }
}
