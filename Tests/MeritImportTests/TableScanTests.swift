import MeritImport
import MeritModel
import Testing

/// A reader of a few lines that shares nothing with the product: a state for each byte.
private func plainRecords(_ text: [UInt8]) -> [(line: Int, fields: [String])] {
  var records: [(line: Int, fields: [String])] = []
  var (fields, field): ([String], [UInt8]) = ([], [])
  var (line, first, isQuoted, place) = (1, 1, false, 0)
  while place < text.count {
    let byte = text[place]
    if isQuoted, byte == 34, place + 1 < text.count, text[place + 1] == 34 {
      field.append(34)
      place += 1
    } else if byte == 34 {
      isQuoted.toggle()
    } else if byte == 44, !isQuoted {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
    } else if byte == 10, !isQuoted {
      fields.append(String(decoding: field, as: UTF8.self))
      if fields != [""] { records.append((first, fields)) }
      (fields, field, line) = ([], [], line + 1)
      first = line
    } else {
      if byte == 10 { line += 1 }
      field.append(byte)
    }
    place += 1
  }
  return records
}

private func randomText(_ seed: inout UInt64) -> [UInt8] {
  func next(_ bound: UInt64) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((seed >> 33) % bound)
  }
  let cells = [
    "", "a", "12", "\"b,c\"", "\"line\nline\"", "\"say \"\"yes\"\"\"", "很好", "\"\"", "word word",
    "\"\n\"", "\",\"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  ]
  var text = "a,b,c\n"
  for _ in 0..<(20 + next(200)) {
    if next(20) == 0 { text += "\n" }
    text += (0..<3).map { _ in cells[next(UInt64(cells.count))] }.joined(separator: ",") + "\n"
  }
  return Array(text.utf8)
}

@Test(
  "Cuts at any byte and any number of threads give the rows and lines of a plain reader",
  arguments: 1...25)
func cutsGiveTheSameRows(seed: Int) throws {
  var state = UInt64(seed)
  let text = randomText(&state)
  let expected = plainRecords(text).dropFirst().map { ReadRow(line: $0.line, values: $0.fields) }
  for (chunk, threads) in [(64, 1), (64, 3), (65 + seed, 2), (127, 4), (4096, 2), (1 << 20, 1)] {
    let reading = try read(
      text, texts("a", "b", "c"), settings: ScanSettings(threads: threads, chunk: chunk))
    #expect(reading.diagnostics.isEmpty, "seed \(seed) chunk \(chunk)")
    let trimmed = expected.map { row in
      ReadRow(line: row.line, values: row.values.map { trimmedText($0) })
    }
    #expect(reading.rows == trimmed, "seed \(seed) chunk \(chunk) threads \(threads)")
    #expect(reading.account?.balances == true)
    #expect(reading.account?.rowsRead == expected.count)
  }
}

private func trimmedText(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, first == " " || first == "\n" { scalars.removeFirst() }
  while let last = scalars.last, last == " " || last == "\n" { scalars.removeLast() }
  return String(scalars)
}

@Test("Line ends of all three kinds, a missing last one, and blank lines")
func lineEnds() throws {
  let expected = [["1", "2"], ["3", "4"]]
  for text in [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4",
    "a,b\r\n1,2\r\n3,4", "\u{FEFF}a,b\n1,2\n\n3,4\n", "sep=;\na;b\n1;2\n3;4\n",
    "a\tb\n1\t2\n3\t4\n", "a|b\n1|2\n3|4\n", "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"",
  ] {
    let reading = try read(text, texts("a", "b"))
    #expect(reading.values == expected, "\(text.debugDescription)")
    #expect(reading.diagnostics.isEmpty)
  }
}

@Test("A row with another number of fields is refused and the scan goes on")
func fieldCounts() throws {
  let reading = try read("a,b\n1,2\n3\n4,5,6\n7,8\n", texts("a", "b"))
  #expect(reading.values == [["1", "2"], ["7", "8"]])
  #expect(reading.problems.map(\.line) == [3, 4])
  #expect(reading.problems.map(\.code) == [.wrongFieldCount, .wrongFieldCount])
  #expect(reading.account?.rejected == ["wrong number of fields": 2])
  #expect(reading.account?.balances == true)
}

@Test(
  "A file that cannot be trusted is refused with the line",
  arguments: [
    ("a,b\n1,2\n3,\"4\n5,6\n", "D004", 3), ("a,b\n1,\"2\"x\n", "D012", 2),
    ("a,b\n1,2\n3,4\"5\"\n", "D012", 3), ("a,b\n1,\u{0}\n", "D011", 2),
  ])
func brokenFiles(text: String, code: String, line: Int) throws {
  for chunk in [64, 1 << 20] {
    let reading = try read(text, texts("a", "b"), settings: ScanSettings(chunk: chunk))
    #expect(reading.codes == [code])
    #expect(reading.diagnostics.first?.place?.line == line)
  }
}

@Test(
  "Bytes that are no UTF-8 are named by their place",
  arguments: [[0xC3, 0x28], [0xFF], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
func invalidBytes(bytes: [UInt8]) throws {
  let reading = try read(Array("a,b\n1,2\nx,".utf8) + bytes + [10], texts("a", "b"))
  #expect(reading.codes == ["D005"])
  #expect(reading.diagnostics.first?.place?.line == 3)
  #expect(reading.diagnostics.first?.message.contains("byte 10") == true)
}

@Test("A row longer than a stretch and its overhang is read whole")
func longRow() throws {
  let long = String(repeating: "x", count: 200_000)
  let reading = try read(
    "a,b\n1,\(long)\n2,\"\(long)\n\"\n3,4\n", texts("a", "b"),
    settings: ScanSettings(threads: 2, chunk: 64))
  #expect(reading.values == [["1", long], ["2", long], ["3", "4"]])
  #expect(reading.rows.map(\.line) == [2, 3, 5])
}

/// Rewrites a plain text in other forms of the same records.
private func otherForm(_ text: [UInt8], _ seed: Int) -> ([UInt8], DialectSettings) {
  let plain = String(decoding: text, as: UTF8.self)
  switch seed % 4 {
  case 0:
    let wide = plain.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return ([0xFF, 0xFE] + wide, DialectSettings())
  case 1:
    // Doubled quotes inside a field as `\\"`; an empty quoted field stays.
    var (bytes, isQuoted, place): ([UInt8], Bool, Int) = ([], false, 0)
    while place < text.count {
      let byte = text[place]
      if byte == 34, isQuoted, place + 1 < text.count, text[place + 1] == 34 {
        bytes += [92, 34]
        place += 2
        continue
      }
      if byte == 34 { isQuoted.toggle() }
      bytes.append(byte)
      place += 1
    }
    return (bytes, DialectSettings(escape: 92))
  case 2:
    var (bytes, isQuoted): ([UInt8], Bool) = ([], false)
    for byte in text {
      if byte == 34 { isQuoted.toggle() }
      bytes.append(byte == 10 && !isQuoted ? 13 : byte)
    }
    return (bytes, DialectSettings())
  default:
    let spaced = plain.replacing(",\"", with: ", \"")
    return (Array(spaced.utf8), DialectSettings())
  }
}

@Test(
  "Other encodings, escapes, line ends and blanks give the rows and lines of the plain form",
  arguments: 1...40)
func otherForms(seed: Int) throws {
  var state = UInt64(seed)
  let text = randomText(&state)
  let plain = try read(text, texts("a", "b", "c"))
  let (other, settings) = otherForm(text, seed)
  for (chunk, threads) in [(64, 1), (65 + seed, 3), (1 << 20, 1)] {
    let reading = try read(
      other, texts("a", "b", "c"), dialect: settings,
      settings: ScanSettings(threads: threads, chunk: chunk))
    #expect(reading.diagnostics.isEmpty, "seed \(seed) chunk \(chunk)")
    let isSame = reading.values == plain.values
    #expect(isSame, "seed \(seed) chunk \(chunk) threads \(threads)")
    // Line feeds inside quotes are no line ends of a file whose lines end with carriage returns.
    if seed % 4 != 2 { #expect(reading.rows.map(\.line) == plain.rows.map(\.line)) }
  }
}

@Test("A row must not end before a column that is read by its number", arguments: [64, 1 << 20])
func numberedBehindNames(chunk: Int) throws {
  let columns = ["a": ColumnSource(.numbered(1)), "c": ColumnSource(.numbered(3))]
  let reading = try read(
    "a,b,,\n1,2,3,4\n5,6\n7,8,9\n", texts("a", "c"), columns: columns,
    settings: ScanSettings(chunk: chunk))
  #expect(reading.values == [["1", "3"], ["7", "9"]])
  #expect(reading.problems.map(\.code) == [.wrongFieldCount])
  #expect(reading.problems.map(\.line) == [3])
}

@Test("Lines of blanks are no rows, above the header and between rows")
func blankLines() throws {
  let reading = try read("  \n\t\t\na,b\n1,2\n   \n\n3,4\n \n", texts("a", "b"))
  #expect(reading.values == [["1", "2"], ["3", "4"]])
  #expect(reading.rows.map(\.line) == [4, 7] && reading.account?.rowsRead == 2)
}

@Test("Of very many problems the first of the file are told, however it is cut")
func manyProblems() throws {
  let text = "x\n" + (1...12_000).map { $0 % 6 == 0 ? "1\n" : "no number\n" }.joined()
  let expected = (1...12_000).filter { $0 % 6 != 0 }.map { $0 + 1 }
  try #require(expected.count == ScanLog.limit)
  for (rows, settings) in [
    (text, ScanSettings(threads: 4, chunk: 512)), (text + text.dropFirst(2), ScanSettings()),
    (text + text.dropFirst(2), ScanSettings(threads: 4, chunk: 512)),
  ] {
    let reading = try read(rows, one(.number), settings: settings)
    #expect(reading.problems.filter { $0.code == .unreadableValue }.map(\.line) == expected)
    #expect(
      reading.account?.rejected.values.reduce(0, +)
        == (rows.utf8.count > text.utf8.count ? 20_000 : 10_000))
  }
}
