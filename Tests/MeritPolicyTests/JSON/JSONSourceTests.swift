import MeritModel
import MeritPolicy
import TestSupport
import Testing

struct JSONSourceTests {
  @Test func `an excerpt is the user's own line with the marked part`() {
    let marked = MarkedText("{\n  \"é\": «\"中文\"»,\r\n}")
    let source = JSONSource(file: "a.json", bytes: marked.bytes)
    #expect(
      source.excerpt(marked.ranges[0]) == Excerpt(line: "  \"é\": \"中文\",", column: 8, length: 4))
  }

  @Test func `a part over several lines is marked to the end of its first`() {
    let marked = MarkedText("[ «{\n  1 }» ]")
    let source = JSONSource(file: "a.json", bytes: marked.bytes)
    #expect(source.excerpt(marked.ranges[0]) == Excerpt(line: "[ {", column: 3, length: 1))
  }

  @Test func `the end of the file has a place and an excerpt`() {
    let source = JSONSource(file: "a.json", bytes: Array("[\n1".utf8))
    #expect(source.place(3) == SourcePlace(file: "a.json", line: 2, column: 2))
    #expect(source.place(99) == SourcePlace(file: "a.json", line: 2, column: 2))
    #expect(source.excerpt(3..<3) == Excerpt(line: "1", column: 2, length: 1))
    #expect(JSONSource(file: "a.json", bytes: []).excerpt(0..<0) == Excerpt(line: "", column: 1))
  }

  @Test(arguments: ["a", "中", "é"]) func `a line of 200 characters is whole, a longer one is cut`(
    letter: String
  ) {
    let short = String(repeating: letter, count: 200 / letter.utf8.count)
    let source = JSONSource(file: "a.json", bytes: Array(short.utf8))
    #expect(source.excerpt(0..<1).line == short)
    let marked = MarkedText(
      String(repeating: letter, count: 5000) + "«!?»" + String(repeating: letter, count: 5000))
    let long = JSONSource(file: "a.json", bytes: marked.bytes)
    let excerpt = long.excerpt(marked.ranges[0])
    #expect(excerpt.line.count == 202)
    #expect(excerpt.column == 82)
    #expect(excerpt.length == 2)
    #expect(excerpt.line.dropFirst(81).hasPrefix("!?"))
    #expect(excerpt.line.first == "…" && excerpt.line.last == "…")
    #expect(long.place(marked.ranges[0].lowerBound).column == 5001)
  }

  @Test(arguments: [0, 2047, 2048, 2049, 4096, 9000, 9999])
  func `columns of a long line are exact everywhere`(count: Int) {
    // Two characters of one and three bytes in turn.
    let text = (0..<10_000).map { $0 % 2 == 0 ? "a" : "中" }.joined() + "\n"
    let before = String(text.prefix(count))
    let plain = String(repeating: "x", count: 10_000) + "\n中b"
    #expect(
      JSONSource(file: "a", bytes: Array(text.utf8)).place(before.utf8.count).column == count + 1)
    let second = JSONSource(file: "a", bytes: Array(plain.utf8))
    #expect(second.place(count).column == count + 1)
    #expect(second.place(10_004) == SourcePlace(file: "a", line: 2, column: 2))
  }

  @Test func `the line of a place is found again`() {
    let source = JSONSource(file: "a.json", bytes: Array("[\n  \"é\", 2\n]".utf8))
    let place = SourcePlace(file: "a.json", line: 2, column: 8)
    #expect(source.excerpt(of: place) == Excerpt(line: "  \"é\", 2", column: 8))
    #expect(source.excerpt(of: SourcePlace(file: "a.json", line: 9)) == nil)
  }

  /// The part is named by what the text reads, the marks show its bytes in the file.
  @Test(arguments: [
    ("\"sum «of» it\"", "of"), ("\"\\\"«of»\\\"\"", "of"), ("\"\\u0027«B»\\u0027\"", "B"),
    ("\"\\u4e2d«of»\"", "of"), ("\"中«of»\"", "of"), ("\"\\uD83D\\uDE00«of»\"", "of"),
    ("\"a«\\u006ff»\"", "of"), ("\"a \\n\\t«of»\"", "of"),
  ]) func `a part of a text is found behind its escapes`(marked: String, part: String) throws {
    let input = MarkedText(marked)
    let source = JSONSource(file: "a.json", bytes: input.bytes)
    let node = try #require(JSONReader.read(source).valid)
    guard case .text(let text) = node.content, let found = text.firstRange(of: part) else {
      Issue.record("another text")
      return
    }
    let lower = text[..<found.lowerBound].utf8.count
    let range = source.range(ofPart: lower..<lower + part.utf8.count, of: node)
    #expect(range == input.ranges[0])
  }

  @Test func `the end of a text is its closing quote`() throws {
    let source = JSONSource(file: "a.json", bytes: Array("[\"ab\"]".utf8))
    let root = try #require(JSONReader.read(source).valid)
    guard case .array(let items) = root.content else { return }
    #expect(source.range(ofPart: 2..<2, of: items[0]) == 4..<5)
    #expect(source.range(ofPart: 99..<100, of: items[0]) == 4..<5)
    let empty = JSONSource(file: "a.json", bytes: Array("\"\"".utf8))
    let node = try #require(JSONReader.read(empty).valid)
    #expect(empty.range(ofPart: 0..<0, of: node) == 1..<2)
  }
}

extension String {
  fileprivate func firstRange(of part: String) -> Range<String.Index>? {
    indices.first { self[$0...].hasPrefix(part) }
      .map { $0..<index($0, offsetBy: part.count) }
  }
}
