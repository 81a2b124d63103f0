#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Why a file cannot be read.
package enum ImportError: Error, Hashable, Sendable {
  /// Opening or reading failed; the code is that of the system.
  case unreadable(path: String, code: Int32)
  /// The file is not what it was when it was opened.
  case changed(path: String)
  /// The system has no converter from an encoding.
  case noConverter(encoding: String)
  /// Whoever asked for it wants to stop.
  case cancelled
}

/// The bytes of an input: a file on disk that is read by place, bytes in memory, or the plain text
/// or a part of another one.
package final class InputFile: Sendable {
  private enum Source: Sendable {
    case descriptor(Int32)
    case memory([UInt8])
    case rewritten(RewrittenFile)
    case part(InputFile)
  }

  private let source: Source
  let path: String
  /// The number of bytes when it was opened.
  package let size: Int

  /// Takes bytes in memory.
  package init(bytes: [UInt8]) {
    self.source = .memory(bytes)
    self.path = ""
    self.size = bytes.count
  }

  /// Opens a file; nil where there is none; throws ``ImportError`` where it cannot be opened.
  package init?(path: String) throws(ImportError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .unreadable(path: path, code: errno)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let code = errno
      close(descriptor)
      throw .unreadable(path: path, code: code == 0 ? EISDIR : code)
    }
    self.source = .descriptor(descriptor)
    self.path = path
    self.size = Int(status.st_size)
  }

  /// Gives a rewritten file.
  init(_ rewritten: RewrittenFile, path: String) {
    self.source = .rewritten(rewritten)
    self.path = path
    self.size = rewritten.size
  }

  /// Gives the first bytes of a file as if there were no others.
  init(_ file: InputFile, upTo size: Int) {
    self.source = .part(file)
    self.path = file.path
    self.size = min(size, file.size)
  }

  deinit {
    if case .descriptor(let descriptor) = source { close(descriptor) }
  }

  /// Whether its bytes are those on disk, all of them.
  var isAsStored: Bool {
    switch source {
    case .descriptor, .memory: true;
    case .rewritten, .part: false
    }
  }

  /// Copies bytes from a place of the file into a window; gives how many there were.
  func read(at offset: Int, count: Int, into window: WindowBytes, at place: Int)
    throws(ImportError) -> Int
  {
    let wanted = min(count, size - offset)
    guard wanted > 0 else { return 0 }
    switch source {
    case .memory(let bytes):
      window.store(Array(bytes[offset..<offset + wanted]), at: place)
      return wanted
    case .rewritten(let file):
      let bytes = try file.bytes(at: offset, count: wanted)
      window.store(bytes, at: place)
      return bytes.count
    case .part(let file):
      return try file.read(at: offset, count: wanted, into: window, at: place)
    case .descriptor(let descriptor):
      let (got, code) = unsafe window.fill(at: place, count: wanted) { target in
        unsafe fill(target, from: descriptor, at: offset)
      }
      if code != 0 { throw .unreadable(path: path, code: code) }
      return got
    }
  }

  /// Reads the first bytes, at most `count`.
  package func head(_ count: Int) throws(ImportError) -> [UInt8] {
    try bytes(at: 0, count: count)
  }

  /// Reads the bytes at a place; fewer than wanted only at the end.
  func bytes(at place: Int, count: Int) throws(ImportError) -> [UInt8] {
    guard case .descriptor(let descriptor) = source else {
      let window = WindowBytes(capacity: max(min(count, size - place), 1))
      defer { window.free() }
      let got = try read(at: place, count: count, into: window, at: 0)
      return window.array(at: 0, count: got)
    }
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(0, min(count, size - place))) {
      (target, got) in
      (got, code) = unsafe fill(UnsafeMutableRawBufferPointer(target), from: descriptor, at: place)
    }
    if code != 0 { throw .unreadable(path: path, code: code) }
    return bytes
  }

  /// The place in the original file of an undecodable byte; nil where it was not kept.
  func origin(ofBadByte place: Int) -> Int? {
    switch source {
    case .descriptor, .memory: place
    case .rewritten(let file): file.origin(ofBadByte: place)
    case .part(let file): file.origin(ofBadByte: place)
    }
  }

  private func fill(_ target: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int)
    -> (got: Int, code: Int32)
  {
    var got = 0
    while got < target.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[got...])
      let step = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + got))
      if step < 0 {
        if errno == EINTR { continue }
        return (got, errno)
      }
      if step == 0 { break }
      got += step
    }
    return (got, 0)
  }
}
