internal import Dispatch
internal import Foundation

/// Threads that do together what is open.
///
/// A job may open another one while it is worked on: who has nothing left to do of the outer one helps
/// with the inner one, so that no thread waits while there is something that it could do.
///
/// Unchecked, as its jobs are: everything that changes is read and written under the condition's lock only.
final class WorkTeam: @unchecked Sendable {
  private let condition = NSCondition()
  /// What is not finished, in the order in which it was opened.
  private var jobs: [Job] = []

  /// Some things to do, in their order.
  private final class Job: @unchecked Sendable {
    let count: Int
    let work: @Sendable (Int) -> Void
    var next = 0
    var unfinished: Int

    init(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
      (self.count, self.work, unfinished) = (count, work, count)
    }
  }

  /// Does `count` things; returns when all are done.
  ///
  /// The threads come with the first job, and help with all that is opened until it is done.
  func run(_ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let job = Job(count, work)
    if isFirst(job) {
      DispatchQueue.concurrentPerform(iterations: threads) { [unowned self] _ in help(with: job) }
    } else {
      help(with: job)
    }
    condition.withLock { jobs.removeAll { $0 === job } }
  }

  /// Opens a job, and says whether nothing was open before.
  private func isFirst(_ job: Job) -> Bool {
    condition.withLock {
      jobs.append(job)
      condition.broadcast()
      return jobs.count == 1
    }
  }

  /// Works until a job is done.
  private func help(with job: Job) {
    condition.lock()
    while job.unfinished > 0 {
      guard let (open, place) = next(for: job) else {
        condition.wait()
        continue
      }
      condition.unlock()
      open.work(place)
      condition.lock()
      open.unfinished -= 1
      if open.unfinished == 0 { condition.broadcast() }
    }
    condition.unlock()
  }

  /// The next thing to do for who waits for a job: what was opened last, since others wait for it, and
  /// nothing that was opened before the job, since that may take longer than the job itself.
  private func next(for job: Job) -> (Job, place: Int)? {
    for open in jobs.reversed() {
      if open.next < open.count {
        defer { open.next += 1 }
        return (open, open.next)
      }
      if open === job { return nil }
    }
    return nil
  }
}
