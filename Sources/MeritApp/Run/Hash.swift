import Crypto
import Foundation

/// The SHA-256 of bytes in hexadecimal.
package func sha256(_ bytes: [UInt8]) -> String {
  hexadecimal(SHA256.hash(data: bytes))
}

/// The SHA-256 of a file in hexadecimal, read in pieces.
package func sha256(of path: String, files: any FileSystem) throws(FileError) -> String {
  var hash = SHA256()
  try files.read(path) { hash.update(data: $0) }
  return hexadecimal(hash.finalize())
}

/// The SHA-256 of bytes that come one after the other.
struct RunningHash {
  private var hash = SHA256()

  mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The hash of all so far in hexadecimal.
  var text: String { hexadecimal(hash.finalize()) }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef")
  return bytes.reduce(into: "") { text, byte in
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
}
