import MeritModel
import Testing

@testable import MeritPolicy

@Suite("help holds the text to paste")
struct FindingCollectorPasteTests {
  private func read(_ text: String) throws -> (JSONNode, FindingCollector) {
    let source = JSONSource(file: "a.json", bytes: Array(text.utf8))
    return (try #require(JSONReader.read(source).valid), FindingCollector(source: source))
  }

  @Test(arguments: [
    ("5", "a text", "write `\"5\"`"), ("true", "a text", "write `\"true\"`"),
    ("\"7\"", "a whole number", "write `7`"), ("\"TRUE\"", "true or false", "write `true`"),
    ("0", "true or false", "write `true` or `false`"), ("\"a\"", "a list", "write `[\"a\"]`"),
  ])
  func `a value of another type is written as the one expected`(
    text: String, expected: String, help: String
  ) throws {
    let (node, findings) = try read(text)
    #expect(findings.remedy(node, expected: expected) == help)
  }

  @Test(arguments: [
    ("null", "a list", "`[…]`"), ("{}", "a text", "`\"…\"`"), ("\"7.5\"", "a whole number", "`3`"),
    ("[]", "an amount", "`\"12%\"`"),
  ])
  func `where the value does not tell, the form is shown`(
    text: String, expected: String, form: String
  ) throws {
    let (node, findings) = try read(text)
    #expect(findings.remedy(node, expected: expected).hasSuffix(form))
  }

  @Test(arguments: [
    (1, 7, #"{ "b": "}" }"#), (1, 14, #""}""#), (1, 21, nil), (2, 2, "[1, [2]]"), (3, 1, nil),
  ])
  func `the value at a place is read to its end`(line: Int, column: Int, value: String?) throws {
    let text = "{ \"a\":{ \"b\": \"}\" },\n [1, [2]]"
    let source = JSONSource(file: "a.json", bytes: Array(text.utf8))
    #expect(source.value(at: SourcePlace(file: "a.json", line: line, column: column)) == value)
  }

  @Test func `what is long or on several lines is not repeated`() throws {
    let long = "\"" + String(repeating: "x", count: 159) + "\""
    #expect(try quoted("\"" + String(repeating: "x", count: 158) + "\"") != "it")
    #expect(try quoted(long) == "it")
    #expect(try quoted("[1,\n2]") == "it")
    #expect(try quoted("\"a`b\"") == "it")
  }

  @Test func `below the top, what is not repeated is told by its pointer`() throws {
    let (node, findings) = try read("{ \"a\": { \"b\": [1,\n2] } }")
    guard case .object(let members) = node.content else { return #expect(Bool(false)) }
    #expect(findings.quoted(members[0].node) == "`/a`")
    #expect(findings.quoted(at: findings.place(members[0].node)) == "`/a`")
  }

  private func quoted(_ text: String) throws -> String {
    let (node, findings) = try read(text)
    #expect(findings.quoted(node) == findings.quoted(at: findings.place(node)))
    return findings.quoted(node)
  }
}
