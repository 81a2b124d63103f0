import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Rows that belong to customers.
@Suite struct CustomerRowsTests {
  private static let inputs = """
    "clients": { "key": ["client"], "columns": { "client": "id", "agent": "id?" } },
    "sales": { "key": [], "owner": "agent", "date": "on", "columns": {
      "agent": "id", "buyer": "id?", "on": "date", "amount": "money 0..", "kind": ["new", "old"] } },
    "visits": { "key": [], "date": "on", "columns": { "buyer": "id", "on": "date" } }
    """

  private static let section = """
    "customers": { "table": "clients", "id": "client", "owner": "agent",
      "in": { "sales": "buyer", "visits": "buyer" } },
    """

  private static let measures = """
    "revenue": { "for": "customer", "per": "month", "kind": "money", "sum": "sales.amount",
      "where": "kind = 'new'", "whenNoRows": 0 },
    "largest": { "for": "customer", "per": "month", "kind": "money", "max": "sales.amount",
      "whenNoRows": "missing" },
    "calls": { "for": "customer", "per": "month", "kind": "count", "count": "visits", "whenNoRows": 0 },
    "own": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 }
    """

  private static let clients = """
    client,agent
    C2,E1
    C1,E1
    C3,
    C4,E8
    C5,E8

    """

  private func run(_ sales: String, visits: String, settings: ScanSettings = ScanSettings()) throws
    -> (MeasureResult, CompiledPolicy, CustomerList)
  {
    let policy = try MeasurePolicy.compile(
      Self.measures, inputs: Self.inputs, more: Self.section)
    let scan = MeasurePolicy.scan(
      policy,
      tables: [
        "clients": Self.clients, "sales": "agent,buyer,on,amount,kind\n" + sales,
        "visits": "buyer,on\n" + visits,
      ], settings: settings)
    let customers = try #require(try scan.customers(of: MeasurePolicy.roster))
    let cohort = Cohort(
      of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march), customers: customers.list)
    return (try scan.run([cohort], customers: customers), policy, customers.list)
  }

  private static let sales = """
    E1,C1,2026-03-01,100,new
    E2,C1,2026-03-02,40,new
    E1,C2,2026-03-31,7,old
    E9,C2,2026-03-31,5,new
    E4,C3,2026-03-31,3,new
    E1,C9,2026-03-03,1,new
    E1,,2026-03-03,2,new
    E1,C1,2026-04-01,50,new

    """

  @Test("the rows of each customer, whoever sold, in the order of ids")
  func rows() throws {
    for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 48)] {
      let (result, policy, list) = try run(
        Self.sales, visits: "C2,2026-03-05\nC2,2026-03-06\nC7,2026-03-06\n", settings: settings)
      #expect(list.ids == ["C1", "C2", "C3", "C4", "C5"])
      #expect(result.values("revenue", policy, .customer) == ["140", "5", "3", "", ""])
      #expect(result.values("largest", policy, .customer) == ["100", "7", "3", "", ""])
      #expect(result.values("calls", policy, .customer) == ["", "2", "", "", ""])
      #expect(result.values("own", policy) == ["110", "40", "", "3"])
    }
  }

  @Test("a row that counts for a customer is used, and what nobody lists is told")
  func accounts() throws {
    let (result, _, list) = try run(Self.sales, visits: "C7,2026-03-06\n")
    #expect(list.owners == [0, 0, nil, nil, nil])
    let sales = try #require(result.accounts.first { $0.table == "sales" })
    #expect((sales.rowsRead, sales.rowsUsed) == (8, 7))
    #expect(sales.notUsed == ["outside the period": 1])
    let clients = try #require(result.accounts.first { $0.table == "clients" })
    #expect((clients.rowsRead, clients.rowsUsed) == (5, 5))
    let messages = result.problems.map(\.message)
    #expect(messages.contains("`E9` is not on the roster; one row; `amount` 5"))
    #expect(messages.contains("`C9` is not on the list of customers; one row; `amount` 1"))
    #expect(messages.contains("`C7` is not on the list of customers; one row"))
    #expect(messages.contains("`E8` is not on the roster; 2 customers, the first here"))
    #expect(result.problems.allSatisfy { $0.code == .unknownOwner })
  }
}
