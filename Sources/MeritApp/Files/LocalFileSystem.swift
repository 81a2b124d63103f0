import MeritModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of this machine.
package struct LocalFileSystem: FileSystem {
  private let isCancelled: @Sendable () -> Bool

  /// Makes it; files are read until somebody asks to stop.
  package init(isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.isCancelled = isCancelled
  }

  package func read(_ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { bytes += $0 }
    return bytes
  }

  /// The bytes of a piece: few enough to stay in the fast memory of a core while they are used.
  private static let pieceSize = 128 << 10

  package func read(_ path: String, inPieces take: ([UInt8]) -> Void) throws(FileError) {
    let file = try opened(path, O_RDONLY | O_CLOEXEC, "read")
    defer { close(file) }
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        Self.again { unsafe Self.systemRead(file, buffer.baseAddress, buffer.count) }
      }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return }
      if isCancelled() { throw .interrupted(path) }
      take(count == piece.count ? piece : Array(piece[..<count]))
    }
  }

  /// Reads the first bytes of a file: so many, or fewer where it is shorter.
  func read(_ path: String, first count: Int) throws(FileError) -> [UInt8] {
    let file = try opened(path, O_RDONLY | O_CLOEXEC, "read")
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = unsafe bytes.withUnsafeMutableBytes { buffer in
      Self.again { unsafe Self.systemRead(file, buffer.baseAddress, buffer.count) }
    }
    guard found >= 0 else { throw failure("read", path) }
    return Array(bytes[..<found])
  }

  package func list(_ folder: String) throws(FileError) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw failure("list", folder) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted(by: precedes)
  }

  package func kind(of path: String) -> FileKind {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return .none }
    return facts.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  package func identity(of path: String) -> FileIdentity? {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let (modified, changed) = (facts.st_mtimespec, facts.st_ctimespec)
    #else
      let (modified, changed) = (facts.st_mtim, facts.st_ctim)
    #endif
    return FileIdentity(
      device: UInt64(truncatingIfNeeded: facts.st_dev), inode: UInt64(facts.st_ino),
      size: Int64(facts.st_size), modified: Self.nanoseconds(modified),
      changed: Self.nanoseconds(changed))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  package func makeFolder(_ path: String) throws(FileError) {
    if kind(of: path) == .folder { return }
    let parent = parentFolder(of: path)
    if parent != path, kind(of: parent) == .none { try makeFolder(parent) }
    guard unsafe mkdir(path, 0o700) == 0 || kind(of: path) == .folder else {
      throw failure("make folder", path)
    }
  }

  package func write(_ parts: [[UInt8]], to path: String) throws(FileError) {
    let file = try opened(path, Self.newFile, "write")
    defer { close(file) }
    for part in parts { try write(part, into: file, path) }
    guard fsync(file) == 0 else { throw failure("write", path) }
  }

  /// Writes a new file that only the owner may read, piece by piece; not waited for.
  func write(
    to path: String, pieces: (_ take: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let file = try opened(path, Self.newFile, "write")
    defer { close(file) }
    try pieces { try write($0, into: file, path) }
  }

  private static let newFile = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC

  private func write(_ bytes: [UInt8], into file: Int32, _ path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return Self.again { unsafe Self.systemWrite(file, rest.baseAddress, rest.count) }
      }
      guard count > 0 else { throw failure("write", path) }
      written += count
    }
  }

  package func seal(_ path: String) throws(FileError) {
    let file = try opened(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, "sync")
    defer { close(file) }
    guard fchmod(file, 0o600) == 0, fsync(file) == 0 else { throw failure("sync", path) }
  }

  package func syncFolder(_ path: String) throws(FileError) {
    let folder = try opened(path, O_RDONLY | O_CLOEXEC, "sync")
    defer { close(folder) }
    // Some file systems cannot sync a folder; the rename itself stands all the same.
    guard fsync(folder) == 0 || errno == EINVAL else { throw failure("sync", path) }
  }

  package func rename(_ path: String, to target: String) throws(FileError) {
    guard Self.systemRename(path, target) == 0 else { throw failure("rename", target) }
  }

  package func exchange(_ path: String, with other: String) throws(FileError) {
    if Self.systemExchange(path, other) { return }
    let aside = other + ".old"
    try remove(aside)
    try rename(other, to: aside)
    try rename(path, to: other)
    try rename(aside, to: path)
  }

  package func remove(_ path: String) throws(FileError) {
    var facts = stat()
    guard unsafe lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
      return
    }
    for name in try list(path) { try remove("\(path)/\(name)") }
    guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  private func opened(
    _ path: String, _ flags: Int32, _ operation: String
  ) throws(FileError) -> Int32 {
    let file = unsafe open(path, flags, 0o600)
    guard file >= 0 else { throw failure(operation, path) }
    return file
  }

  private func failure(_ operation: String, _ path: String) -> FileError {
    let reason = unsafe String(cString: strerror(errno))
    return FileError(operation: operation, path: path, reason: reason.lowercased())
  }

  /// Repeats a call that a signal cut short.
  private static func again(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension LocalFileSystem {
  private typealias RenameAt2 =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  private static func systemRead(
    _ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(file, buffer, count)
    #elseif canImport(Musl)
      unsafe Musl.read(file, buffer, count)
    #else
      unsafe Darwin.read(file, buffer, count)
    #endif
  }

  private static func systemWrite(
    _ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(file, buffer, count)
    #elseif canImport(Musl)
      unsafe Musl.write(file, buffer, count)
    #else
      unsafe Darwin.write(file, buffer, count)
    #endif
  }

  private static func systemRename(_ path: String, _ target: String) -> Int32 {
    #if canImport(Glibc)
      unsafe Glibc.rename(path, target)
    #elseif canImport(Musl)
      unsafe Musl.rename(path, target)
    #else
      unsafe Darwin.rename(path, target)
    #endif
  }

  private static func systemExchange(_ path: String, _ other: String) -> Bool {
    #if canImport(Darwin)
      return unsafe renamex_np(path, other, UInt32(RENAME_SWAP)) == 0
    #else
      // glibc has it, but its header shows it to GNU programs only.
      guard let address = unsafe dlsym(nil, "renameat2") else { return false }
      let renameat2 = unsafe unsafeBitCast(address, to: RenameAt2.self)
      let exchange: UInt32 = 2
      return unsafe renameat2(AT_FDCWD, path, AT_FDCWD, other, exchange) == 0
    #endif
  }
}

/// The folder that holds a path: `.` for a bare name.
package func parentFolder(of path: String) -> String {
  let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  guard let slash = trimmed.lastIndex(of: "/") else { return "." }
  return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
}
