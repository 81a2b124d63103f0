import MeritImport
import MeritModel
import Testing

private func cell(_ text: String, _ contract: TableContract, _ source: ColumnSource? = nil) throws
  -> Reading
{
  try read(
    "x\n\"\(text)\"\n", contract, columns: source.map { ["x": $0] } ?? [:])
}

@Test(
  "Numbers as exports write them",
  arguments: [
    ("1234.50", .money, "1234.5"), ("-3", .number, "-3"), (".0120", .number, "0.012"),
    ("$1,000,000", .money, "1000000"), ("¥1,234.50", .money, "1234.5"), ("85%", .percent, "0.85"),
    ("0.012", .percent, "0.012"), ("12345678", .count, "12345678"), ("0", .points, "0"),
    ("123456789.12", .money, "123456789.12"), ("0.1234567", .number, "0.1234567"),
    ("99999999999999999999", .number, "99999999999999999999"), ("0:02:23", .minutes, "143/60"),
    ("02:23", .seconds, "143"), ("1:00:00", .seconds, "3600"), (" 7 ", .days, "7"),
    ("-0.05", .money, "-0.05"),
  ] as [(String, Kind, String)])
func numbers(text: String, kind: Kind, expected: String) throws {
  let canonical = expected == "143/60" ? "143/60" : expected
  #expect(try cell(text, one(kind)).values == [[canonical]])
  if !text.contains(",") {
    #expect(try read("x\n\(text)\n", one(kind)).values == [[canonical]])
  }
}

@Test(
  "Texts that are no numbers are refused",
  arguments: [
    ("1,00", .money), ("12,34,567", .money), ("1.2.3", .number), ("12abc", .number),
    ("1e5", .number), ("--3", .number), ("5.", .number), ("1,234", .number), ("0:60", .seconds),
    ("+-5", .number), ("0x10", .number), ("(5)", .number), ("(-5)", .money), ("($-1.00)", .money),
    ("1,5", .money), ("1.234,56", .money), ("5-", .number), ("–12.5", .number), ("١٢٣", .number),
    ("1万", .points), ("万", .money), ("元", .money), ("1.23457E+15", .money), ("50%", .money),
    ("%", .percent), ("1 234", .money), ("12\u{200B}", .money), ("3小时", .number),
    ("3分2小时", .minutes), ("5x", .minutes), ("1h 61", .minutes), ("$", .money),
  ] as [(String, Kind)])
func noNumbers(text: String, kind: Kind) throws {
  let reading = try cell(text, one(kind))
  #expect(reading.rows.isEmpty)
  #expect(reading.problems.map(\.code) == [.unreadableValue])
}

@Test("Bounds are inclusive on both sides and name the cell")
func ranges() throws {
  let contract = one(.points, least: Exact(0), greatest: Exact(100))
  let reading = try read("x\n0\n100\n-0.01\n100.01\n", contract)
  #expect(reading.values == [["0"], ["100"]])
  #expect(reading.problems.map(\.line) == [4, 5])
  #expect(reading.problems.allSatisfy { $0.code == .outOfRange && $0.column == 1 })
}

@Test(
  "Units of plain numbers",
  arguments: [
    ("90000", .minutes, "milliseconds", "3/2"), ("90", .minutes, "seconds", "1.5"),
    ("2", .minutes, "hours", "120"), ("1500", .seconds, "milliseconds", "1.5"),
    ("2", .seconds, "hours", "7200"), ("85.5", .percent, "percent", "0.855"),
    ("85%", .percent, "percent", "0.85"),
  ] as [(String, Kind, String, String)])
func units(text: String, kind: Kind, unit: String, expected: String) throws {
  let source = ColumnSource(.named("x"), unit: unit)
  let canonical = Exact(canonical: expected)?.canonicalText
  #expect(try cell(text, one(kind), source).values == [[canonical ?? ""]])
}

@Test(
  "Dates and times",
  arguments: [
    ("2026-03-31", .date, nil, "2026-03-31"), ("2026/3/1", .date, nil, "2026-03-01"),
    ("20260301", .date, nil, "2026-03-01"), ("31/12/2026", .date, "dd/MM/yyyy", "2026-12-31"),
    ("1.2.2026", .date, "d.M.yyyy", "2026-02-01"), ("2024-02-29", .date, nil, "2024-02-29"),
    ("2026-03-31T09:05:07", .datetime, nil, "2026-03-31T09:05:07"),
    ("2026-03-31 09:05", .datetime, nil, "2026-03-31T09:05:00"),
    ("2026-03-31T20:00:00Z", .datetime, nil, "2026-04-01T04:00:00"),
    ("2026-03-31T20:00:00+08:00", .datetime, nil, "2026-03-31T20:00:00"),
    ("2026-03-31 9:05:07", .datetime, "yyyy-MM-dd H:mm:ss", "2026-03-31T09:05:07"),
    ("2026-03", .month, nil, "2026-03"), ("2019/09/01", .month, "yyyy/MM/dd", "2019-09"),
    ("2026-Q1", .quarter, nil, "2026-Q1"),
  ] as [(String, Kind, String?, String)])
func dates(text: String, kind: Kind, format: String?, expected: String) throws {
  let source = ColumnSource(.named("x"), format: format)
  #expect(try cell(text, one(kind), source).values == [[expected]])
  #expect(try read("x\n\(text)\n", one(kind), columns: ["x": source]).values == [[expected]])
}

@Test(
  "Dates that do not exist or cannot be read",
  arguments: [
    ("2026-02-30", .date, .impossibleDate), ("2026-13-01", .date, .impossibleDate),
    ("2025-02-29", .date, .impossibleDate), ("2026-03-31T24:00:00", .datetime, .impossibleDate),
    ("tomorrow", .date, .unreadableValue), ("2026-03-02", .month, .unreadableValue),
    ("2026-Q5", .quarter, .unreadableValue), ("26-3-1", .date, .unreadableValue),
    ("Monday, December 1, 2017", .date, .impossibleDate), ("19999", .date, .unreadableValue),
    ("80001", .date, .unreadableValue), ("2026-03-31 13:05 PM", .datetime, .impossibleDate),
    ("2026-03-31 9:5", .datetime, .unreadableValue),
    ("民國114年1月1日", .date, .unreadableValue), ("Smarch 1, 2026", .date, .unreadableValue),
    ("2026-03-31 20:00 CST", .datetime, .unreadableValue), ("2026年13月", .month, .unreadableValue),
    ("2026-03-31T0é:00:0", .datetime, .unreadableValue),
  ] as [(String, Kind, DiagnosticCode)])
func badDates(text: String, kind: Kind, code: DiagnosticCode) throws {
  #expect(try cell(text, one(kind)).problems.map(\.code) == [code])
}

@Test("Dates that read both ways are refused until a format says which")
func ambiguousDates() throws {
  let reading = try read("x\n03/04/2026\n", one(.date))
  #expect(reading.codes == ["D010"])
  #expect(reading.diagnostics.first?.place?.line == 2)
}

@Test("Flags, choices, empty cells and mapped values")
func words() throws {
  let flags = try read("x\ntrue\nNO\ny\n0\nYes\nfAlSe\n", one(.flag))
  #expect(flags.values.map(\.[0]) == ["true", "false", "true", "false", "true", "false"])
  let choice = try read("x\nwon\n lost \nWon\n", one(.choice(["won", "lost"])))
  #expect(choice.values == [["won"], ["lost"]])
  #expect(choice.problems.map(\.code) == [.unlistedValue])
  let empty = try read("x,y\n,1\n\"\",1\n", one(.number))
  #expect(empty.problems.map(\.code) == [.emptyRequiredCell, .emptyRequiredCell])
  #expect(try read("x,y\n,1\n", one(.number, isOptional: true)).values == [[""]])
  let missing = ColumnSource(.named("x"), missing: ["NA", "-"])
  let absent = try read(
    "x\nNA\n-\n5\n", one(.number, isOptional: true), columns: ["x": missing])
  #expect(absent.values == [[""], [""], ["5"]])
  let prices = ColumnSource(
    .named("x"), values: ["small": .number(Exact(5)), "large": .number(Exact(9))])
  let priced = try read("x\nsmall\nhuge\nlarge\n", one(.money), columns: ["x": prices])
  #expect(priced.values == [["5"], ["9"]])
  #expect(priced.problems.map(\.code) == [.unlistedValue])
}

@Test("Joined columns, columns by number, constants, aliases")
func mappings() throws {
  let joined = ColumnSource(.joined(["d", "t"]), format: "yyyy-MM-dd H:mm")
  #expect(
    try read("d,t\n2026-03-01,9:30\n", one(.datetime), columns: ["x": joined]).values
      == [["2026-03-01T09:30:00"]])
  let second = ColumnSource(.numbered(2))
  #expect(
    try read(
      "a,7\nb,8\n", one(.count), columns: ["x": second],
      dialect: DialectSettings(header: false)
    ).values == [["7"], ["8"]])
  let constant = ColumnSource(.constant("agent"))
  #expect(
    try read("y\n1\n2\n", one(.choice(["agent"])), columns: ["x": constant]).values
      == [["agent"], ["agent"]])
  let alias = ColumnSource(.named("x"), aliases: ["Anna": "E1"])
  #expect(
    try read("x\nAnna\nE2\n", one(.id), columns: ["x": alias]).values == [["E1"], ["E2"]])
}

@Test("Several faults of one row are all reported, and the row is counted once")
func severalFaults() throws {
  let contract = TableContract(
    name: "t",
    columns: [
      ContractColumn(name: "a", kind: .number), ContractColumn(name: "b", kind: .date),
    ])
  let reading = try read("a,b\né,x\n1,2026-01-01\n", contract)
  #expect(reading.problems.map(\.column) == [1, 3])
  #expect(reading.problems.map(\.value) == ["é", "x"])
  #expect(reading.account?.rejected == ["unreadable value": 1])
}
