import Testing

@testable import MeritLedger

/// What is turned is written out by hand; what cannot be turned must come back all the same.
@Suite("documents packed by columns")
struct TableColumnsTests {
  @Test("cells that stand below one another come one after the other")
  func turned() throws {
    let turned = try #require(TableColumns.turned(Array("id,sum\nE1,5\nE2,\n".utf8)))
    #expect(String(decoding: turned.bytes, as: UTF8.self) == "id\nE1\nE2\nsum\n5\n\n")
    #expect(turned.columns == 2)
  }

  @Test("the last cell takes the commas that are left")
  func commas() throws {
    let turned = try #require(TableColumns.turned(Array("a,b\n\"x,y\",2\n".utf8)))
    #expect(String(decoding: turned.bytes, as: UTF8.self) == "a\n\"x\nb\ny\",2\n")
  }

  @Test(
    "other texts are not turned",
    arguments: ["", "a,b", "a\nb\n", "a,b\n1\n", "a,b\n\"1\n2\",3\n", "\n\n"])
  func others(text: String) {
    #expect(TableColumns.turned(Array(text.utf8)) == nil)
  }

  @Test(
    "every text comes back byte by byte",
    arguments: [
      "", "\n", ",", ",\n", "a,b\n", "a,b\n1,2\n3,4\n", "a,b\n1,2", "a,b\r\n1,2\r\n",
      "a,b\n\"1\n,2\",3\n", "a,b,c\n,,\n,,,,\n", "a,b\n1\n2,3\n", "Ä,名\n\u{0},\u{1}\n",
    ])
  func roundTrip(text: String) throws {
    let bytes = Array(text.utf8)
    let packed = try Packing.packedTable(bytes)
    #expect(Packing.unpackedTable(packed, count: bytes.count) == bytes)
    #expect(Packing.unpackedTable(packed, count: bytes.count + 1) == nil)
    #expect(Packing.unpackedTable(try Packing.packed(bytes), count: bytes.count) == bytes)
  }

  @Test("bytes that were not packed so are none", arguments: [0, 1, 3, 255])
  func broken(columns: UInt8) throws {
    let packed = try Packing.packed(Array("a\nb\nc\nd\n".utf8))
    #expect(Packing.unpackedTable([1, columns] + packed, count: 8) == nil)
    #expect(Packing.unpackedTable([1, columns], count: 8) == nil)
    #expect(Packing.unpackedTable([1], count: 8) == nil)
    #expect(Packing.unpackedTable([], count: 0) == nil)
  }

  @Test("256 columns and more are packed as they are")
  func wide() throws {
    for columns in [255, 256] {
      let line = Array((String(repeating: ",", count: columns - 1) + "\n").utf8)
      #expect((TableColumns.turned(line + line) != nil) == (columns == 255))
      let packed = try Packing.packedTable(line + line)
      #expect(Packing.unpackedTable(packed, count: 2 * columns) == line + line)
    }
  }
}
