import Foundation

extension RealBook {
  /// Order lines and monthly targets of 18 salespeople, with commission rates from another system:
  /// three files name the same person by three different keys.
  static let reseller = RealBook(
    name: "adventureworks_reseller", period: "2019-09", count: 18 * 16 + 4 * 3 + 2,
    files: [
      ("adventureworks_reseller/Sales.csv", "Sales.csv"),
      ("adventureworks_reseller/Targets.csv", "Targets.csv"),
      ("adventureworks_oltp_hr/SalesPerson.csv", "SalesPerson.csv"),
    ],
    derive: { data in
      let people = try resellerPeople(data)
      return [
        "roster.csv": csv(
          "employee_id,name,role,manager_id,hired_on,valid_from,valid_to",
          people.map { [$0.id, $0.name, $0.role, $0.manager, $0.hired, "2017-07-01", ""] }),
        "employee-keys.csv": csv("alias,employee_id", people.map { [$0.key, $0.id] }),
        "entity-ids.csv": csv("alias,employee_id", people.map { [$0.entity, $0.id] }),
      ]
    },
    expected: { data in
      let entry = try expectations(data, "adventureworks_reseller", "2019-09")
      let people = try resellerPeople(data)
      let ids = Dictionary(uniqueKeysWithValues: people.map { ($0.name, $0.id) })
      // Names, keys and titles are what the file is read by, not figures of the month.
      let names: Set = ["employee_key", "employee_id", "title", "manager"]
      let own = entry["salespersons"].members.flatMap { name, figures in
        ExpectedFigure.all(of: figures, scope: "employee", id: ids[name] ?? "", except: names)
      }
      // The line "(none)" is the director alone, whom nobody manages: no group of the language.
      let reports = entry["by_manager_direct_reports"].members.filter { $0.key != "(none)" }
        .flatMap { ExpectedFigure.all(of: $1, scope: "reports", id: ids[$0] ?? "") }
      return own + reports
        + ExpectedFigure.all(of: entry["total"], scope: "company", id: "company")
    })

  private struct Person {
    var id, key, entity, name, role, manager, hired: String
  }

  /// The salespeople with their three keys; who manages whom is read from the hierarchy column.
  private static func resellerPeople(_ data: URL) throws -> [Person] {
    let staff = try data.appendingPathComponent("adventureworks_oltp_hr/Employee.csv").text()
      .textLines.map { $0.components(separatedBy: "\t") }
    let byNumber = Dictionary(uniqueKeysWithValues: staff.map { ($0[1], $0) })
    let sellers = try data.appendingPathComponent("adventureworks_reseller/Salesperson.csv").text()
      .textLines.dropFirst().map { $0.components(separatedBy: "|") }
    let paths = Dictionary(
      uniqueKeysWithValues: sellers.map { (hierarchyPath(byNumber[$0[1]]?[3] ?? ""), $0[1]) })
    return sellers.map { seller in
      let record = byNumber[seller[1]] ?? []
      let above = paths[Array(hierarchyPath(record[3]).dropLast())]
      let role =
        seller[2].hasPrefix("Director")
        ? "director" : seller[2].hasSuffix("Manager") ? "manager" : "representative"
      return Person(
        id: seller[1], key: seller[0], entity: record[0], name: seller[4], role: role,
        manager: above ?? "", hired: record[9])
    }
  }

  /// The numbers of a hierarchy id such as `/6/1/`, from SQL Server's packed bits: `01xx1` holds
  /// 0 to 3, `100xx1` 4 to 7, `101xxx1` 8 to 15; the rest of the last byte is filled with zeros.
  private static func hierarchyPath(_ hex: String) -> [Int] {
    var bits = hex.compactMap { Int(String($0), radix: 16) }
      .flatMap { digit in [8, 4, 2, 1].map { digit & $0 == 0 ? "0" : "1" } }.joined()[...]
    var path: [Int] = []
    while let form = [("01", 2, 0), ("100", 2, 4), ("101", 3, 8)].first(where: {
      bits.hasPrefix($0.0)
    }) {
      bits = bits.dropFirst(form.0.count)
      path.append(form.2 + (Int(String(bits.prefix(form.1)), radix: 2) ?? 0))
      bits = bits.dropFirst(form.1 + 1)
    }
    return path
  }
}
