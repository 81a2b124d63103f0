import Foundation
import TestSupport
import Testing

@Suite("what a run records of encodings and identity tables, as typed")
struct EncodingRecordTests {
  /// The bytes of 王 in each encoding that a book may state, and the mark that says it unasked.
  private static let encodings: [(name: String, king: [UInt8], mark: [UInt8])] = [
    ("utf-8", [0xE7, 0x8E, 0x8B], []), ("utf-8", [0xE7, 0x8E, 0x8B], [0xEF, 0xBB, 0xBF]),
    ("utf-16le", [0x8B, 0x73], [0xFF, 0xFE]), ("utf-16be", [0x73, 0x8B], [0xFE, 0xFF]),
    ("gb18030", [0xCD, 0xF5], []), ("gbk", [0xCD, 0xF5], []), ("big5", [0xA4, 0xFD], []),
    ("shift-jis", [0x89, 0xA4], []), ("euc-jp", [0xB2, 0xA6], []),
    // Western encodings have no 王; É and Ž stand for it.
    ("windows-1252", [0x8E], []), ("iso-8859-1", [0xC9], []),
  ]

  /// A text in an encoding; `@` stands for the letter.
  private func bytes(_ text: String, _ encoding: Int) -> [UInt8] {
    let (name, king, mark) = Self.encodings[encoding]
    return mark
      + text.utf8.flatMap { byte -> [UInt8] in
        if byte == UInt8(ascii: "@") { return king }
        return name == "utf-16le" ? [byte, 0] : name == "utf-16be" ? [0, byte] : [byte]
      }
  }

  private func json(_ file: URL) throws -> [String: Any] {
    let data = try Data(contentsOf: file)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private static let base = ShippedFiles.project.appendingPathComponent(
    "Tests/ErrorCatalogueTests/base")
  private static let sales =
    "sale_id,employee_id,closed_on,amount,status\nS1,@,2026-03-02,12000,won\n"

  /// Lays the base book with sales of 王, whom an identity table knows.
  private func lay(_ book: URL, people: [UInt8], sales: [UInt8], encoding: String?) throws {
    try Data(people).write(to: book.appendingPathComponent("data/people.csv"))
    try Data(sales).write(to: book.appendingPathComponent("data/sales.csv"))
    var merit = try json(book.appendingPathComponent("merit.json"))
    var inputs = try #require(merit["inputs"] as? [String: [String: Any]])
    inputs["sales"]?["columns"] = [
      "employee_id": ["column": "employee_id", "using": "people"]
    ]
    var table: [String: Any] = ["files": ["data/people.csv"]]
    if let encoding {
      inputs["sales"]?["dialect"] = ["encoding": encoding]
      table["dialect"] = ["encoding": encoding]
    }
    merit["inputs"] = inputs
    merit["identities"] = ["people": table]
    try JSONSerialization.data(withJSONObject: merit)
      .write(to: book.appendingPathComponent("merit.json"))
  }

  @Test(
    "a file gives its rows in every encoding, and the manifest names the one that was taken",
    arguments: encodings.indices)
  func recorded(encoding: Int) async throws {
    try await BookRunner.withCopy(of: Self.base) { book in
      let (name, _, mark) = Self.encodings[encoding]
      try lay(
        book, people: bytes("alias,employee_id\n@,E2\n", encoding),
        sales: bytes(Self.sales, encoding),
        encoding: mark.isEmpty && name != "utf-8" ? name : nil)
      let figures = try await BookRunner.runBook(folder: book, period: "2026-03")
      let sold = figures.first { $0.id == "E2" && $0.figure == "net_sales" }
      #expect(sold?.value == "12000")
      let manifest = try json(book.appendingPathComponent("out/2026-03/manifest.json"))
      let inputs = try #require(manifest["inputs"] as? [[String: Any]])
      #expect(
        inputs.map { $0["file"] as? String } == [
          "data/people.csv", "data/roster.csv", "data/sales.csv", "data/targets.csv",
        ])
      #expect(inputs.map { $0["encoding"] as? String } == [name, "utf-8", name, "utf-8"])
      #expect(inputs.map { $0["rows"] as? Int } == [1, 3, 1, 3])
    }
  }

  @Test("a row of an identity table that cannot be used is told and accounted for")
  func badIdentity() async throws {
    try await BookRunner.withCopy(of: Self.base) { book in
      try lay(
        book, people: Array("alias,employee_id\n@,E2\nlost,\n".utf8),
        sales: Array(Self.sales.utf8), encoding: nil)
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      #expect(run.status == 0, "\(run.standardError)")
      let text = { (name: String) in
        try String(
          contentsOf: book.appendingPathComponent("out/2026-03/\(name).csv"), encoding: .utf8)
      }
      #expect(try text("problems").contains("warning,D109,people,data/people.csv,3,"))
      #expect(try text("accounts").contains("people,data/people.csv,2,1,0,1,"))
    }
  }
}
