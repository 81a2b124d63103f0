import MeritExcel
import Testing

@Suite struct ExcelTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("=1+1", "=1+1"), ("_x0041_", "_x005F_x0041_"), ("_x041_", "_x041_"),
    ("a\u{1}b\u{FFFE}c", "a\u{FFFD}b\u{FFFD}c"), ("a\tb\nc", "a\tb\nc"), ("", ""),
  ])
  func `texts keep what they show`(text: String, written: String) {
    #expect(ExcelText.cell(text) == written)
  }

  @Test func `a cell holds 32,767 UTF-16 units and no more`() {
    let full = String(repeating: "a", count: 32_767)
    #expect(ExcelText.cell(full) == full)
    #expect(ExcelText.cell(full + "a").utf16.count == 32_767)
    #expect(ExcelText.cell(full + "a").hasSuffix("[…]"))
    #expect(ExcelText.cell(String(repeating: "😀", count: 20_000)).utf16.count <= 32_767)
  }

  @Test(arguments: [
    ("Summary", true), ("Training & posts", true), (String(repeating: "a", count: 31), true),
    (String(repeating: "a", count: 32), false), (String(repeating: "😀", count: 16), false),
    ("", false), ("History", false), ("hISTORY", false), ("a/b", false), ("a[b", false),
    ("'a", false), ("a'", false), ("a\u{1}", false),
  ])
  func `names of sheets obey the format`(name: String, isValid: Bool) {
    #expect(ExcelText.isSheetName(name) == isValid)
  }

  @Test(arguments: [
    ("Rate_base", true), ("A1", false), ("1bad_", false), ("", false), ("R_é", false),
    ("Rate_a b", false),
  ])
  func `names of cells cannot be read as places`(name: String, isValid: Bool) {
    #expect(ExcelText.isDefinedName(name) == isValid)
  }
}
