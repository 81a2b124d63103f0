import MeritModel
import Testing

@testable import MeritPolicy

/// Columns whose values stand in other tables.
@Suite struct LookupReadingTests {
  /// The small policy with clients, and with lookups in its sales.
  private func compile(_ lookups: String, rowCheck: String = "amount >= 0 CNY") throws
    -> Checked<CompiledPolicy>
  {
    let text = try #require(
      SmallPolicy.with(
        "\"rowCheck\": \"amount >= 0 CNY\" },",
        """
        "lookups": { \(lookups) }, "rowCheck": "\(rowCheck)",
          "derived": { "twice": { "kind": "money", "is": "amount * 2" } } },
        "clients": { "key": ["client", "valid_from"], "columns": { "client": "id",
          "leader": "id", "share": "percent 0%..50%", "valid_from": "date", "valid_to": "date?" } },
        "plain": { "key": ["client"], "columns": { "client": "id", "leader": "id" } },
        "pairs": { "key": ["one", "two"], "columns": { "one": "id", "two": "id" } },
        """))
    return SmallPolicy.compile(text)
  }

  private static let leader = """
    "leader": { "table": "clients", "match": "agent_id", "gives": "leader", "on": "day" }
    """

  @Test func `a looked-up column has the other's kind and range, and may be empty`() throws {
    let share =
      "\"part\": { \"table\": \"clients\", \"match\": \"leader\", \"gives\": \"share\", "
      + "\"on\": \"period.end\" }"
    // The share is matched by what is written after it.
    let checked = try compile(share + ", " + Self.leader)
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let sales = try #require(checked.valid?.inputs.first { $0.name == "sales" })
    #expect(sales.columnNames.suffix(3) == ["leader", "part", "twice"])
    #expect(sales.columns.suffix(2).map(\.kind) == [.id, .percent])
    #expect(sales.columns.suffix(2).map(\.isOptional) == [true, true])
    #expect(sales.columns.last?.range?.greatest == Exact(decimal: "0.5"))
    #expect(sales.columns.last?.lookup?.validity?.day == .periodEnd)
    #expect(sales.computedKinds == [.id, .percent, .money])
  }

  @Test(arguments: [
    ("\"table\": \"clients\"", "\"table\": \"client\"", DiagnosticCode.unknownName),
    ("\"table\": \"clients\"", "\"table\": \"sales\"", .wrongShape),
    ("\"table\": \"clients\"", "\"table\": \"pairs\"", .wrongShape),
    ("\"table\": \"clients\"", "\"table\": \"plain\"", .unknownColumn),
    (", \"on\": \"day\"", "", .missingKey),
    ("\"on\": \"day\"", "\"on\": \"amount\"", .kindMismatch),
    ("\"on\": \"day\"", "\"on\": \"days\"", .unknownColumn),
    ("\"match\": \"agent_id\"", "\"match\": \"amount\"", .kindMismatch),
    ("\"match\": \"agent_id\"", "\"match\": \"agent\"", .unknownColumn),
    ("\"gives\": \"leader\"", "\"gives\": \"leaders\"", .unknownColumn),
    ("\"match\": \"agent_id\"", "\"match\": \"leader\"", .cycle),
    ("\"leader\": {", "\"amount\": {", .definedTwice), ("\"match\"", "\"matches\"", .unknownKey),
    ("\"agent_id\"", "[\"agent_id\", \"agent_id\"]", .wrongShape),
    ("\"match\": \"agent_id\"", "\"match\": []", .wrongShape),
    ("\"match\": \"agent_id\"", "\"match\": \"twice\"", .unknownColumn),
    ("\"on\": \"day\"", "\"on\": \"day\", \"orElse\": \"agent\"", .unknownColumn),
    ("\"on\": \"day\"", "\"on\": \"day\", \"orElse\": \"twice\"", .unknownColumn),
    ("\"on\": \"day\"", "\"on\": \"day\", \"orElse\": \"amount\"", .kindMismatch),
    ("\"on\": \"day\"", "\"on\": \"day\", \"orElse\": \"leader\"", .cycle),
  ])
  func `what a lookup may not say`(old: String, new: String, code: DiagnosticCode) throws {
    #expect(Self.leader.contains(old))
    let found = try compile(Self.leader.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.code == code }, "\(found)")
  }

  @Test func `nobody has said what holds where no row matches`() throws {
    let found = SmallPolicy.faults(try compile(Self.leader, rowCheck: "leader = agent_id"))
    #expect(found.map(\.code) == [.absentUnhandled])
    #expect(found.first?.message.contains("no row of `clients` may match") == true)
    let guarded = try compile(Self.leader, rowCheck: "leader is missing or leader = agent_id")
    #expect(SmallPolicy.faults(guarded).isEmpty, "\(guarded.diagnostics)")
  }

  @Test func `a column of the file in place of what is not found leaves nothing missing`() throws {
    let orElse = Self.leader.replacing("\"day\"", with: "\"day\", \"orElse\": \"agent_id\"")
    let checked = try compile(orElse, rowCheck: "leader = agent_id")
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let column = try #require(
      checked.valid?.inputs.first { $0.name == "sales" }?.columns.first { $0.name == "leader" })
    #expect(!column.isOptional)
  }

  @Test func `several columns are matched with the key in its order`() throws {
    let pair =
      "\"pair\": { \"table\": \"pairs\", \"match\": [\"agent_id\", \"sale_id\"], "
      + "\"gives\": \"two\" }"
    let checked = try compile(pair)
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let sales = try #require(checked.valid?.inputs.first { $0.name == "sales" })
    let lookup = try #require(sales.columns.last?.lookup)
    #expect(lookup.match.map(sales.columnName) == ["agent_id", "sale_id"])
    #expect(lookup.key == [0, 1])
    let swapped = pair.replacing("\"agent_id\", ", with: "")
    let found = try compile(swapped).diagnostics
    #expect(found.map(\.code) == [.wrongShape])
    #expect(found.first?.help.contains("\"match\": [\"one\", \"two\"]") == true)
  }

  @Test func `key, owner and date stand in the file itself`() throws {
    let text = try #require(
      SmallPolicy.with(
        "\"sales\": { \"key\": [\"sale_id\"], \"owner\": \"agent_id\",",
        "\"sales\": { \"key\": [\"sale_id\"], \"owner\": \"leader\", \"lookups\": { \"leader\": "
          + "{ \"table\": \"roster\", \"match\": \"agent_id\", \"gives\": \"team_id\" } },"))
    let found = SmallPolicy.compile(text).diagnostics
    #expect(found.map(\.code) == [.unknownColumn], "\(found)")
    #expect(found.first?.help.contains("ownedBy") == true)
  }
}
