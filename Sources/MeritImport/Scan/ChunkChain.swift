internal import Foundation

/// Hands from one stretch of a file to the next whether it begins inside quotes, and on which line.
///
/// Unchecked, since all state is read and written under its lock.
final class ChunkChain: @unchecked Sendable {
  /// What the stretches before a place add up to.
  struct State {
    var lines: Int
    var isQuoted: Bool
  }

  private let condition = NSCondition()
  private var next = 0
  private var state: State

  init(firstLine: Int) {
    state = State(lines: firstLine, isQuoted: false)
  }

  /// Waits for the stretches before, adds a stretch, and gives the state before it.
  func pass(_ chunk: Int, newlines: Int, quotes: Int) -> State {
    condition.lock()
    defer { condition.unlock() }
    while next != chunk { condition.wait() }
    let before = state
    state.lines += newlines
    if quotes % 2 == 1 { state.isQuoted.toggle() }
    next += 1
    condition.broadcast()
    return before
  }

  /// Whether all stretches together leave a quote open.
  var endsQuoted: Bool {
    condition.lock()
    defer { condition.unlock() }
    return state.isQuoted
  }
}
