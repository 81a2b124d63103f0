import Crypto
import Foundation
import MeritImport
import Synchronization

/// The SHA-256 of bytes in hexadecimal.
package func sha256(_ bytes: [UInt8]) -> String {
  hexadecimal(SHA256.hash(data: bytes))
}

/// The SHA-256 of parts that follow each other, in hexadecimal.
func sha256(_ parts: [[UInt8]]) -> String {
  var hash = SHA256()
  for part in parts { hash.update(data: part) }
  return hexadecimal(hash.finalize())
}

/// The SHA-256 of a file in hexadecimal, read in pieces.
package func sha256(of path: String, files: any FileSystem) throws(FileError) -> String {
  var hash = SHA256()
  try files.read(path) { hash.update(data: $0) }
  return hexadecimal(hash.finalize())
}

/// The SHA-256 and the check number of a file as its bytes are read.
///
/// Unchecked, since the bytes are shown by one at a time and both are asked for afterwards.
final class WitnessedHash: FileWitness, @unchecked Sendable {
  let asksCheck: Bool
  private var hash: SHA256?
  private var sum = ByteCheck()
  private var missing = Int.max
  private let isClaimed = Atomic(false)

  /// Begins before the first byte; without a hash where one is known already.
  init(isHashed: Bool, asksCheck: Bool) {
    hash = isHashed ? SHA256() : nil
    self.asksCheck = asksCheck
  }

  func begin(size: Int) -> Bool {
    guard !isClaimed.exchange(true, ordering: .acquiringAndReleasing) else { return false }
    missing = size
    return true
  }

  func take(_ bytes: RawSpan) {
    // The library has no other way to take bytes that are not its own without copying them.
    unsafe bytes.withUnsafeBytes { unsafe hash?.update(bufferPointer: $0) }
    missing -= bytes.byteCount
  }

  func take(_ check: ByteCheck) { sum.add(check) }

  /// The hash in hexadecimal; nil where it is not taken or not all of the file's bytes were seen.
  var text: String? { missing == 0 ? hash.map { hexadecimal($0.finalize()) } : nil }

  /// The check number; nil where it is not taken or not all of the file's bytes were seen.
  var check: UInt64? { missing == 0 && asksCheck ? sum.number : nil }
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
