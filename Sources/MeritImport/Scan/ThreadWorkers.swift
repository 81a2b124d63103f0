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
    let results = Mutex<[Result?]>(Array(repeating: nil, count: runs))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, runs)) { _ in
      while true {
        let run = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard run < runs else { return }
        let result = work(run * count / runs..<(run + 1) * count / runs)
        results.withLock { $0[run] = result }
      }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
