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

  /// Who is shown the bytes of the stretches; nil for nobody.
  let witness: (any FileWitness)?
  private let condition = NSCondition()
  private var next = 0
  private var state: State

  /// Begins before the first stretch of a file.
  init(_ file: OpenFile) {
    state = State(lines: file.line, isQuoted: false)
    witness = file.witness.flatMap { $0.begin(size: file.size) ? $0 : nil }
  }

  /// Waits for the stretches before, adds a stretch, and gives the state before it; `inTurn` is
  /// called once all stretches before have passed.
  func pass(
    _ chunk: Int, newlines: Int, quotes: Int, inTurn: () -> Void = {}
  ) -> State {
    condition.lock()
    while next != chunk { condition.wait() }
    // It is nobody else's turn until this one has passed, so others need not wait for the lock.
    condition.unlock()
    inTurn()
    condition.lock()
    defer { condition.unlock() }
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
