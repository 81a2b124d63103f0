import Foundation
import MeritApp
import MeritImport
import MeritModel
import TestSupport
import Testing

@Suite("merit.json")
struct BookReaderTests {
  private func book(
    table: String, identities: String = "{}"
  ) async throws -> Checked<OpenBook> {
    try await BookFolder.read(
      """
      { "meritFormat": 1, "policies": ["policies/*.policy.json"],
        "inputs": { "roster": \(table) }, "identities": \(identities) }
      """)
  }

  @Test("files are named or matched, and sorted by Unicode scalars")
  func files() async throws {
    let names = ["data/calls-b.csv", "data/calls-a.csv", "data/calls-B.csv", "data/other.csv"]
    let read = try await BookFolder.read(
      """
      { "meritFormat": 1, "policies": ["p.json"],
        "inputs": { "calls": { "files": ["data/calls-*.csv"] } } }
      """, files: names + ["p.json"])
    let book = try #require(read.valid?.book)
    #expect(
      book.inputs["calls"]?.files == ["data/calls-B.csv", "data/calls-a.csv", "data/calls-b.csv"])
    #expect(book.policies == ["p.json"])
    #expect(book.output == "out")
  }

  @Test("a column is mapped by name, by number, from several, or to a constant")
  func mappings() async throws {
    let read = try await book(
      table: """
        { "files": ["data/roster.csv"], "columns": {
          "name": "Full Name",
          "employee_id": { "column": 5, "using": "people", "missing": ["NA", "-"] },
          "hired_on": { "columns": ["Date", "Time"], "format": "yyyy-MM-dd H:mm:ss" },
          "role": { "constant": "agent" },
          "active": { "column": "A", "values": { "Y": true, "N": false, "?": "no", "1": 2.50 } }
        } }
        """, identities: #"{ "people": { "files": ["data/roster.csv"] } }"#)
    let input = try #require(read.valid?.book.inputs["roster"])
    let columns = input.source.columns
    #expect(columns["name"]?.cells == .named("Full Name"))
    #expect(columns["employee_id"]?.cells == .numbered(5))
    #expect(columns["employee_id"]?.missing == ["NA", "-"])
    #expect(input.identities == ["employee_id": IdentityUse("people")])
    #expect(columns["hired_on"]?.cells == .joined(["Date", "Time"]))
    #expect(columns["hired_on"]?.formats == ["yyyy-MM-dd H:mm:ss"])
    #expect(columns["role"]?.cells == .constant("agent"))
    let fiveHalves = try #require(Exact(decimal: "2.5"))
    #expect(
      columns["active"]?.values == [
        "Y": .flag(true), "N": .flag(false), "?": .text("no"), "1": .number(fiveHalves),
      ])
  }

  @Test("marks of numbers, the zone of times and the column of an identity table are told")
  func valueForms() async throws {
    let read = try await book(
      table: """
        { "files": ["data/roster.csv"], "columns": {
          "employee_id": { "column": "Login", "using": "people.login" },
          "pay": { "column": "Pay", "decimal": ",", "grouping": "." },
          "at": { "column": "At", "format": ["d.M.yyyy", "excel"], "timeZone": "UTC" }
        } }
        """, identities: #"{ "people": { "files": ["data/roster.csv"] } }"#)
    let input = try #require(read.valid?.book.inputs["roster"])
    #expect(read.diagnostics.isEmpty)
    let use = try #require(input.identities["employee_id"])
    #expect(use.table == "people" && use.column == "login")
    #expect(IdentityUse("people").column == "alias")
    let columns = input.source.columns
    #expect(columns["pay"]?.decimal == UInt8(ascii: ","))
    #expect(columns["pay"]?.grouping == UInt8(ascii: "."))
    #expect(columns["at"]?.formats == ["d.M.yyyy", "excel"] && columns["at"]?.timeZone == "UTC")
    let unknown = try await book(
      table: """
        { "files": ["data/roster.csv"], "columns": {
          "at": { "column": "At", "timeZone": "Mars/Olympus" } } }
        """)
    #expect(unknown.diagnostics.map(\.code) == [.unknownChoice])
  }

  @Test("the form of a file may be told, and is detected where it is not")
  func dialects() async throws {
    let told = try await book(
      table: """
        { "files": ["data/roster.csv"], "duplicates": "ignore", "onBadRow": "error",
          "dialect": { "delimiter": ";", "quote": "'", "encoding": "UTF-8", "header": false,
            "skipLines": 2 } }
        """)
    let source = try #require(told.valid?.book.inputs["roster"]?.source)
    #expect(
      source.dialect
        == DialectSettings(
          encoding: .utf8, delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"), header: false,
          skipLines: 2))
    #expect(source.duplicates == .ignore)
    #expect(source.onBadRow == .error)
    let plain = try await book(table: #"{ "files": ["data/roster.csv"] }"#)
    let detected = try #require(plain.valid?.book.inputs["roster"]?.source)
    #expect(detected.dialect == DialectSettings())
    #expect(detected.duplicates == .reject)
  }

  @Test(
    "everything that can be said of a form is read",
    arguments: [
      (#"{ "encoding": "gbk", "quote": null }"#, DialectSettings(encoding: .gbk, quote: 0)),
      (#"{ "escape": "\\" }"#, DialectSettings(escape: 92)),
      (
        #"{ "header": { "records": 3 } }"#, DialectSettings(headerRecords: 3)
      ),
      (
        #"{ "header": { "records": 2, "names": 2 }, "footer": { "lines": 4 } }"#,
        DialectSettings(headerRecords: 2, namesIn: 2, footer: .lines(4))
      ),
      (#"{ "footer": { "after": "blank-line" } }"#, DialectSettings(footer: .afterBlankLine)),
      (#"{ "footer": { "startsWith": "合计" } }"#, DialectSettings(footer: .startsWith("合计"))),
    ])
  func forms(text: String, expected: DialectSettings) async throws {
    let read = try await book(
      table: #"{ "files": ["data/roster.csv"], "dialect": "# + text + " }")
    #expect(read.valid?.book.inputs["roster"]?.source.dialect == expected)
  }

  @Test("a bad row of the roster stops a run, one of another table is reported")
  func badRows() async throws {
    let read = try await BookFolder.read(
      """
      { "meritFormat": 1, "policies": [], "inputs": {
          "roster": { "files": ["r.csv"] }, "calls": { "files": ["c.csv"] },
          "sales": { "files": ["s.csv"], "onBadRow": "error" } } }
      """)
    let inputs = try #require(read.valid?.book.inputs)
    #expect(
      inputs.mapValues(\.source.onBadRow) == ["roster": .error, "calls": .report, "sales": .error])
  }

  @Test(
    "a fault is told at its place",
    arguments: [
      (#"{ "files": ["data/roster.csv"], «"dialects"»: {} }"#, "P003", "did you mean `dialect`?"),
      (#"{ "files": [«"data/x-*.csv"»] }"#, "D001", "put the export there"),
      (#"{ "files": ["data/roster.csv"], "duplicates": «"drop"» }"#, "P207", "\"reject\""),
      (
        #"{ "files": ["data/roster.csv"], "dialect": { "delimiter": «";;"» } }"#, "P005",
        "write for"
      ),
      (
        #"{ "files": ["data/roster.csv"], "dialect": { "encoding": «"gb1803"» } }"#, "P207",
        "did you mean `\"gb18030\"`?"
      ),
      (
        #"{ "files": ["data/roster.csv"], "dialect": { "header": { "records": 2, "names": «3» } } }"#,
        "P005", "for example"
      ),
      (
        #"{ "files": ["data/roster.csv"], "dialect": { "footer": «{ "lines": 0 }» } }"#,
        "P005",
        "blank-line"
      ),
      (
        #"{ "files": ["data/roster.csv"], "columns": { "a": «{}» } }"#, "P004",
        "column of the export"
      ),
      (
        #"{ "files": ["data/roster.csv"], "columns": { "a": { "column": «0» } } }"#, "P005",
        "the first is `1`"
      ),
      (
        #"{ "files": ["data/roster.csv"], "profile": «"vicidal"» }"#, "P207",
        "did you mean `\"vicidial\"`?"
      ),
      (#"«{}»"#, "P004", "\"files\""),
    ])
  func faults(table: String, code: String, help: String) async throws {
    let marked = MarkedText(
      """
      { "meritFormat": 1, "policies": ["policies/*.policy.json"],
        "inputs": { "roster": \(table) } }
      """)
    let read = try await BookFolder.read(marked.text)
    let finding = try #require(read.diagnostics.first)
    #expect(read.diagnostics.count == 1 && read.valid == nil)
    #expect(finding.code.rawValue == code)
    #expect(finding.place?.file == "merit.json")
    #expect(finding.place?.line == marked.place.line)
    #expect(finding.place?.column == marked.place.column)
    #expect(finding.help.contains(help))
  }

  @Test("all faults are told at once")
  func allAtOnce() async throws {
    let read = try await BookFolder.read(
      """
      { "meritFormat": 2, "policies": ["policies/none.policy.json"], "polices": [],
        "inputs": { "roster": { "files": [1], "columns": { "a": { "column": "A", "using": "who" } } } },
        "reports": { "payroll": "sap", "charts": true } }
      """)
    let codes = read.diagnostics.map(\.code.rawValue).sorted()
    #expect(codes == ["B008", "P003", "P003", "P005", "P006", "P101", "P207"])
  }

  @Test("a file that two patterns match would count twice, so it is refused")
  func listedTwice() async throws {
    let read = try await book(table: #"{ "files": ["data/roster.csv", "data/*.csv"] }"#)
    #expect(read.diagnostics.map(\.code) == [.definedTwice])
    #expect(read.diagnostics.first?.message == "the file `data/roster.csv` is listed twice")
  }

  @Test(
    "what is asked of reports and cannot be had is told, never passed over",
    arguments: [
      (#""language": "zh-Hans""#, ["P207"]), (#""language": "en""#, []),
      (#""reports": { "redact": ["name"] }"#, ["P207"]), (#""reports": { "redact": [] }"#, []),
    ])
  func notThere(member: String, codes: [String]) async throws {
    let read = try await BookFolder.read(
      #"{ "meritFormat": 1, "policies": [], "inputs": {}, \#(member) }"#)
    #expect(read.diagnostics.map(\.code.rawValue) == codes)
  }

  @Test("reports are all written unless the book says otherwise")
  func reports() async throws {
    let plain = try await book(table: #"{ "files": ["data/roster.csv"] }"#)
    let all = try #require(plain.valid?.book.reports)
    #expect(all.workbook && all.markdown && all.statements && all.payroll)
    let read = try await BookFolder.read(
      """
      { "meritFormat": 1, "policies": [], "inputs": {},
        "reports": { "workbook": false, "markdown": false, "statements": false, "payroll": null } }
      """)
    let none = try #require(read.valid?.book.reports)
    #expect(!none.workbook && !none.markdown && !none.statements && !none.payroll)
  }
}
