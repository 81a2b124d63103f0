import MeritModel
import MeritPolicy
import TestSupport
import Testing

struct JSONReaderTests {
  private func read(_ text: String) -> Checked<JSONNode> {
    JSONReader.read(Array(text.utf8), file: "a.json")
  }

  private func only(_ text: String) -> Diagnostic? {
    let found = read(text).diagnostics
    return found.count == 1 ? found.first : nil
  }

  @Test func `every value keeps the bytes that it takes`() throws {
    let marked = MarkedText(
      """
      { "a": «[1, -2.50e3]»,
        "é\\n": «"x\\"y"»,
        "b": «{ "c": null }», "t": «true», "f": «false» }
      """)
    let root = try #require(JSONReader.read(marked.bytes, file: "a.json").valid)
    guard case .object(let members) = root.content else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.node.range) == marked.ranges)
    #expect(members.map(\.key) == ["a", "é\n", "b", "t", "f"])
    #expect(members.map(\.node.typeName).contains("a list"))
  }

  @Test func `a damaged character at the start of a long line is told at its place`() {
    let bytes = Array("{\n".utf8) + [0x80] + Array(repeating: UInt8(ascii: "a"), count: 300)
    let found = JSONReader.read(bytes, file: "a.json")
    #expect(found.valid == nil && found.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(found.diagnostics.first?.place?.line == 2)
    #expect(found.diagnostics.first?.place?.column == 1)
  }

  @Test func `numbers keep their own text`() throws {
    let root = try #require(read("[0, -0, 1.50, 12e-3, 0.1E+2]").valid)
    guard case .array(let items) = root.content else {
      Issue.record("not a list")
      return
    }
    let texts = items.map { item in
      if case .number(let text) = item.content { text } else { "?" }
    }
    #expect(texts == ["0", "-0", "1.50", "12e-3", "0.1E+2"])
  }

  @Test(arguments: [
    (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""é\u4e2d""#, "é中"), (#""\uD83D\uDE00!""#, "😀!"), (#""\u0000""#, "\0"), ("\"中文\"", "中文"),
    (#""""#, ""),
  ]) func `escapes are read`(json: String, expected: String) throws {
    let node = try #require(read(json).valid)
    guard case .text(let text) = node.content else {
      Issue.record("not a text")
      return
    }
    #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `a pointer names the way and escapes its signs`() throws {
    let root = try #require(read(#"{"a/b": [0, {"~": 1}]}"#).valid)
    guard case .object(let members) = root.content,
      case .array(let items) = members[0].node.content,
      case .object(let inner) = items[1].content
    else {
      Issue.record("another shape")
      return
    }
    #expect(root.pointer == "")
    #expect(items[0].pointer == "/a~1b/0")
    #expect(inner[0].node.pointer == "/a~1b/1/~0")
  }

  /// The marks show where the finding points; the text is what it says.
  @Test(arguments: [
    ("{ \"a\": 1«,» }", "a comma stands before the closing `}`"),
    ("[1, 2«,» ]", "a comma stands before the closing `]`"),
    ("{ \"a\": 1«\n» \"b\": 2 }", "a comma or `}` is expected here"),
    ("[1« »2]", "a comma or `]` is expected here"),
    ("{ \"a\": 1 «]»", "`}` is expected here, not `]`"),
    ("{ \"a\": 1 «;» \"b\": 2 }", "a semicolon stands between the members"),
    ("{ «/»/ why\n }", "JSON has no comments"),
    ("{ \"a\": 1 «/»* why */ }", "JSON has no comments"),
    ("«#» why\n{}", "JSON has no comments"),
    ("{ «'»a': 1 }", "a key stands in single quotes"),
    ("{ \"a\": «'»b' }", "a text stands in single quotes"),
    ("{ «a»: 1 }", "a key in double quotes is expected, not `a`"),
    ("{ \"a\"« »1 }", "a colon is expected after the key"),
    ("{ \"a\" «=» 1 }", "a colon is expected after the key, not `=`"),
    ("{ \"a\": «T»rue }", "`True` is no JSON value"),
    ("{ \"a\": «N»aN }", "`NaN` is no JSON value"),
    ("{ \"a\": «s»pecialist }", "a value is expected, not `specialist`"),
    ("[«.»5]", "a number begins with its decimal point"),
    ("[«+»5]", "a number begins with a plus sign"),
    ("[«0»12]", "a number has a leading zero"),
    ("[1.«]»", "a digit is expected after the decimal point"),
    ("[-«]»", "a digit is expected after the minus sign"),
    ("[1e«]»", "a digit is expected in the exponent"),
    ("[«,»1]", "a value is missing before the comma"),
    ("[1] «x»", "something follows the end of the JSON value"),
    ("{ \"a\": «\"»x\n }", "the text that begins here is not closed on its line"),
    ("{ \"a\": «\"»x }", "the text that begins here is never closed"),
    ("[\"a«\t»b\"]", "a text holds the control character 0x09"),
    ("[\"a«\\»x\"]", "a text holds an unknown escape"),
    ("[\"a«\\»u12\"]", "four hexadecimal digits are expected after \\u"),
    ("[\"中«\\»uD800\"]", "a text holds half a surrogate pair"),
    ("[\"中«\\»uDC00\\uD800\"]", "a text holds half a surrogate pair"),
  ]) func `a syntax error is one sentence with its place`(marked: String, message: String) throws {
    let input = MarkedText(marked)
    let found = try #require(only(input.text))
    #expect(found.code == .notJSON)
    #expect(found.message == message)
    #expect(found.place?.line == input.place.line)
    #expect(found.place?.column == input.place.column)
  }

  @Test(arguments: [
    ("", "the file ends where a value is expected"),
    ("  \n", "the file ends where a value is expected"),
    ("{ \"a\": 1", "the file ends where `}` is expected"),
    ("[[1]", "the file ends where `]` is expected"),
    ("{\"a\":", "the file ends where a value is expected"),
  ]) func `a file that ends too early says what is open`(text: String, message: String) throws {
    let found = try #require(only(text))
    #expect(found.code == .notJSON)
    #expect(found.message == message)
  }

  @Test func `an unclosed bracket names where it stands`() {
    #expect(only("{\n  [")?.code == .notJSON)
    #expect(only("{ \"a\": [1,\n 2 }")?.notes == ["`[` stands at a.json:1:8"])
  }

  @Test func `a duplicate key names both places and the reading goes on`() throws {
    let marked = MarkedText("{\n  \"a\": 1,\n  «\"\\u0061\"»: 2,\n  \"a\": 3 }")
    let checked = JSONReader.read(marked.bytes, file: "a.json")
    #expect(checked.result != nil)
    #expect(checked.diagnostics.map(\.code) == [.duplicateKey, .duplicateKey])
    let first = try #require(checked.diagnostics.first)
    #expect(first.place == SourcePlace(file: "a.json", line: 3, column: 3, pointer: "/a"))
    #expect(first.excerpt == Excerpt(line: "  \"\\u0061\": 2,", column: 3, length: 8))
    #expect(
      checked.diagnostics.map(\.notes)
        == Array(repeating: ["the first one is at a.json:2:3"], count: 2))
  }

  @Test func `a message shows long and invisible keys so that they can be read`() {
    let long = String(repeating: "k", count: 50)
    #expect(
      only("{\"\(long)\": 1, \"\(long)\": 2}")?.message
        == "the key `\(long.prefix(40))…` stands twice in one object")
    #expect(
      only(#"{"a\u0000\u202e": 1, "a\u0000\u202e": 2}"#)?.message
        == #"the key `a\u{0}\u{202E}` stands twice in one object"#)
  }

  @Test func `keys that differ in their Unicode form only are duplicates`() {
    #expect(only("{\"caf\u{E9}\": 1, \"cafe\u{301}\": 2}")?.code == .duplicateKey)
  }

  @Test(arguments: [
    ("123456789012345", true), ("1234567890123456", false), ("0.000000123456789012345", true),
    ("1.234567890123456", false), ("-123456789.012345", true), ("-123456789.0123456", false),
    ("100000000000000", true), ("1000000000000000", false), ("1e400", true),
  ]) func `fifteen significant digits are allowed, sixteen are not`(number: String, isFine: Bool) {
    #expect(read("[\(number)]").diagnostics.map(\.code) == (isFine ? [] : [.tooManyDigits]))
  }

  @Test func `a byte order mark is skipped and counts no column`() {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("[x]".utf8)
    #expect(JSONReader.read([0xEF, 0xBB, 0xBF] + Array("[1]".utf8), file: "a.json").valid != nil)
    #expect(JSONReader.read(bytes, file: "a.json").diagnostics.first?.place?.column == 2)
  }

  @Test func `bytes that are not UTF-8 are refused with their place`() throws {
    let bytes = Array("{\n \"中".utf8) + [0xFF] + Array("\": 1}".utf8)
    let checked = JSONReader.read(bytes, file: "a.json")
    #expect(checked.result == nil)
    let found = try #require(checked.diagnostics.first)
    #expect(found.code == .invalidUTF8)
    #expect(found.message == "the byte 0xFF is not UTF-8")
    #expect(found.place == SourcePlace(file: "a.json", line: 2, column: 4))
  }

  @Test func `columns count characters, not bytes`() {
    #expect(only("{ \"中é😀\": x }")?.place?.column == 10)
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `all line ends count`(end: String) {
    let place = only("{\(end)\(end)  x")?.place
    #expect(place?.line == 3)
    #expect(place?.column == 3)
  }
}
