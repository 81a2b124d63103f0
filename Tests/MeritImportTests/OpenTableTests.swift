import MeritImport
import MeritModel
import Testing

@Test(
  "Files that are no tables",
  arguments: [
    (Array("PK\u{3}\u{4}xxxx".utf8), "D003"), ([], "D002"), ([0xEF, 0xBB, 0xBF], "D002"),
    (Array("%PDF-1.4".utf8), "D003"), (Array("x,y\n".utf8), "D009"),
    (Array("x,x\n1,2\n".utf8), "D006"),
    (Array("y,z\n1,2\n".utf8), "D007"),
  ] as [([UInt8], String)])
func foreignFiles(bytes: [UInt8], code: String) throws {
  #expect(try read(bytes, texts("x")).codes.first == code)
}

@Test("A file that is not there")
func missingFile() throws {
  let source = TableSource(files: [SourceFile(name: "no.csv", path: "/nonexistent/no.csv")])
  #expect(try OpenTable(texts("x"), source).diagnostics.map(\.code) == [.fileMissing])
}

@Test("Headers match as written, then without case, width and blanks")
func headers() throws {
  #expect(try read("Employee ID\n1\n", texts("employeeid")).values == [["1"]])
  #expect(try read("ＮＡＭＥ\n1\n", texts("name")).values == [["1"]])
  let missing = try read("amonut,z\n1,2\n", texts("amount"))
  #expect(missing.codes.first == "D007")
  #expect(missing.diagnostics.first?.help.contains("amonut") == true)
}
