#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a program took.
struct ProcessCost {
  let status: Int32
  let wall: Duration
  /// The most memory at one time, in bytes.
  let peakMemory: Int
}

/// Runs a program to its end and measures it; its output is thrown away.
enum MeasuredProcess {
  /// The program could not be started.
  struct StartError: Error, CustomStringConvertible {
    let command: [String]
    let code: Int32

    var description: String { "\(command.joined(separator: " ")): cannot be started (\(code))" }
  }

  /// Runs a command; its first word is looked for as a shell does.
  static func run(_ command: [String]) throws -> ProcessCost {
    var actions = unsafe noActions
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var words = unsafe command.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let start = ContinuousClock.now
    let code = unsafe posix_spawnp(&process, command[0], &actions, nil, &words, environ)
    guard code == 0 else { throw StartError(command: command, code: code) }
    var (status, usage): (Int32, rusage) = (0, rusage())
    while unsafe wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    return ProcessCost(
      status: status, wall: start.duration(to: .now),
      peakMemory: Int(usage.ru_maxrss) * memoryUnit)
  }

  /// What the processors have done for this program until now.
  static var ownWork: Duration {
    .nanoseconds(nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID))
  }

  private static func nanoseconds(of clock: clockid_t) -> Int {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  #if canImport(Darwin)
    private static let memoryUnit = 1
    private static var noActions: posix_spawn_file_actions_t? { nil }
  #else
    private static let memoryUnit = 1024
    private static var noActions: posix_spawn_file_actions_t {
      unsafe posix_spawn_file_actions_t()
    }
  #endif
}
