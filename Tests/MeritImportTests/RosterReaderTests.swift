import MeritImport
import MeritModel
import Testing

private let contract = TableContract(
  name: "roster",
  columns: [
    ContractColumn(name: "employee_id", kind: .id), ContractColumn(name: "team_id", kind: .id),
    ContractColumn(name: "valid_from", kind: .date),
    ContractColumn(name: "valid_to", kind: .date, isOptional: true),
  ])

private func roster(_ rows: String) throws -> RosterReader.Reading {
  let text = "employee_id,team_id,valid_from,valid_to\n" + rows
  return try RosterReader.read(
    contract, TableSource(files: [SourceFile(name: "r.csv", bytes: Array(text.utf8))]))
}

@Test("Rows of one person may touch and may not share a day")
func overlaps() throws {
  let good = try roster("E1,T1,2026-01-01,2026-01-31\nE1,T2,2026-02-01,\n0007,T1,2026-01-01,\n")
  #expect(good.diagnostics.isEmpty)
  #expect(good.roster.people == ["0007", "E1"])
  #expect(good.roster.rows[1].map(\.values[1].canonicalText) == ["T1", "T2"])
  let bad = try roster("E1,T1,2026-01-01,2026-02-01\nE1,T2,2026-02-01,\n")
  #expect(bad.diagnostics.map(\.code) == [.overlappingRosterRows])
  #expect(bad.diagnostics.first?.place?.line == 3)
}

@Test("A row given twice counts once and is reported")
func repeatedRow() throws {
  let reading = try roster("E1,T1,2026-01-01,\nE1,T1,2026-01-01,\n")
  #expect(reading.roster.rows[0].count == 1)
  #expect(reading.problems.map(\.code) == [.repeatedRow])
  #expect(reading.accounts.first?.balances == true)
}

@Test("Of several rows of one person those that repeat any before them are reported")
func repeatedRows() throws {
  let reading = try roster(
    "E1,T1,2026-01-01,2026-01-31\nE2,T1,2026-01-01,\nE1,T1,2026-02-01,\nE1,T1,2026-01-01,2026-01-31\n"
      + "E1,T1,2026-02-01,\nE3,T1,2026-01-01,\n")
  #expect(reading.roster.rows.map(\.count) == [2, 1, 1])
  #expect(reading.problems.map(\.line) == [5, 6])
  #expect(
    reading.problems.map(\.message) == ["the row repeats r.csv:2", "the row repeats r.csv:4"])
}

@Test("An alias stands for one person")
func aliases() throws {
  func source(_ text: String) -> TableSource {
    TableSource(files: [SourceFile(name: "p.csv", bytes: Array(text.utf8))])
  }
  let good = try AliasReader.read(
    source("alias,employee_id\nAnna,E1\nBea,E2\nAnna,E1\n"), named: "people")
  #expect(good.aliases == ["Anna": "E1", "Bea": "E2"])
  #expect(good.diagnostics.isEmpty)
  let bad = try AliasReader.read(
    source("alias,employee_id\nAnna,E1\nAnna,E2\n"), named: "people")
  #expect(bad.diagnostics.map(\.code) == [.aliasTwice])
}
