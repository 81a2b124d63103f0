import Foundation
import MeritReport
import Testing

@testable import MeritExcel

/// Whether a workbook lost a piece.
@Suite struct WorkbookCheckTests {
  private func workbook() throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "merit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.xlsx")
    try Workbook.write(
      WorkbookReport(of: try SampleMonth().facts), to: file.path, temporaryFolder: folder.path)
    return [UInt8](try Data(contentsOf: file))
  }

  @Test func `what was written is whole, and cut anywhere it is not`() throws {
    let file = try workbook()
    #expect(WorkbookCheck.isWhole(file))
    for count in [0, 1, 100, file.count / 2, file.count - 1] {
      #expect(!WorkbookCheck.isWhole(Array(file.prefix(count))), "\(count)")
    }
    var changed = file
    changed[changed.count / 2] ^= 0xFF
    #expect(!WorkbookCheck.isWhole(changed))
  }

  @Test(
    arguments: [
      ("<?xml version=\"1.0\"?>\n<a><b c=\"1\"/><b>x</b></a>", true), ("<a/>", true),
      ("<a b='>'></a>", true), ("", false), ("<a>", false), ("<a></b>", false), ("<a></a", false),
      ("<a><b></a></b>", false), ("<a b=\"1></a>", false), ("<a <b/></a>", false),
      ("<a>1>2</a>", false), ("</a>", false), ("<a></a></a>", false),
    ])
  func `tags are closed in order`(text: String, isClosed: Bool) {
    var whole = TagBalance()
    whole.add(Array(text.utf8)[...])
    #expect(whole.isClosed == isClosed)
    var pieces = TagBalance()
    for byte in text.utf8 { pieces.add([byte]) }
    #expect(pieces.isClosed == isClosed)
  }
}
