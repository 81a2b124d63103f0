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
