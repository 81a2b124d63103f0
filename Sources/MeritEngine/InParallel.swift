internal import Dispatch
internal import Synchronization

/// Cuts work over many subjects into stretches that several threads take.
struct InParallel: Sendable {
  /// How many threads may work at once.
  let threads: Int

  /// Fewer subjects than this are not worth another thread.
  private static let least = 128

  /// What every stretch gives, in the order of the subjects; who computes which never shows.
  func map<Result: Sendable>(
    _ subjects: [Int], _ work: @escaping @Sendable (ArraySlice<Int>) -> Result
  ) -> [Result] {
    let stretches = stretches(of: subjects)
    guard stretches.count > 1 else { return stretches.map(work) }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: stretches.count))
    DispatchQueue.concurrentPerform(iterations: stretches.count) { place in
      let result = work(stretches[place])
      results.withLock { $0[place] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Two stretches for each thread, so that one that is done early finds more to do.
  private func stretches(of subjects: [Int]) -> [ArraySlice<Int>] {
    let most = threads > 1 ? 2 * threads : 1
    let count = max(1, min(most, subjects.count / Self.least))
    return (0..<count).map { place in
      subjects[subjects.count * place / count..<subjects.count * (place + 1) / count]
    }
  }
}
