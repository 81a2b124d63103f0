import MeritApp
import Testing

@Suite("tables on a terminal")
struct TextTableTests {
  @Test("columns are as wide as their widest cell; wide characters take two cells")
  func widths() {
    var table = TextTable(header: ["id", "name", "n"], numbers: [2])
    table.append(["E1", "王小燕", "7"])
    table.append(["E100", "Li", "1,234"])
    #expect(
      table.text == """
        id    name        n
        E1    王小燕      7
        E100  Li      1,234

        """)
  }

  @Test("what could act on a terminal is shown, not done")
  func control() {
    var table = TextTable(header: ["a"], numbers: [])
    table.append(["x\u{1B}[2Jy\n\u{202E}z"])
    #expect(table.text == "a\nx\\u{1B}[2Jy\\u{A}\\u{202E}z\n")
  }
}
