import Foundation

extension RealBook {
  /// Opportunities of 35 agents under six managers in three offices; five agents have none.
  static let crm = RealBook(
    name: "maven_crm_sales", period: "2017-06", count: 35 * 15 + 15 * 16 + 15 + 2 * 35,
    files: [("maven_crm_sales/sales_pipeline.csv", "sales_pipeline.csv")],
    derive: { data in
      let people = try crmAgents(data)
      let managers = Dictionary(people.map { ($0[1], $0[2]) }) { first, _ in first }
      return [
        "roster.csv": csv(
          "employee_id,name,role,team_id,department_id,manager_id,valid_from,valid_to",
          people.map { [$0[0], $0[0], "agent", $0[1], $0[2], $0[1], "2017-01-01", ""] }
            + managers.map { [$0, $0, "manager", "", $1, "", "2017-01-01", ""] })
      ]
    },
    expected: { data in
      let entry = try expectations(data, "maven_crm_sales", "2017-06")
      let groups = [
        ("agents", "employee"), ("managers", "team"), ("managers", "reports"),
        ("offices", "department"),
      ]
      let figures = groups.flatMap { list, scope in
        entry[list].members.flatMap { ExpectedFigure.all(of: $1, scope: scope, id: $0) }
      }
      return figures + ExpectedFigure.all(of: entry["total"], scope: "company", id: "company")
        + (try crmRanks(entry, data))
    })

  /// Agent, manager and office of each line of the team file.
  private static func crmAgents(_ data: URL) throws -> [[String]] {
    try data.appendingPathComponent("maven_crm_sales/sales_teams.csv").text().textLines.dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
  }

  /// Ranks by revenue, then by deals won, over the company and in each office.
  private static func crmRanks(_ entry: ExactJSON, _ data: URL) throws -> [ExpectedFigure] {
    let people = try crmAgents(data)
    func ranked(_ rows: [[String]], _ within: String) -> [ExpectedFigure] {
      let keyed = rows.map { row in
        let own = entry["agents"][row[0]]
        let keys = ["revenue_won", "deals_won"].compactMap {
          own[$0].words.flatMap(ExactFraction.init(decimal:))
        }
        return (id: row[0], keys: keys)
      }
      return ExpectedFigure.ranks(keyed, figure: "rank_by_revenue_\(within)")
    }
    let offices = Dictionary(grouping: people) { $0[2] }.values
    return ranked(people, "company") + offices.flatMap { ranked($0, "department") }
  }
}
