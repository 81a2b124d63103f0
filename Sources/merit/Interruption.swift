import MeritApp
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether the user has asked to stop: the first signal is noted, so that work can end cleanly; a
/// second one ends the process at once.
enum Interruption {
  private static let signal = Atomic<Int32>(0)

  /// Says whether a signal came.
  static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// The files of this machine, read until a signal comes.
  static var files: LocalFileSystem { LocalFileSystem(isCancelled: { isRequested }) }

  /// The exit status of the signal that came: 130 or 143.
  static var status: Int32 { 128 + signal.load(ordering: .relaxed) }

  /// Notes a signal; called from a signal handler, so it only touches the atomic.
  static func note(_ number: Int32) {
    if signal.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
  }
}
