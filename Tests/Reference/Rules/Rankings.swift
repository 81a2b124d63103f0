extension Evaluation {
  /// The ranks by `score`, for the people whose plan binds it.
  func scoreRanks(in period: Period) throws -> [String: [Figure]] {
    let people = try people(in: period).ids.filter {
      try plan(of: $0, in: period)?[period.grain]?["score"] != nil
    }
    let entries = try people.map {
      Keyed(subject: .employee($0), keys: [try slot("score", of: $0, in: period)])
    }
    var figures: [String: [Figure]] = [:]
    for within in ["company", "team", "role"] {
      let ranks = try ranks(entries, within: within, KeyOrder(best: ["high"]), in: period)
      for (id, value) in ranks {
        figures[id, default: []].append(
          Figure(name: "rank_\(within)", kind: "count", value: value))
      }
    }
    return figures
  }

  /// The rank of one person by a name such as `rank_by_sales_team`.
  func rank(_ use: Use) throws -> Value {
    let policy = try policy(in: use.period)
    guard let (name, within) = policy.ranking(named: use.name) else {
      throw ReferenceStop("there is no ranking \(use.name)")
    }
    return try ranking(name, within, in: use.period)[use.subject.id] ?? .notApplicable
  }

  /// The ranks of a policy's own ranking, for everybody in the period.
  func ranking(_ name: String, _ within: String, in period: Period) throws -> [String: Value] {
    let whole = Use(
      section: "rankings", name: "\(name) \(within)", subject: .company, period: period)
    if let known = standings[whole] { return known }
    let ranking = try policy(in: period).need("rankings", name)
    let keys = ranking["by"]?.items ?? []
    let entries = try people(in: period).ids.map { id in
      let use = Use(section: "rankings", name: name, subject: .employee(id), period: period)
      return try keyed(use, by: keys, under: "of")
    }
    let order = KeyOrder(best: try keys.map { try $0.needText("best") })
    let found = try ranks(entries, within: within, order, in: period)
    standings[whole] = found
    return found
  }

  /// 1 + the people of the same group who are strictly ahead.
  private func ranks(
    _ entries: [Keyed], within: String, _ order: KeyOrder, in period: Period
  ) throws -> [String: Value] {
    var ranks: [String: Value] = [:]
    for entry in entries {
      guard entry.keys[0].isPresent, let group = try groupName(of: entry.id, within, in: period)
      else {
        ranks[entry.id] = .notApplicable
        continue
      }
      let ahead = try entries.filter { other in
        guard other.keys[0].isPresent else { return false }
        return try groupName(of: other.id, within, in: period) == group
          && order.isAhead(other, of: entry)
      }
      ranks[entry.id] = .number(Fraction(ahead.count + 1))
    }
    return ranks
  }
}
