import MeritModel
import MeritPolicy
import Testing

struct JSONReaderLimitTests {
  private func read(_ text: String) -> Checked<JSONNode> {
    JSONReader.read(Array(text.utf8), file: "a.json")
  }

  /// Far more than any of these takes; far less than one that grows with the square of the size.
  private let patience = Duration.seconds(20)

  @Test(arguments: [(64, true), (65, false)])
  func `sixty-four levels are allowed`(levels: Int, isFine: Bool) {
    let lists = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    let objects =
      String(repeating: "{\"a\":", count: levels) + "1" + String(repeating: "}", count: levels)
    for text in [lists, objects] {
      #expect(read(text).diagnostics.map(\.code) == (isFine ? [] : [.tooLarge]))
    }
  }

  @Test(arguments: ["[", "{\"a\":"]) func `ten thousand levels are answered at once`(open: String) {
    let found = read(String(repeating: open, count: 10_000)).diagnostics
    #expect(found.map(\.code) == [.tooLarge])
    #expect(found.first?.place?.column == 64 * open.count + 1)
  }

  @Test func `five mebibytes are read, one byte more is not`() {
    let blanks = [UInt8](repeating: 0x20, count: JSONReader.sizeLimit - 2)
    #expect(JSONReader.read(Array("[]".utf8) + blanks, file: "a.json").valid != nil)
    let more = JSONReader.read(Array("[] ".utf8) + blanks, file: "a.json")
    #expect(more.result == nil)
    #expect(more.diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `ten mebibytes are refused unread`() {
    let found = JSONReader.read([UInt8](repeating: 0x5B, count: 10 << 20), file: "a.json")
    #expect(found.diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `a number of 400 digits is told once and shortened`() throws {
    let found = read("[\(String(repeating: "7", count: 400))]").diagnostics
    #expect(found.map(\.code) == [.tooManyDigits])
    #expect((found.first?.help ?? "").count < 80)
    let help = try #require(found.first?.help)
    #expect(help.contains("…") == false, "what is cut off cannot be pasted")
  }

  @Test func `thousands of faults on one long line end the reading after a hundred`() {
    let text = "[" + String(repeating: "1234567890123456,", count: 200_000) + "1]"
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure { found = read(text).diagnostics }
    #expect(found.count == 100)
    #expect(found.allSatisfy { ($0.excerpt?.line.count ?? 0) <= 202 })
    #expect(found.last?.place?.column == 2 + 99 * 17)
    #expect(time < patience)
  }

  @Test func `a long key over many items costs no more than the file`() {
    let key = String(repeating: "k", count: 60_000)
    let text = "{\"\(key)\":[" + String(repeating: "1,", count: 199_000) + "1]}"
    let time = ContinuousClock().measure { #expect(read(text).valid != nil) }
    #expect(time < patience)
  }

  @Test func `two hundred thousand values are read, one more is not`() {
    // The list itself is one.
    let fits = String(repeating: "1,", count: JSONReader.valueLimit - 2) + "1"
    #expect(read("[\(fits)]").valid != nil)
    #expect(read("[\(fits),1]").diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `texts of 64 KiB are read, one byte more is not`() {
    let fits = String(repeating: "x", count: JSONReader.textLimit - 2)
    #expect(read("\"\(fits)\"").valid != nil)
    #expect(read("[\"\(fits)x\"]").diagnostics.map(\.code) == [.tooLarge])
    #expect(read("{\"\(fits)x\": 1}").diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `many texts of escapes are read in one pass`() {
    let text = "\"" + String(repeating: "\\u4e2d", count: 10_000) + "\","
    let list = "[" + String(repeating: text, count: 40) + "1]"
    let time = ContinuousClock().measure { #expect(read(list).valid != nil) }
    #expect(time < patience)
  }
}
