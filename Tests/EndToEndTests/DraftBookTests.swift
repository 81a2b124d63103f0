import Foundation
import TestSupport
import Testing

@Suite("merit init --from and merit inspect, as typed")
struct DraftBookTests {
  private static let deals = """
    Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount
    9001,Acme,won,2026-03-02 17:20,E1,1200.50

    """
  /// 工号,月份,销售目标 in GB18030, and one row.
  private static let targets: [UInt8] =
    [
      0xB9, 0xA4, 0xBA, 0xC5, 0x2C, 0xD4, 0xC2, 0xB7, 0xDD, 0x2C, 0xCF, 0xFA, 0xCA, 0xDB, 0xC4,
      0xBF,
    ]
    + [0xB1, 0xEA] + Array("\nE1,2026-03,15000\n".utf8)

  /// The base book of the catalogue's policy, and exports beside it.
  private func lay(_ folder: URL) throws {
    let manager = FileManager.default
    let base = ShippedFiles.project.appendingPathComponent("Tests/ErrorCatalogueTests/base")
    try manager.createDirectory(
      at: folder.appendingPathComponent("exports"), withIntermediateDirectories: true)
    try manager.createDirectory(
      at: folder.appendingPathComponent("book"), withIntermediateDirectories: true)
    try manager.copyItem(
      at: base.appendingPathComponent("policies"),
      to: folder.appendingPathComponent("book/policies"))
    try manager.copyItem(
      at: base.appendingPathComponent("data/roster.csv"),
      to: folder.appendingPathComponent("exports/people.csv"))
    try Data(Self.deals.utf8).write(to: folder.appendingPathComponent("exports/deals.csv"))
    try Data(Self.targets).write(to: folder.appendingPathComponent("exports/targets.csv"))
  }

  @Test("a draft names inputs, profile, encoding and every column, and is checked")
  func draft() async throws {
    try await BookRunner.withFolder { folder in
      try lay(folder)
      let made = try await BookRunner.run(
        [
          "init", "book", "--from", "exports/people.csv", "exports/deals.csv",
          "exports/targets.csv",
        ], in: folder)
      #expect(made.status == 0, "\(made.standardError)")
      #expect(made.standardOutput.contains("made the draft book/merit.json"))
      let book = try #require(
        JSONSerialization.jsonObject(
          with: Data(contentsOf: folder.appendingPathComponent("book/merit.json")))
          as? [String: Any])
      let inputs = try #require(book["inputs"] as? [String: [String: Any]])
      #expect(inputs.keys.sorted() == ["roster", "sales", "targets"])
      #expect(inputs["roster"]?["files"] as? [String] == ["../exports/people.csv"])
      #expect(inputs["sales"]?["profile"] as? String == "hubspot-deals")
      #expect(
        inputs["sales"]?["columns"] as? [String: String] == [
          "sale_id": "Record ID", "employee_id": "Deal owner", "closed_on": "Close Date",
          "amount": "Amount", "status": "Deal Stage",
        ])
      #expect(inputs["targets"]?["dialect"] as? [String: String] == ["encoding": "gb18030"])
      #expect(
        (inputs["targets"]?["note"] as? String)?.hasPrefix("the encoding was weighed: GB18030")
          == true)
      #expect(
        inputs["targets"]?["columns"] as? [String: String] == [
          "employee_id": "工号", "month": "月份", "sales_target": "销售目标",
        ])
      let again = try await BookRunner.run(
        ["init", "book", "--from", "exports/deals.csv"], in: folder)
      #expect(again.status == 1 && again.standardError.contains("[B010]"))
    }
  }

  @Test("a column is found by its cells where the policy lists its choices, and in any case")
  func choices() async throws {
    try await BookRunner.withFolder { folder in
      try lay(folder)
      let people = folder.appendingPathComponent("exports/people.csv")
      let text = String(decoding: try Data(contentsOf: people), as: UTF8.self)
        .replacing("employee_id,name,role,", with: "Employee_ID,name,Job,")
      try Data(text.utf8).write(to: people)
      let made = try await BookRunner.run(
        ["init", "book", "--from", "exports/people.csv"], in: folder)
      #expect(made.standardOutput.contains("no policy was named") == false)
      let book = try Data(contentsOf: folder.appendingPathComponent("book/merit.json"))
      let inputs =
        (try JSONSerialization.jsonObject(with: book) as? [String: Any])?["inputs"]
        as? [String: [String: Any]]
      #expect(
        inputs?["roster"]?["columns"] as? [String: String] == [
          "employee_id": "Employee_ID", "role": "Job",
        ])
      let alone = try await BookRunner.run(
        ["init", "other", "--from", "exports/people.csv"], in: folder)
      #expect(alone.standardOutput.contains("no policy was named, so the default one"))
    }
  }

  @Test("an inspection shows encoding, program and columns; cells only where they may be seen")
  func inspect() async throws {
    try await BookRunner.withFolder { folder in
      try lay(folder)
      let seen = try await BookRunner.run(["inspect", "exports/deals.csv"], in: folder)
      #expect(seen.status == 0 && seen.standardError == "")
      #expect(
        seen.standardOutput == """
          exports/deals.csv: 102 bytes
          encoding: UTF-8
          form: UTF-8, comma, line feed, header
          profile: hubspot-deals, HubSpot deals
          the first 1 rows:
             column      means      empty  cells
          1  Record ID   sale_id        0  9001
          2  Deal Name                  0  Acme
          3  Deal Stage  status         0  won
          4  Close Date  closed_on      0  2026-03-02 17:20
          5  Deal owner                 0  E1
          6  Amount      amount         0  1200.50

          """)
      let hidden = try await BookRunner.run(
        ["inspect", "exports/deals.csv", "--redact"], in: folder)
      #expect(!hidden.standardOutput.contains("Acme"))
      let weighed = try await BookRunner.run(["inspect", "exports/targets.csv"], in: folder)
      #expect(weighed.status == 1 && weighed.standardError.contains("[D005]"))
      #expect(weighed.standardOutput.contains("encoding: GB18030, the likeliest; state it"))
      let stated = try await BookRunner.run(
        ["inspect", "exports/targets.csv", "--encoding", "gb18030"], in: folder)
      #expect(stated.status == 0 && stated.standardOutput.contains("销售目标  sales_target"))
      let none = try await BookRunner.run(["inspect", "none.csv"], in: folder)
      #expect(none.status == 1 && none.standardError.contains("[D001]"))
    }
  }
}
