import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Rows of two people in an uneven order: E1 has each of 700 customers so often as the customer's
/// number modulo 5, and E2 each of 90 ten times; some names are longer than 16 bytes.
private let manyRows: String = {
  var lines: [String] = []
  for round in 0..<10 {
    for customer in 0..<700 {
      let name = customer % 7 == 0 ? "CUSTOMER-WITH-A-LONG-NAME-\(customer)" : "CU\(customer)"
      if round < customer % 5 { lines.append("E1,\(name)") }
      if customer < 90 { lines.append("E2,\(name)") }
    }
  }
  return lines.enumerated().map { number, row in
    let (person, customer) = (row.prefix(2), row.dropFirst(3))
    return "c\(number),\(person),2026-03-05 10:00:00,,in,true,1,0,\(customer)\n"
  }.joined()
}()

@Test(
  "Different values are counted over many rows, lists and workers",
  arguments: [
    ("\"distinct\": \"calls.customer\"", ["560", "90", "", ""]),
    ("\"distinct\": \"calls.customer\", \"havingRows\": 4", ["140", "90", "", ""]),
    ("\"distinct\": \"calls.customer\", \"havingRows\": 10", ["0", "90", "", ""]),
  ])
func manyDifferentValues(body: String, expected: [String]) throws {
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("who", body, kind: "count"))
  for settings in [ScanSettings(), ScanSettings(threads: 4, chunk: 4096)] {
    let result = try MeasurePolicy.run(policy, calls: manyRows, settings: settings)
    #expect(result.values("who", policy) == expected)
  }
}

@Test("A team's different values are those of its people together")
func differentValuesOfTeam() throws {
  let body = "\"for\": \"team\", \"distinct\": \"calls.customer\""
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("who", body, kind: "count"))
  let result = try MeasurePolicy.run(
    policy, calls: manyRows, settings: ScanSettings(threads: 3, chunk: 4096))
  // Customers 0 to 89 are E2's; of the others E1 has those whose number is no multiple of 5, 488.
  #expect(result.values("who", policy, .team).first == "578")
}

@Test(
  "Values that come again and again are counted once when they have become many",
  arguments: [("", "111"), (", \"havingRows\": 40", "50"), (", \"havingRows\": 41", "0")])
func valuesThatRepeat(having: String, expected: String) throws {
  // E1 has each of 50 customers 40 times, 61 others once; E2 has one customer 7,500 times. So many
  // rows are thinned once, and what comes after is added to what was kept.
  var customers = (0..<20).flatMap { _ in 0..<50 }.map { "E1,CU\($0)" }
  customers += repeatElement("E2,CU1", count: 7500)
  customers += (0..<20).flatMap { _ in 0..<50 }.map { "E1,CU\($0)" }
  customers += (1000...1060).map { "E1,CU\($0)" }
  let rows = customers.enumerated().map { number, row in
    "c\(number),\(row.prefix(2)),2026-03-05 10:00:00,,in,true,1,0,\(row.dropFirst(3))\n"
  }
  let body = "\"distinct\": \"calls.customer\"\(having)"
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("who", body, kind: "count"))
  let result = try MeasurePolicy.run(
    policy, calls: rows.joined(), settings: ScanSettings(threads: 1, chunk: 1 << 20))
  #expect(result.values("who", policy).first == expected)
}

@Test(
  "Ids of every length are told apart, and none is counted twice",
  arguments: [ScanSettings(), ScanSettings(threads: 3, chunk: 4096)])
func valuesOfEveryLength(settings: ScanSettings) throws {
  // Of each length from 1 to 24 three ids: of letters, of digits, and of letters before digits, which
  // is the same as the first where there is one byte.
  let ids = (1...24).flatMap { length in
    let digits = String("123456789012345678901234".prefix(length))
    return [
      String(repeating: "x", count: length), digits, "x" + digits.dropFirst(),
    ]
  }
  let rows = (0..<3).flatMap { _ in ids }.enumerated().map { number, id in
    "c\(number),E1,2026-03-05 10:00:00,,in,true,1,0,\(id)\n"
  }
  for (having, expected) in [
    ("", "71"), (", \"havingRows\": 3", "71"), (", \"havingRows\": 6", "1"),
  ] {
    let body = "\"distinct\": \"calls.customer\"\(having)"
    let policy = try MeasurePolicy.compile(MeasurePolicy.measure("who", body, kind: "count"))
    let result = try MeasurePolicy.run(policy, calls: rows.joined(), settings: settings)
    #expect(result.values("who", policy).first == expected)
  }
}

@Test("Different amounts are told apart: zero, empty, and fractions beyond the column's parts")
func differentAmounts() throws {
  let amounts = ["0", "0.00", "1", "-1", "", "0.12345678", "0.12345678", "0.123456789", "0"]
  let rows = amounts.enumerated().map { number, amount in
    "c\(number),E1,2026-03-05 10:00:00,,in,true,\(amount),,k\n"
  }
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("who", "\"distinct\": \"calls.amount\"", kind: "count"))
  let result = try MeasurePolicy.run(policy, calls: rows.joined())
  #expect(result.values("who", policy).first == "5")
}
