import Foundation
import MeritModel
import TestSupport
import Testing

@testable import MeritImport

private let ids = TableContract(name: "t", columns: [ContractColumn(name: "x", kind: .id)])

@Test(
  "Ids are compared in one form: composed accents, plain letters and digits",
  arguments: [
    ("Ｅ１０１", "E101", "full-width"), ("Jose\u{301}", "José", "accents"),
    ("ｅ\u{301}１", "é1", "full-width"), ("王小明", "王小明", nil), ("0007", "0007", nil),
    ("e101", "e101", nil), ("José", "José", nil),
  ] as [(String, String, String?)])
func oneForm(text: String, id: String, note: String?) throws {
  for rest in ["", "\nplain\nmore plain text to fill a stretch of sixty-four bytes ........"] {
    let reading = try read("x\n\(text)\(rest)\n", ids, settings: ScanSettings(chunk: 64))
    #expect(reading.rows.first?.values.map { Array($0.utf8) } == [Array(id.utf8)])
    let notes = reading.problems.filter { $0.code == .convertedCells }
    #expect(notes.contains { $0.message.contains(note ?? "…") } == (note != nil))
  }
}

@Test("A text column keeps its characters as they are")
func textStays() throws {
  #expect(try read("x\nＥ１０１\n", texts("x")).values == [["Ｅ１０１"]])
}

@Test(
  "An id with a character that nobody sees is refused",
  arguments: [
    ("E\u{200B}1", "U+200B"), ("\u{FEFF}E1", "U+FEFF"), ("E\u{202E}1", "U+202E"),
    ("E1\u{85}x", "U+0085"), ("\u{E000}", "U+E000"),
  ])
func invisible(text: String, code: String) throws {
  let reading = try read("y,x\n1,\(text)\n", ids)
  #expect(reading.problems.map(\.code) == [.unreadableValue])
  #expect(reading.problems.first?.message.hasSuffix("the invisible character \(code)") == true)
}

@Test("An identity table may have a column for each source")
func sources() throws {
  func source(_ text: String) -> TableSource {
    TableSource(files: [SourceFile(name: "p.csv", bytes: Array(text.utf8))])
  }
  let text = """
    employee_id,login,extension,mail
    0007,anna,0301,anna@example.com
    E2,bea,,
    E2,b.ea,302,

    """
  let logins = try AliasReader.read(source(text), named: "people", column: "login")
  #expect(logins.aliases == ["anna": "0007", "bea": "E2", "b.ea": "E2"])
  let extensions = try AliasReader.read(source(text), named: "people", column: "extension")
  #expect(extensions.aliases == ["0301": "0007", "302": "E2"])
  #expect(extensions.diagnostics.isEmpty && extensions.problems.isEmpty)
  #expect(extensions.accounts.map(\.rowsUsed) == [3] && extensions.accounts.allSatisfy(\.balances))
  let none = try AliasReader.read(source(text), named: "people", column: "badge")
  #expect(none.diagnostics.map(\.code) == [.columnMissing])
  let twice = try AliasReader.read(
    source("alias,employee_id\nＡ1,E1\nA1,E2\n"), named: "people")
  #expect(twice.diagnostics.map(\.code) == [.aliasTwice])
}

@Test("Names are found in any width and form")
func aliasForms() throws {
  let column = ColumnSource(.named("x"), aliases: ["Ｊosé": "E1", "A-2": "E2"])
  let reading = try read("x\nJose\u{301}\nA-2\nＡ-２\nE9\n", ids, columns: ["x": column])
  #expect(reading.values == [["E1"], ["E2"], ["E2"], ["E9"]])
}

@Test("Characters that are taken as they stand have no other form, alone or beside each other")
func oneFormOnly() {
  let scalars = (0..<0x11_0000 as Range<UInt32>).compactMap(UnicodeScalar.init)
    .filter(IDText.isInOneForm)
  for scalar in scalars {
    let text = String(scalar)
    #expect(Array(text.precomposedStringWithCanonicalMapping.utf8) == Array(text.utf8))
    #expect(WidthFolding.narrow(scalar) == nil)
  }
  var random = SplitMix64(seed: 7)
  for _ in 0..<20_000 {
    var text = ""
    for _ in 0..<4 { text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a") }
    #expect(Array(text.precomposedStringWithCanonicalMapping.utf8) == Array(text.utf8))
  }
}

@Test("Invisible characters, marks and full-width letters are looked at one by one")
func otherForms() {
  for text in ["\u{AD}", "\u{A0}", "\u{301}", "\u{3099}", "Ａ", "\u{3000}", "\u{1161}", "\u{F900}"] {
    #expect(!text.unicodeScalars.allSatisfy(IDText.isInOneForm))
  }
}
