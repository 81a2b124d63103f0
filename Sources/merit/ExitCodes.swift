import ArgumentParser

extension ExitCode {
  /// The policy or the data has errors; nothing was written.
  static let findings = ExitCode(1)
  /// The world failed: disk, ledger, lock.
  static let world = ExitCode(2)
  /// Interrupted with Ctrl-C.
  static let interrupted = ExitCode(130)
  /// Told to stop.
  static let terminated = ExitCode(143)
}
