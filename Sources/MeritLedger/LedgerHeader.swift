/// What the first bytes of a ledger file say before any database opens it.
package struct LedgerHeader: Sendable {
  /// How many bytes of the file are needed.
  package static let length = 100
  /// Marks a database as a ledger of this program: the letters `MRIT`.
  package static let applicationID = 0x4D52_4954
  /// The format that this program writes.
  package static let format = 2

  private let bytes: [UInt8]
  private let fileSize: Int

  /// Takes in the first ``length`` bytes of a file, or fewer where it is shorter, and its size.
  package init(_ bytes: [UInt8], fileSize: Int) {
    self.bytes = bytes
    self.fileSize = fileSize
  }

  /// Says whether nothing has been written yet.
  package var isEmpty: Bool { fileSize == 0 }

  /// Throws where the file is no sound ledger by its header; an empty one is a new one.
  ///
  /// With a write-ahead log beside it the file is not yet what it will be: then only the database can
  /// tell, which reads both.
  package func check(hasLog: Bool = false) throws(LedgerError) {
    if isEmpty { return }
    guard bytes.starts(with: Array("SQLite format 3\0".utf8)), bytes.count >= Self.length else {
      let begins = bytes.starts(with: Array("SQLite format 3\0".utf8).prefix(bytes.count))
      throw begins ? .truncated(has: fileSize, needs: 512) : .notADatabase
    }
    if hasLog { return }
    // A new database has no marks before its first transaction is done; the library's own first one
    // leaves a page that is free. Whether it holds tables all the same, the database tells.
    let isNew = fileSize <= pageSize || fileSize == 2 * pageSize && number(36) == 1
    let isUnmarked = number(68) == 0 && number(60) == 0 && isNew
    guard number(68) == Self.applicationID || isUnmarked else { throw .foreign }
    guard number(60) <= Self.format else { throw .newer(format: number(60)) }
    // The count of pages holds only where the last writer was one that keeps it.
    if number(24) == number(92), fileSize < number(28) * pageSize {
      throw .truncated(has: fileSize, needs: number(28) * pageSize)
    }
  }

  private var pageSize: Int {
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    return size == 1 ? 65_536 : size
  }

  private func number(_ place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
