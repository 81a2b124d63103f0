#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

extension [UInt8] {
  /// The first place of a byte; nil where it stands nowhere.
  func firstPlace(of byte: UInt8) -> Int? {
    // The system's search looks at many bytes at a time, and heads of files are 256 KiB long.
    unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let found = unsafe memchr(start, Int32(byte), bytes.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }
}
