import MeritImport
import MeritModel
import Testing

/// Reads one quoted cell and says what was told about it.
private func cell(_ text: String, _ kind: Kind, _ source: ColumnSource? = nil) throws -> (
  value: String?, notes: [String], faults: [DiagnosticCode]
) {
  let contract = TableContract(
    name: "t", columns: [ContractColumn(name: "x", kind: kind, isOptional: true)])
  let quoted = text.replacing("\"", with: "\"\"")
  let reading = try read(
    "x,y\n\"\(quoted)\",1\n", contract, columns: source.map { ["x": $0] } ?? [:])
  let notes = reading.problems.filter { $0.code == .convertedCells }
  let faults = reading.problems.filter { $0.code != .convertedCells }.map(\.code)
  return (
    reading.values.first?[0], notes.map { $0.message.replacing("1 cell of `x` ", with: "") },
    faults + reading.diagnostics.map(\.code)
  )
}

@Test(
  "Amounts and other numbers as exports write them, and what is told of them",
  arguments: [
    ("$1,000,000", .money, "1000000", ["with a currency sign, taken off", "with marks between"]),
    ("¥1,234.50", .money, "1234.5", ["with a currency sign, taken off", "with marks between"]),
    ("1,234.56", .money, "1234.56", ["with marks between thousands, taken out"]),
    ("-$5.00", .money, "-5", ["with a currency sign"]),
    ("$-5.00", .money, "-5", ["with a currency sign"]),
    ("(1,234.56)", .money, "-1234.56", ["with marks between", "in parentheses"]),
    ("1234.56-", .money, "-1234.56", ["with a sign other"]),
    ("−12.5", .number, "-12.5", ["with a sign other"]), ("+5", .number, "5", ["with a sign other"]),
    ("1.5万", .money, "15000", ["counted in 万"]), ("3亿", .number, "300000000", ["counted in 万"]),
    ("1.5万元", .money, "15000", ["with a currency sign", "counted in 万"]),
    ("200元", .money, "200", ["with a currency sign"]), ("３５", .count, "35", ["with full-width"]),
    (
      "￥１，２３４．５６", .money, "1234.56",
      ["with full-width", "with a currency sign", "with marks between"]
    ),
    ("85%", .percent, "0.85", ["with a percent sign"]), ("85 %", .percent, "0.85", ["with a perc"]),
    ("８５％", .percent, "0.85", ["with full-width", "with a percent sign"]),
    ("0.85", .percent, "0.85", []), ("00123.40", .money, "123.4", []), ("12", .money, "12", []),
    ("9999999999999999.99", .money, "9999999999999999.99", []),
  ] as [(String, Kind, String, [String])])
func numbers(text: String, kind: Kind, value: String, notes: [String]) throws {
  let read = try cell(text, kind)
  #expect(read.value == value && read.faults.isEmpty, "\(text)")
  #expect(read.notes.count == notes.count, "\(read.notes)")
  for note in notes {
    #expect(read.notes.contains { $0.hasPrefix(note) }, "\(note): \(read.notes)")
  }
}

@Test(
  "Decimal commas and other marks where the book states them",
  arguments: [
    ("1.234,56", UInt8(ascii: ","), nil, "1234.56"), ("1234,5", UInt8(ascii: ","), nil, "1234.5"),
    ("1 234,56", UInt8(ascii: ","), nil, "1234.56"),
    ("1\u{A0}234,56", UInt8(ascii: ","), nil, "1234.56"),
    ("1.234", UInt8(ascii: ","), nil, "1234"), ("12", UInt8(ascii: ","), nil, "12"),
    ("1'234.5", nil, UInt8(ascii: "'"), "1234.5"), ("1,234", nil, UInt8(ascii: ","), "1234"),
    ("1.23", UInt8(ascii: ","), nil, nil), ("1,234,5", UInt8(ascii: ","), nil, nil),
    ("1.234", UInt8(ascii: ","), UInt8(ascii: " "), nil), ("12,34", nil, UInt8(ascii: ","), nil),
  ] as [(String, UInt8?, UInt8?, String?)])
func statedMarks(text: String, decimal: UInt8?, grouping: UInt8?, value: String?) throws {
  let source = ColumnSource(.named("x"), decimal: decimal, grouping: grouping)
  for kind in [Kind.number, .money] where !(kind == .money && value == nil) {
    #expect(try cell(text, kind, source).value == value, "\(text) \(kind.name)")
  }
}

@Test(
  "Durations",
  arguments: [
    ("0:02:23", .seconds, "143"), ("3小时26分钟", .minutes, "206"), ("26分30秒", .seconds, "1590"),
    ("1h 5m 3s", .seconds, "3903"), ("2 hours, 3 minutes", .minutes, "123"),
    ("45 sec", .minutes, "0.75"), ("1天2小时", .minutes, "1560"), ("90", .seconds, "90"),
    ("0:00:01.5", .seconds, "1.5"), ("1.5h", .minutes, "90"), ("100:00:00", .minutes, "6000"),
  ] as [(String, Kind, String)])
func durations(text: String, kind: Kind, value: String) throws {
  let read = try cell(text, kind)
  #expect(read.value == value && read.faults.isEmpty)
  #expect(read.notes.isEmpty == (text == "90"))
}

private let other = "with a date, time or month in another form than 2026-03-01 09:30:00"

@Test(
  "Dates and times in many forms, and what is told of them",
  arguments: [
    ("Friday, December 1, 2017", .date, "2017-12-01", ["with a month or day in words"]),
    ("Dec 1 2017", .date, "2017-12-01", ["with a month or day in words"]),
    ("1 December 2017", .date, "2017-12-01", ["with a month or day in words"]),
    ("01-Dec-17", .date, "2017-12-01", ["with a month", "with a year of two digits"]),
    ("December 1st, 2017", .date, "2017-12-01", ["with a month or day in words"]),
    ("45658", .date, "2025-01-01", ["that are day numbers of a spreadsheet"]),
    ("45658.5", .datetime, "2025-01-01T12:00:00", ["that are day numbers"]),
    ("45658.3846064815", .datetime, "2025-01-01T09:13:50", ["that are day numbers"]),
    ("45658.9999999", .datetime, "2025-01-02T00:00:00", ["that are day numbers"]),
    ("2025年1月1日", .date, "2025-01-01", [other]),
    ("２０２５-０１-０１", .date, "2025-01-01", ["with full-width"]),
    ("2025.01.01", .date, "2025-01-01", [other]), ("20250101", .date, "2025-01-01", [other]),
    ("2025/01/01", .date, "2025-01-01", [other]), ("2025-1-01", .date, "2025-01-01", [other]),
    ("2025-01-1", .date, "2025-01-01", [other]), ("2025-01-01", .date, "2025-01-01", []),
    ("2025-01-01 00:00:00", .date, "2025-01-01", []),
    ("2025-01-01 00:00:01", .date, "2025-01-01", ["with a time, of which"]),
    ("2025/1/1 17:20", .date, "2025-01-01", [other, "with a time, of which"]),
    ("20250101093000", .datetime, "2025-01-01T09:30:00", [other]),
    ("2025-01-01T09:30:00.000", .datetime, "2025-01-01T09:30:00", []),
    ("2025-01-01T09:30:00.001", .datetime, "2025-01-01T09:30:00", ["with parts of a second"]),
    ("2025-01-01 09:30", .datetime, "2025-01-01T09:30:00", [other]),
    ("2021-01-01 9:12:58", .datetime, "2021-01-01T09:12:58", [other]),
    ("2016/8/1 11:05", .datetime, "2016-08-01T11:05:00", [other]),
    ("2015-04-22 3:53:50 PM", .datetime, "2015-04-22T15:53:50", ["with a 12-hour clock"]),
    ("2015-04-22 12:00:00 AM", .datetime, "2015-04-22T00:00:00", ["with a 12-hour clock"]),
    ("2015-04-22 12:30 p.m.", .datetime, "2015-04-22T12:30:00", ["with a 12-hour clock"]),
    ("2016/8/1 下午3:05", .datetime, "2016-08-01T15:05:00", [other, "with a 12-hour clock"]),
    ("2016年8月1日 15时05分", .datetime, "2016-08-01T15:05:00", [other]),
    ("2026-03-31T20:00:00Z", .datetime, "2026-04-01T04:00:00", ["with an offset from UTC"]),
    ("2026-03-31 20:00:00 UTC", .datetime, "2026-04-01T04:00:00", ["with an offset from UTC"]),
    (
      "2026-03-31T20:00:00.123-0500", .datetime, "2026-04-01T09:00:00",
      ["with an offset", "with parts of a second"]
    ),
    ("2019-08-04 00:00:00+03:00", .date, "2019-08-04", ["with an offset from UTC"]),
    ("2026/3", .month, "2026-03", [other]), ("202603", .month, "2026-03", [other]),
    ("2026年3月", .month, "2026-03", [other]), ("2026-03", .month, "2026-03", []),
    ("March 2026", .month, "2026-03", ["with a month"]),
    ("Mar-26", .month, "2026-03", ["with a month", "with a year of two digits"]),
    ("Friday, December 1, 2017", .month, "2017-12", ["with a month or day in words"]),
  ] as [(String, Kind, String, [String])])
func dates(text: String, kind: Kind, value: String, notes: [String]) throws {
  let read = try cell(text, kind)
  #expect(read.value == value && read.faults.isEmpty, "\(text): \(read)")
  #expect(read.notes.count == notes.count, "\(read.notes)")
  for note in notes {
    #expect(read.notes.contains { $0.hasPrefix(note) }, "\(note): \(read.notes)")
  }
}

@Test(
  "Patterns",
  arguments: [
    ("22-04-15", ["dd-MM-yy", "yyyy-MM-dd"], "2015-04-22"),
    ("2015-04-08", ["dd-MM-yy", "yyyy-MM-dd"], "2015-04-08"),
    ("07/10/83", ["MM/dd/yy"], "1983-07-10"), ("07/10/68", ["MM/dd/yy"], "2068-07-10"),
    ("1.2.2026", ["d.M.yyyy"], "2026-02-01"), ("Apr 22, 2015", ["MMM d, yyyy"], "2015-04-22"),
    ("Wed 22 April 2015", ["EEE d MMMM yyyy"], "2015-04-22"),
    ("22 of 04 2015", ["dd 'of' MM yyyy"], "2015-04-22"), ("3", ["excel"], nil),
    ("61", ["excel"], "1900-03-01"), ("1774908000", ["epoch-seconds"], "2026-03-31"),
    ("1774908000123", ["epoch-milliseconds"], "2026-03-31"),
    ("5/6/2026", ["day-first"], "2026-06-05"),
    ("5/6/2026", ["month-first"], "2026-05-06"), ("13/6/2026", ["month-first"], nil),
    ("2026-02-30", ["yyyy-MM-dd"], nil), ("2026-2-3", ["yyyy-MM-dd"], "2026-02-03"),
  ] as [(String, [String], String?)])
func patterns(text: String, formats: [String], value: String?) throws {
  let read = try cell(text, .date, ColumnSource(.named("x"), formats: formats))
  #expect(read.value == value)
  #expect(read.faults.isEmpty == (value != nil))
}

@Test(
  "Times by pattern",
  arguments: [
    ("04/22/2015 03:53 PM", "MM/dd/yyyy hh:mm a", "2015-04-22T15:53:00"),
    ("22.4.2015 9:05:07.250", "d.M.yyyy H:mm:ss.SSS", "2015-04-22T09:05:07"),
    ("1774908000", "epoch-seconds", "2026-03-31T06:00:00"),
  ])
func timePatterns(text: String, format: String, value: String) throws {
  // The tests' policy zone is eight hours east of UTC.
  #expect(try cell(text, .datetime, ColumnSource(.named("x"), format: format)).value == value)
}

@Test("The order of day and month is found from the whole column, or asked for")
func dateOrders() throws {
  func rows(_ dates: [String]) throws -> Reading {
    try read(
      "d\n" + dates.joined(separator: "\n") + "\n",
      TableContract(
        name: "t", columns: [ContractColumn(name: "d", kind: .date)]))
  }
  let many = Array(repeating: "03/04/2026", count: 30_000)
  let day = try rows(many + ["31/12/2026"])
  #expect(day.values.first == ["2026-04-03"] && day.values.last == ["2026-12-31"])
  #expect(
    day.problems.map(\.message) == [
      "30001 cells of `d` read as day, month, year; the first is here"
    ])
  let month = try rows(["12/31/2026"] + many)
  #expect(month.values.last == ["2026-03-04"])
  let unclear = try rows(many)
  #expect(unclear.codes == ["D010"])
  #expect(unclear.diagnostics.first?.help.contains("\"day-first\"") == true)
  let mixed = try rows(["31/12/2026", "12/31/2026"])
  #expect(mixed.codes == ["D010"])
  #expect(mixed.diagnostics.first?.notes == ["in line 2 the day stands first, in line 3 the month"])
  let short = try rows(["22-04-15"])
  #expect(short.codes == ["D010"])
  let impossible = try rows(["13/13/2026"])
  #expect(impossible.codes.isEmpty && impossible.problems.map(\.code) == [.impossibleDate])
}

@Test("The order is found for joined cells, and stands behind titles too")
func joinedOrders() throws {
  let contract = TableContract(
    name: "t", columns: [ContractColumn(name: "at", kind: .datetime)])
  let reading = try read(
    "Title\n\nd,t\n03/04/2026,3:53:50 PM\n31/12/2026,0:00:00 AM\n", contract,
    columns: ["at": ColumnSource(.joined(["d", "t"]))])
  #expect(reading.values == [["2026-04-03T15:53:50"]])
  #expect(reading.problems.contains { $0.code == .impossibleDate && $0.line == 5 })
}

@Test(
  "Words for no value empty a cell of numbers, dates and choices, and are told",
  arguments: ["-", "--", "NA", "N/A", "null", "NULL", "#N/A", "无"])
func missingWords(word: String) throws {
  for kind in [Kind.number, .money, .date, .datetime, .month, .flag, .choice(["a"]), .minutes] {
    let read = try cell(word, kind)
    #expect(read.value == "" && read.faults.isEmpty, "\(kind.name)")
    #expect(read.notes.map { $0.hasPrefix("with a word for no value") } == [true])
  }
  #expect(try cell(word, .text).value == word)
  #expect(try cell(word, .id).value == word)
  let stated = ColumnSource(.named("x"), missing: ["?"])
  #expect(try cell(word, .number, stated).faults == [.unreadableValue])
  #expect(try cell("?", .number, stated).value == "")
  let required = try read("x,y\n\(word),1\n", one(.number))
  #expect(required.problems.first?.code == .emptyRequiredCell)
}

@Test("Blanks around texts are taken off and told, around numbers only taken off")
func blanks() throws {
  #expect(try cell(" E1 ", .id).notes == ["with blanks around the text, taken off"])
  #expect(try cell("Production       ", .text).value == "Production")
  #expect(try cell(" 12 ", .number).notes.isEmpty)
  let ends = try read("y,x\r\n1,E1\r\n", texts("x"))
  #expect(ends.values == [["E1"]] && ends.problems.isEmpty)
}

@Test("A conversion is told once for each file and column, with its first line")
func counts() throws {
  var text = "x,y\n"
  for row in 0..<100 { text += row % 3 == 1 ? "\"$1,000\",1\n" : "7,1\n" }
  for settings in [ScanSettings(chunk: 64), ScanSettings(threads: 3, chunk: 100), ScanSettings()] {
    let reading = try read(text, one(.money), settings: settings)
    #expect(reading.problems.map(\.line) == [3, 3])
    #expect(
      reading.problems.map(\.message) == [
        "33 cells of `x` with a currency sign, taken off; the first is here",
        "33 cells of `x` with marks between thousands, taken out; the first is here",
      ])
    #expect(reading.problems.map(\.value) == ["$1,000", "$1,000"])
  }
}
