import MeritLedger
import Testing

/// The first bytes of files that a crash or a full disk may leave before the first seal.
@Suite("a database that was only begun")
struct LedgerHeaderTests {
  private func header(free: Int, application: [UInt8] = [0, 0, 0, 0], version: UInt8 = 0) -> [UInt8]
  {
    var bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    bytes[16] = 0x10
    bytes[39] = UInt8(free)
    bytes.replaceSubrange(68..<72, with: application)
    bytes[63] = version
    return bytes
  }

  private func finding(_ bytes: [UInt8], size: Int) -> LedgerError? {
    do throws(LedgerError) {
      try LedgerHeader(bytes, fileSize: size).check()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "without marks it is a new one up to one page, or two of which one is free",
    arguments: [
      (4096, 0, true), (8192, 1, true), (8192, 0, false), (12_288, 1, false), (12_288, 2, false),
    ])
  func begun(size: Int, free: Int, isNew: Bool) {
    #expect(finding(header(free: free), size: size) == (isNew ? nil : .foreign))
  }

  @Test("with the marks of another program it is foreign whatever its size")
  func foreign() {
    #expect(finding(header(free: 1, application: [1, 2, 3, 4]), size: 8192) == .foreign)
    #expect(finding(header(free: 1, version: 9), size: 8192) == .foreign)
  }
}
