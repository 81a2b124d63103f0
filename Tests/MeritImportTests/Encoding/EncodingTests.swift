import MeritImport
import MeritModel
import Testing

/// The table `工号,姓名 / 0001,王小明` in several encodings, written out by hand from code charts.
private let header = "a,b\n"
private let wang: [TextEncoding: [UInt8]] = [
  .gb18030: [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7],
  .gbk: [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7],
  .big5: [0xA4, 0xFD, 0xA4, 0x70, 0xA9, 0xFA],
  .shiftJIS: [0x89, 0xA4, 0x8F, 0xAC, 0x96, 0xBE],
  .eucJP: [0xB2, 0xA6, 0xBE, 0xAE, 0xCC, 0xC0],
]

private func file(_ name: [UInt8]) -> [UInt8] {
  Array(header.utf8) + Array("0001,".utf8) + name + [10]
}

/// ASCII text as UTF-16, with the Chinese name in the second row.
private func wide(_ text: String, isLittle: Bool) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
    return isLittle ? [low, high] : [high, low]
  }
}

@Test("A stated encoding is decoded", arguments: wang.sorted { $0.key.rawValue < $1.key.rawValue })
func statedEncodings(encoding: TextEncoding, name: [UInt8]) throws {
  for chunk in [64, 1 << 20] {
    let reading = try read(
      file(name), texts("a", "b"), dialect: DialectSettings(encoding: encoding),
      settings: ScanSettings(chunk: chunk))
    #expect(reading.values == [["0001", "王小明"]])
    #expect(reading.diagnostics.isEmpty && reading.problems.isEmpty)
  }
}

@Test("Western encodings differ where they must")
func western() throws {
  let euro = Array("a,b\n1,".utf8) + [0x80, 0x20, 0x4A, 0x6F, 0x73, 0xE9, 10]
  let windows = try read(
    euro, texts("a", "b"), dialect: DialectSettings(encoding: .windows1252))
  #expect(windows.values == [["1", "€ José"]])
  let latin = try read(
    Array("a,b\n1,Jos".utf8) + [0xE9, 10], texts("a", "b"),
    dialect: DialectSettings(encoding: .latin1))
  #expect(latin.values == [["1", "José"]])
}

@Test("UTF-16 is read with a mark, and without one where it is stated", arguments: [true, false])
func utf16(isLittle: Bool) throws {
  let text = wide("a,b\r\n0001,\"王,小明\"\r\n2,\"x\ny\"\r\n", isLittle: isLittle)
  let mark: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
  let marked = try read(mark + text, texts("a", "b"), settings: ScanSettings(chunk: 64))
  #expect(marked.values == [["0001", "王,小明"], ["2", "x\ny"]])
  #expect(marked.rows.map(\.line) == [2, 3])
  let encoding = isLittle ? TextEncoding.utf16LittleEndian : .utf16BigEndian
  let stated = try read(text, texts("a", "b"), dialect: DialectSettings(encoding: encoding))
  #expect(stated.values == marked.values)
  let unstated = try read(text, texts("a", "b"))
  #expect(unstated.codes == ["D011"])
  #expect(unstated.diagnostics.first?.help.contains(encoding.rawValue) == true)
}

@Test(
  "Bytes of an older encoding stop the file and say what they could be",
  arguments: [
    (TextEncoding.gb18030, "GB18030"), (.big5, "Big5"), (.shiftJIS, "Shift-JIS"),
  ])
func proposals(encoding: TextEncoding, name: String) throws {
  let long: [TextEncoding: [UInt8]] = [
    // 客服一部销售组, 客戶服務銷售組, カスタマーサービス課です
    .gb18030: [
      0xBF, 0xCD, 0xB7, 0xFE, 0xD2, 0xBB, 0xB2, 0xBF, 0xCF, 0xFA, 0xCA, 0xDB, 0xD7, 0xE9,
    ],
    .big5: [
      0xAB, 0xC8, 0xA4, 0xE1, 0xAA, 0x41, 0xB0, 0xC8, 0xBE, 0x50, 0xB0, 0xE2, 0xB2, 0xD5,
    ],
    .shiftJIS: [
      0x83, 0x4A, 0x83, 0x58, 0x83, 0x5E, 0x83, 0x7D, 0x81, 0x5B, 0x83, 0x54, 0x81, 0x5B, 0x83,
      0x72, 0x83, 0x58, 0x89, 0xDB, 0x82, 0xC5, 0x82, 0xB7,
    ],
  ]
  let bytes = file(long[encoding] ?? [])
  let reading = try read(bytes, texts("a", "b"))
  #expect(reading.codes == ["D005"])
  let first = try #require(reading.diagnostics.first)
  #expect(first.place?.line == 2)
  #expect(first.message.hasPrefix("byte 9, 0x"))
  #expect(first.notes.first?.hasPrefix(name) == true, "\(first.notes)")
  #expect(first.help.contains(encoding.rawValue) == true)
  let sound = try read(bytes, texts("a", "b"), dialect: DialectSettings(encoding: encoding))
  #expect(sound.rows.count == 1 && sound.diagnostics.isEmpty)
}

@Test("A few damaged characters of UTF-8 are called that, not Chinese")
func damaged() throws {
  let text = Array("a,b\n1,客服一部\n2,销售".utf8) + [0xE9, 10]
  let reading = try read(text, texts("a", "b"))
  #expect(reading.codes == ["D005"])
  #expect(reading.diagnostics.first?.notes.count == 1)
  #expect(reading.diagnostics.first?.notes.first?.hasPrefix("UTF-8: 1 of 7") == true)
}

@Test("A byte that cannot be decoded costs its row and is named by its place in the file")
func undecodable() throws {
  let rows = Array("a,b\n1,".utf8) + [0xCD, 0xF5, 10] + Array("2,x".utf8) + [0xFF, 10]
  let tail = Array("3,".utf8) + [0xCD, 0xF5, 10]
  for chunk in [64, 1 << 20] {
    let reading = try read(
      rows + tail, texts("a", "b"), dialect: DialectSettings(encoding: .gb18030),
      settings: ScanSettings(chunk: chunk))
    #expect(reading.values == [["1", "王"], ["3", "王"]])
    #expect(reading.problems.map(\.code) == [.undecodableByte])
    #expect(reading.problems.map(\.line) == [3])
    #expect(reading.problems.first?.column == 4)
    #expect(reading.problems.first?.message == "byte 12 of the file is not GB18030")
    #expect(reading.account?.rejected == ["undecodable byte": 1])
    #expect(reading.account?.balances == true)
  }
}

@Test("Stated UTF-8 loses single rows, wherever a stretch ends")
func damagedRows() throws {
  var bytes = Array("a,b\n".utf8)
  for row in 0..<60 {
    bytes += Array("\(row),名".utf8) + (row % 7 == 3 ? [0xC3] : []) + [10]
  }
  for chunk in 64..<90 {
    let reading = try read(
      bytes, texts("a", "b"), dialect: DialectSettings(encoding: .utf8),
      settings: ScanSettings(threads: 2, chunk: chunk))
    #expect(reading.rows.count == 51, "chunk \(chunk)")
    #expect(reading.problems.map(\.line) == stride(from: 3, to: 60, by: 7).map { $0 + 2 })
    #expect(reading.account?.balances == true)
  }
}

@Test("A mark outweighs the book's word, and the book is told")
func contradiction() throws {
  let reading = try read(
    [0xEF, 0xBB, 0xBF] + Array("a,b\n1,王\n".utf8), texts("a", "b"),
    dialect: DialectSettings(encoding: .gb18030))
  #expect(reading.values == [["1", "王"]])
  #expect(reading.codes == ["D015"])
}

@Test("Text that was garbled before it was saved is told")
func garbled() throws {
  let reading = try read("a,b\n1,Ã©tÃ©\n2,å·¥å\u{8F}·x\n", texts("a", "b"))
  #expect(reading.codes == ["D017"])
  #expect(reading.diagnostics.first?.message.contains("`é`") == true)
  #expect(try read("a,b\n1,été\n", texts("a", "b")).codes.isEmpty)
}

@Test(
  "Names of encodings are known with any marks and case",
  arguments: [
    ("UTF8", TextEncoding.utf8), ("gb2312", .gb18030), ("GBK", .gbk), ("cp936", .gbk),
    ("Big-5", .big5), ("cp950", .big5), ("Shift_JIS", .shiftJIS), ("CP932", .shiftJIS),
    ("windows-1252", .windows1252), ("Latin-1", .latin1), ("ISO-8859-1", .latin1),
    ("UTF-16 LE", .utf16LittleEndian),
  ])
func names(name: String, encoding: TextEncoding) {
  #expect(TextEncoding(named: name) == encoding)
}

@Test("A text longer than a piece is decoded alike in one go and in parts")
func longText() throws {
  // Pieces of 256 KiB end inside the two-byte characters at one of these offsets.
  for shift in 0..<2 {
    var bytes = Array("a,b\n".utf8)
    var expected: [[String]] = []
    bytes += Array(String(repeating: "x", count: 1 + shift).utf8) + Array(",y\n".utf8)
    expected.append([String(repeating: "x", count: 1 + shift), "y"])
    for row in 0..<40_000 {
      bytes += Array("\(row),".utf8) + [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7, 10]
      expected.append(["\(row)", "王小明"])
    }
    for (chunk, threads) in [(1 << 16, 3), (1 << 22, 1)] {
      let reading = try read(
        bytes, texts("a", "b"), dialect: DialectSettings(encoding: .gb18030),
        settings: ScanSettings(threads: threads, chunk: chunk))
      #expect(reading.values == expected)
      #expect(reading.rows.last?.line == 40_002)
    }
  }
}

@Test("A damaged byte is found wherever a file is cut into pieces", arguments: 64..<90)
func damagedAtCuts(chunk: Int) throws {
  // Three bytes of a character, then one that continues none.
  let row: [UInt8] = Array("0001,".utf8) + [0xE7, 0x8E, 0x8B, 0x9D, 0x0D, 0x0A]
  let good = Array("0002,王\r\n".utf8)
  let bytes =
    [0xEF, 0xBB, 0xBF] + Array("a,b\r\n".utf8) + (row + good + row + row + good)
    + (good + row + row)
  let reading = try read(bytes, texts("a", "b"), settings: ScanSettings(chunk: chunk))
  #expect(reading.problems.map(\.code) == Array(repeating: .undecodableByte, count: 5))
  #expect(reading.problems.map(\.line) == [2, 4, 5, 8, 9])
  #expect(reading.values == Array(repeating: ["0002", "王"], count: 3))
}

@Test("An id with a control character is kept alike in any pieces", arguments: [64, 70, 1 << 20])
func controlInID(chunk: Int) throws {
  let contract = TableContract(name: "t", columns: [ContractColumn(name: "x", kind: .id)])
  let text = "x,y\n" + String(repeating: "20\u{13}6,1\n", count: 20)
  let reading = try read(text, contract, settings: ScanSettings(chunk: chunk))
  #expect(reading.rows.count == 20 && reading.problems.isEmpty)
}
