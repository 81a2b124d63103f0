#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock that one command holds at a time; the system lets go of it when the process ends, however
/// it ends.
package final class FileLock {
  private let file: Int32

  /// Takes the lock, or gives nil where another process has it; the file stays, empty.
  package init?(_ path: String) throws(FileError) {
    file = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw FileError(operation: "lock", path: path, reason: reason.lowercased())
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let (number, reason) = (errno, unsafe String(cString: strerror(errno)))
      close(file)
      if number == EWOULDBLOCK { return nil }
      throw FileError(operation: "lock", path: path, reason: reason.lowercased())
    }
  }

  deinit { close(file) }
}
