import MeritApp
import Testing

@Suite("JSON that is written")
struct JSONValueTests {
  @Test(
    "texts are escaped so that nothing in them acts",
    arguments: [
      ("plain", #""plain""#), (#"a"b\c"#, #""a\"b\\c""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
      ("\u{1B}[31m\u{0}", #""\u001b[31m\u0000""#), ("\u{7F}\u{9B}", #""\u007f\u009b""#),
      ("王小燕 €", #""王小燕 €""#), ("", #""""#),
    ])
  func texts(text: String, written: String) {
    #expect(JSONValue.text(text).text == written)
  }

  @Test("members keep their order; absent values are null")
  func objects() {
    let value = JSONValue.object([
      ("z", .whole(-1)), ("a", .array([.flag(true), .null])), ("n", JSONValue(String?.none)),
    ])
    #expect(value.text == #"{"z":-1,"a":[true,null],"n":null}"#)
    #expect(
      value.indented()
        == "{\n  \"z\": -1,\n  \"a\": [\n    true,\n    null\n  ],\n  \"n\": null\n}")
    #expect(JSONValue.array([]).indented() == "[]")
  }
}
