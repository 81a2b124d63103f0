import MeritImport
import MeritModel
import Synchronization

/// The line on a terminal that tells how far a scan is; drawn anew at most ten times a second.
final class ProgressLine: Sendable {
  /// Files that are read in a moment need no line.
  private static let leastBytes = 32 << 20

  private struct State {
    var table = ""
    var done = 0
    var start = ContinuousClock.now
    var drawn = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let write: @Sendable (String) -> Void

  /// Takes what writes to the terminal.
  init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// Draws the line, if it is time to.
  func show(_ progress: ScanProgress) {
    guard progress.total > ProgressLine.leastBytes else { return }
    let now = ContinuousClock.now
    let elapsed: Duration? = state.withLock { state in
      if state.table != progress.table || progress.done < state.done {
        // Another table, or another pass over the same one.
        state = State(table: progress.table, start: now, drawn: now)
      }
      state.done = progress.done
      guard now - state.drawn > .milliseconds(100) else { return nil }
      state.drawn = now
      return now - state.start
    }
    guard let elapsed else { return }
    let parts = elapsed.components
    let milliseconds = Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
    write("\r\u{1B}[K" + ProgressLine.text(progress, milliseconds: milliseconds))
  }

  /// The line: file, part of the bytes, rows, rate, time left.
  static func text(_ progress: ScanProgress, milliseconds: Int) -> String {
    let (done, time) = (max(1, progress.done), max(1, milliseconds))
    let rate = done * 1000 / time
    let left = (progress.total - progress.done) / (max(1, rate))
    let name = visible(progress.file)
    let file = name.count > 30 ? "…" + name.suffix(29) : name
    return "\(file): \(progress.done >> 20) of \(progress.total >> 20) MiB, "
      + "\(grouped(progress.rows)) rows, \(rate >> 20) MiB/s, "
      + (left < 100 ? "\(left) s left" : "\((left + 30) / 60) min left")
  }

  /// A number with commas between thousands.
  private static func grouped(_ number: Int) -> String {
    var (text, rest) = ("", number)
    while rest >= 1000 {
      let part = String(rest % 1000)
      text = "," + String(repeating: "0", count: 3 - part.count) + part + text
      rest /= 1000
    }
    return String(rest) + text
  }
}
