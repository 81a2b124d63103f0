import MeritImport
import MeritModel
import Testing

private func values(
  _ text: String, _ settings: DialectSettings = DialectSettings(), _ names: [String] = ["a", "b"]
) throws -> [[String]] {
  let contract = TableContract(
    name: "t", columns: names.map { ContractColumn(name: $0, kind: .text, isOptional: true) })
  let reading = try read(text, contract, dialect: settings, settings: ScanSettings(chunk: 64))
  #expect(reading.diagnostics.isEmpty, "\(text.debugDescription) \(reading.diagnostics)")
  #expect(reading.account?.balances == true)
  return reading.values
}

@Test(
  "Quotes may be escaped, stand behind blanks, or have no meaning",
  arguments: [
    ("a,b\n1,\"say \\\"yes\\\"\"\n2,x\n", [["1", "say \"yes\""], ["2", "x"]]),
    ("a,b\n1,\"c:\\\\temp \\\"x\\\"\"\n", [["1", "c:\\temp \"x\""]]),
    ("a,b\n1,\"c:\\dir\"\n2,\"\"\"q\"\"\"\n", [["1", "c:\\dir"], ["2", "\"q\""]]),
    ("a, b\n1, \"x, y\"\n2,\"z\" \n", [["1", "x, y"], ["2", "z"]]),
    ("a, b\n 1 , \"line\nline\" \n", [["1", "line\nline"]]),
    ("a, b\n1, \"say \\\"no\\\"\"\n", [["1", "say \"no\""]]),
  ])
func quotes(text: String, expected: [[String]]) throws {
  #expect(try values(text) == expected)
}

@Test("What the book says of quotes holds")
func statedQuotes() throws {
  let single = DialectSettings(quote: UInt8(ascii: "'"))
  #expect(try values("a,b\n1,'x,''y'\n2,5\"\n", single) == [["1", "x,'y"], ["2", "5\""]])
  let none = DialectSettings(quote: CSVDialect.noQuote)
  #expect(try values("a,b\n\"1,x\"\n", none) == [["\"1", "x\""]])
  let star = DialectSettings(escape: UInt8(ascii: "*"))
  #expect(try values("a,b\n1,\"x*\"y\"\n", star) == [["1", "x\"y"]])
}

@Test(
  "Line ends of every kind, also mixed",
  arguments: [
    "a,b\r1,\"x\ry\"\r3,4\r", "a,b\r1,\"x\ry\"\r3,4", "a,b\n1,\"x\ry\"\r3,4\r\n",
    "a,b\r\n1,\"x\ry\"\n3,4\r",
  ])
func lineEnds(text: String) throws {
  #expect(try values(text) == [["1", "x\ry"], ["3", "4"]])
}

@Test("Lines of a file with carriage returns are counted as an editor counts them")
func linesOfReturns() throws {
  let reading = try read("a,b\r1,2\r\r3,4,5\r6,7\r", texts("a", "b"))
  #expect(reading.rows.map(\.line) == [2, 5])
  #expect(reading.problems.map(\.line) == [4])
}

@Test(
  "The delimiter is the one that divides all records alike",
  arguments: [
    ("a;b\n1;2,5\n3;4,5\n", [["1", "2,5"], ["3", "4,5"]]),
    ("a|b\n1,2|x\n3|y,z\n", [["1,2", "x"], ["3", "y,z"]]),
    ("a\tb\n1\tx, y; z\n", [["1", "x, y; z"]]),
    ("\"a;1\",b\n", []), ("\n\na;b\n1;2\n", [["1", "2"]]),
  ])
func delimiters(text: String, expected: [[String]]) throws {
  let names = text.hasPrefix("\"") ? ["a;1", "b"] : ["a", "b"]
  let contract = TableContract(
    name: "t", columns: names.map { ContractColumn(name: $0, kind: .text, isOptional: true) })
  #expect(try read(text, contract).values == expected)
}

@Test("Two delimiters that fit alike are asked about, unless the names tell them apart")
func unclear() throws {
  #expect(try read("h1,h2;h3\n1,2;3\n", texts()).codes == ["D014"])
  let told = try read(
    "h1,h2;h3\n1,2;3\n", texts("h3"), dialect: DialectSettings(delimiter: UInt8(ascii: ";")))
  #expect(told.values == [["3"]])
  #expect(try read("h1,h2;h3\n1,2;3\n", texts("h1", "h2;h3")).values == [["1", "2;3"]])
}

@Test("Titles above the header are found by the names and told")
func titles() throws {
  let text = "Report of March,,\n\"made by, x\"\n\na,b\n1,2\n"
  let reading = try read(text, texts("a", "b"))
  #expect(reading.values == [["1", "2"]])
  #expect(reading.rows.map(\.line) == [5])
  #expect(reading.problems.map(\.code) == [.linesPassedOver])
  #expect(reading.problems.first?.message == "3 lines stand above the header and are no data")
  let stated = try read(text, texts("a", "b"), dialect: DialectSettings(skipLines: 3))
  #expect(stated.rows == reading.rows)
  #expect(stated.problems.isEmpty)
}

@Test(
  "Footers are left out where the book says how they are told",
  arguments: [
    (
      FooterForm.afterBlankLine,
      "a,b\n1,2\n3,\"x\n\ny\"\n\n\"Report\"\n\"(c), all rights, us\"\n"
    ), (.lines(2), "a,b\n1,2\n3,\"x\n\ny\"\nTotal,2\nend\n"),
    (.startsWith("Total"), "a,b\n1,2\n3,\"x\n\ny\"\n\"Total\",2\nend"),
  ])
func footers(form: FooterForm, text: String) throws {
  let reading = try read(text, texts("a", "b"), dialect: DialectSettings(footer: form))
  #expect(reading.values == [["1", "2"], ["3", "x\n\ny"]])
  #expect(reading.problems.map(\.code) == [.linesPassedOver])
  let unstated = try read(text, texts("a", "b"))
  #expect(unstated.problems.allSatisfy { $0.code == .wrongFieldCount })
}

@Test("Several records may stand above the rows; one of them has the names")
func headerRecords() throws {
  let first = DialectSettings(headerRecords: 3, namesIn: 1)
  #expect(try values("a,b\none,\"t\nwo\"\n{x},{y}\n1,2\n", first) == [["1", "2"]])
  let second = DialectSettings(headerRecords: 2, namesIn: 2)
  #expect(try values("V1,V2\na,b\n1,2\n", second) == [["1", "2"]])
}

@Test("A header that comes again in the middle is no row, with or without its mark")
func repeatedHeader() throws {
  let mark = "\u{FEFF}"
  let text = "\(mark)id,b\n1,2\nid,b\n3,4\n\(mark)id,b\r\n5,6\nid,c\n"
  for chunk in [64, 1 << 20] {
    let reading = try read(
      text, texts("id", "b"), settings: ScanSettings(chunk: chunk))
    #expect(reading.values == [["1", "2"], ["3", "4"], ["5", "6"], ["id", "c"]])
    #expect(reading.account?.notUsed == ["repeats the header": 2])
    #expect(reading.account?.balances == true)
  }
}

@Test("Empty fields at the end of rows are taken, others not")
func trailingFields() throws {
  let reading = try read("a,b\n1,2,,\n3,4,\"\"\r\n5,6,x\n7\n8,9\n", texts("a", "b"))
  #expect(reading.values == [["1", "2"], ["3", "4"], ["8", "9"]])
  #expect(reading.problems.map(\.code) == [.wrongFieldCount, .wrongFieldCount, .convertedCells])
  #expect(
    reading.problems.last?.message
      == "2 rows with empty fields after the last column; the first is here")
  #expect(try values("a,b,\n1,2\n3,4,\n5,6,7\n") == [["1", "2"], ["3", "4"], ["5", "6"]])
}

@Test("A header of another number of records, none, or only titles")
func oddHeaders() throws {
  #expect(try read("\n\n\n", texts("a")).codes == ["D002"])
  let byNumber = try read(
    "x,1\ny,2\n", texts("a"), columns: ["a": ColumnSource(.numbered(2))],
    dialect: DialectSettings(header: false))
  #expect(byNumber.values == [["1"], ["2"]])
}

@Test("Blanks between the last quote and a line end of two bytes are taken off")
func blanksBeforeReturn() throws {
  let text = "a,b\r\n1, \"x, y\" \t\r\n2,\"z\"\r\n"
  #expect(try read(text, texts("a", "b")).values == [["1", "x, y"], ["2", "z"]])
}

@Test("A header of blanks names no columns", arguments: [" \n\t\n", "\n \n", ",,\n1,2,3\n"])
func blankHeader(text: String) throws {
  let reading = try read(text, texts("a"))
  #expect(reading.codes == ["D002"] && reading.rows.isEmpty)
}

@Test(
  "One column is read whole, whatever else stands in its cells",
  arguments: ["a\nx;y\nz\n", "a\nx|y\nz;\n", "title;of\na\nx;y\nz\n"])
func oneColumn(text: String) throws {
  let reading = try read(text, texts("a"), dialect: DialectSettings())
  #expect(reading.values.last?.first?.hasPrefix("z") == true)
  #expect(reading.values.count == 2)
}

@Test("The header is the first record that holds the most names, and the one where they belong")
func headerAmongRecords() throws {
  let rows = "a,x\nb,a\nb,a\n1,2\n"
  // Both names stand in the second record first; the third repeats the header.
  #expect(try read(rows, texts("a", "b")).values == [["2", "1"]])
  // Where names are in the third record, the second is not looked at.
  let third = try read(rows, texts("a", "b"), dialect: DialectSettings(namesIn: 3))
  #expect(third.rows.map(\.line) == [4])
}
