import Dispatch
import MeritModel
import Synchronization

/// Works on short runs at the same time, on as many threads as the system gives.
package struct ThreadedRuns: Workers {
  private let length: Int

  /// Takes the most things of a run.
  package init(of length: Int) { self.length = length }

  /// Works on all runs at once.
  package func split<Result: Sendable>(
    _ count: Int, _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let runs = stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: runs.count))
    DispatchQueue.concurrentPerform(iterations: runs.count) { place in
      let result = work(runs[place])
      results.withLock { $0[place] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
