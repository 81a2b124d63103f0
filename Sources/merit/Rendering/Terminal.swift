import MeritModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The standard output and standard error of the process.
struct Terminal: Sendable {
  /// Says whether standard error is a terminal whose user has not asked for plain text.
  var showsColour: Bool {
    isatty(STDERR_FILENO) == 1 && environment("NO_COLOR").isEmpty
      && environment("TERM") != "dumb"
  }

  /// Says whether somebody looks at standard error.
  var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Says whether somebody can be asked and answer.
  var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isInteractive }

  /// Writes data; a reader that went away ends the process as if all had been written.
  func output(_ text: String) {
    guard !write(text, to: STDOUT_FILENO) else { return }
    if errno == EPIPE { exit(0) }
    message("error: cannot write to standard output: \(systemWords(errno))\n")
    exit(2)
  }

  /// Writes a message; one that nobody can read is dropped.
  func message(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  private func write(_ text: String, to file: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = unsafe Self.systemWrite(file, rest)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        written += count
      }
      return true
    }
  }

  private static func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.write(file, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.write(file, buffer.baseAddress, buffer.count)
    #endif
  }
}

/// A variable of the environment; empty where it is not set.
private func environment(_ name: String) -> String {
  guard let value = unsafe getenv(name) else { return "" }
  return unsafe String(cString: value)
}

/// Sets what holds for the whole process: private files, and ends that scripts can tell apart.
func prepareProcess() {
  umask(0o077)
  // A closed pipe then shows as a failed write, which is no error.
  _ = signal(SIGPIPE, SIG_IGN)
  _ = signal(SIGINT) { Interruption.note($0) }
  _ = signal(SIGTERM) { Interruption.note($0) }
  // A process that a worker thread of another program started inherits that thread's mask, which
  // holds these signals back.
  var asked = sigset_t()
  _ = unsafe sigemptyset(&asked)
  _ = unsafe sigaddset(&asked, SIGINT)
  _ = unsafe sigaddset(&asked, SIGTERM)
  _ = unsafe sigprocmask(Int32(SIG_UNBLOCK), &asked, nil)
}

/// Today by the machine's clock and zone.
func today() -> CalendarDay {
  var now = time(nil)
  var parts = unsafe tm()
  _ = unsafe localtime_r(&now, &parts)
  let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
  return CalendarDay(year: Int(year) + 1900, month: Int(month) + 1, day: Int(day))
    ?? CalendarDay(number: 0)
}

/// The folder in which the command was started.
func workingFolder() -> String {
  guard let path = unsafe getcwd(nil, 0) else { return "." }
  defer { unsafe free(path) }
  return unsafe String(cString: path)
}

/// The user's folder for what can be made again; nil where none is known.
func cacheFolder() -> String? {
  let (named, home) = (environment("XDG_CACHE_HOME"), environment("HOME"))
  if named.hasPrefix("/") { return named }
  guard home.hasPrefix("/") else { return nil }
  #if canImport(Darwin)
    return "\(home)/Library/Caches"
  #else
    return "\(home)/.cache"
  #endif
}

/// The processors at hand, at least one.
func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// What the system says of an error's number.
func systemWords(_ code: Int32) -> String { unsafe String(cString: strerror(code)).lowercased() }
