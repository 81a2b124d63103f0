import Foundation

extension RealBook {
  /// Calls and ratings of eight agents; the log knows them by first name, the book by number.
  static let callCentre = RealBook(
    name: "pwc_call_center", period: "2021-03", count: 10 * 27 + 4 * 8,
    files: [("pwc_call_center/Call-Center-Dataset.csv", "Call-Center-Dataset.csv")],
    derive: { data in
      let agents = try callCentreAgents(data)
      return [
        "agents.csv": csv("alias,employee_id", agents.map { [$0.name, $0.id] }),
        "roster.csv": csv(
          "employee_id,name,role,team_id,valid_from,valid_to",
          agents.map { [$0.id, $0.name, "agent", "PHONENOW", "2021-01-01", ""] }),
      ]
    },
    expected: { data in
      let entry = try expectations(data, "pwc_call_center", "2021-03")
      let agents = try callCentreAgents(data)
      let own = agents.flatMap {
        ExpectedFigure.all(of: entry[$0.name], scope: "employee", id: $0.id)
      }
      let pooled = [("team", "PHONENOW"), ("company", "company")].flatMap {
        ExpectedFigure.all(of: entry["_team"], scope: $0.0, id: $0.1)
      }
      return own + pooled + listedRanks(entry, agents, "resolution_rate_of_answered", "resolution")
        + listedRanks(entry, agents, "avg_rating", "rating")
    })

  /// The agents of the log by name, with the numbers that the book gives them.
  private static func callCentreAgents(_ data: URL) throws -> [(name: String, id: String)] {
    let log = try data.appendingPathComponent("pwc_call_center/Call-Center-Dataset.csv").text()
    let names = Set(log.textLines.dropFirst().map { String($0.split(separator: ",")[1]) })
    return names.sorted().enumerated().map { ($1, "PN-\($0 + 1)") }
  }

  /// The ranks of the expected file's own ordered list; it has no ties.
  private static func listedRanks(
    _ entry: ExactJSON, _ agents: [(name: String, id: String)], _ list: String, _ ranking: String
  ) -> [ExpectedFigure] {
    entry["_rank_by_\(list)"].elements.enumerated().flatMap { place, name in
      ["company", "team"].map { within in
        ExpectedFigure(
          scope: "employee", id: agents.first { $0.name == name.words }?.id ?? "",
          figure: "rank_by_\(ranking)_\(within)", value: "\(place + 1)")
      }
    }
  }
}
