internal import Foundation
internal import Synchronization

/// Tries one damaged text after the other until time is up.
package struct Fuzzer: Sendable {
  /// The longest time that one text may take, in seconds of the processor.
  package static let patience = 20.0

  private let name: String
  private let mutator: Mutator
  private let seed: UInt64
  private let trial: @Sendable ([UInt8]) throws -> String?

  /// A text that shows a flaw.
  package struct Finding: Sendable {
    package let number: UInt64
    package let text: [UInt8]
    package let flaw: String
  }

  /// Takes how texts are made and tried.
  package init(
    _ name: String, _ mutator: Mutator, seed: UInt64,
    trial: @escaping @Sendable ([UInt8]) throws -> String?
  ) {
    (self.name, self.mutator, self.seed, self.trial) = (name, mutator, seed, trial)
  }

  /// Tries texts from a number on; gives the first findings, and how many texts were tried.
  ///
  /// `at` is told each number before it is tried, so that one that ends the process is known.
  package func run(
    from first: UInt64, seconds: Double, most: Int = 10, at: (UInt64) -> Void,
    isSlow: @escaping @Sendable (UInt64) -> Void
  ) -> (findings: [Finding], tried: UInt64) {
    let watch = Watch(first)
    watch.start(isSlow)
    defer { watch.stop() }
    var findings: [Finding] = []
    let end = Date().addingTimeInterval(seconds)
    var current = first
    while Date() < end, findings.count < most {
      at(current)
      watch.begin(current)
      let text = mutator.text(current, seed: seed)
      do {
        if let flaw = try trial(text) {
          findings.append(Finding(number: current, text: text, flaw: flaw))
        }
      } catch {
        findings.append(Finding(number: current, text: text, flaw: "threw \(error)"))
      }
      current += 1
    }
    return (findings, current - first)
  }
}

/// Notices a text that takes too long; its thread looks once a second.
private final class Watch: Sendable {
  private let state: Mutex<(number: UInt64, since: Double, isDone: Bool)>

  init(_ first: UInt64) { state = Mutex((first, Watch.time, false)) }

  /// The time that the process has had, whatever else the machine does.
  private static var time: Double { Double(clock()) / 1_000_000 }

  func begin(_ number: UInt64) {
    let now = Watch.time
    state.withLock { ($0.number, $0.since) = (number, now) }
  }

  func stop() { state.withLock { $0.isDone = true } }

  func start(_ isSlow: @escaping @Sendable (UInt64) -> Void) {
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: 1)
        let (number, since, isDone) = self.state.withLock { $0 }
        if isDone { return }
        if Watch.time - since > Fuzzer.patience { return isSlow(number) }
      }
    }
  }
}
