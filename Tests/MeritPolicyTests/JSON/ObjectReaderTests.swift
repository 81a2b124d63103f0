import MeritModel
import MeritPolicy
import Testing

struct ObjectReaderTests {
  private func open(_ text: String) throws -> (ObjectReader, FindingCollector) {
    let source = JSONSource(file: "a.json", bytes: Array(text.utf8))
    let findings = FindingCollector(source: source)
    let node = try #require(JSONReader.read(source).valid)
    return (try #require(ObjectReader(node, findings)), findings)
  }

  @Test func `an unknown key is reported at the key with the nearest known one`() throws {
    var (reader, findings) = try open(#"{ "label": "x", "wieghts": [], "zzz": 1 }"#)
    #expect(reader.text("label") == "x")
    #expect(reader.optional("weights") == nil)
    reader.finish()
    #expect(findings.diagnostics.map(\.code) == [.unknownKey, .unknownKey])
    #expect(findings.diagnostics[0].help == "did you mean `weights`?")
    #expect(
      findings.diagnostics[0].place
        == SourcePlace(file: "a.json", line: 1, column: 17, pointer: "/wieghts"))
    #expect(findings.diagnostics[0].excerpt?.length == 9)
    #expect(findings.diagnostics[1].help == #"delete `"zzz": 1`; allowed here: `label`, `weights`"#)
  }

  @Test func `a missing key is reported at the object`() throws {
    var (reader, findings) = try open("{\n}")
    #expect(reader.required("per") == nil)
    reader.finish()
    #expect(findings.diagnostics.map(\.code) == [.missingKey])
    #expect(findings.diagnostics[0].message == "the key `per` is missing")
    #expect(findings.diagnostics[0].place?.line == 1)
  }

  @Test func `a member of another type is reported with what is expected`() throws {
    var (reader, findings) = try open(#"{ "a": 1, "b": "x", "c": 1.5, "d": {}, "e": ["x", 2] }"#)
    #expect(reader.text("a") == nil)
    #expect(reader.optional("b").flatMap { findings.flag($0) } == nil)
    #expect(reader.optional("c").flatMap { findings.whole($0) } == nil)
    #expect(reader.optional("d").flatMap { findings.items($0) } == nil)
    #expect(reader.optional("e").flatMap { findings.texts($0) } == ["x"])
    #expect(reader.optional("b").flatMap { findings.texts($0) } == ["x"])
    #expect(
      findings.diagnostics.map(\.message) == [
        "a text is expected, not a number", "true or false is expected, not a text",
        "a whole number is expected, not a number", "a list is expected, not an object",
        "a text is expected, not a number",
      ])
    #expect(findings.diagnostics.allSatisfy { $0.code == .wrongShape })
    #expect(findings.diagnostics.last?.place?.pointer == "/e/1")
  }

  @Test func `all members count as known`() throws {
    var (reader, findings) = try open(#"{ "x": 1, "y": 2 }"#)
    #expect(reader.all().map(\.key) == ["x", "y"])
    reader.finish()
    #expect(findings.diagnostics.isEmpty)
  }

  @Test func `findings after the thousandth are left out`() throws {
    let members = (0..<1200).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    let (reader, findings) = try open("{ \(members) }")
    reader.finish()
    #expect(findings.diagnostics.count == FindingCollector.limit)
  }

  @Test(arguments: [
    ("wieght", "weight"), ("Weight", "weight"), ("weigth", "weight"), ("wgt", nil),
    ("weights", "weight"), ("net_slaes", "net_sales"), ("x", nil), ("", nil),
  ]) func `the nearest name is at most two edits away`(typed: String, expected: String?) {
    #expect(nearest(to: typed, among: ["weight", "net_sales", "of"]) == expected)
  }

  @Test func `among equally near names the first in order is taken`() {
    #expect(nearest(to: "bat", among: ["cat", "bad"]) == "bad")
  }
}
