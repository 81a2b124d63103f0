/// A person with the values that a ranking goes by.
private struct Ranked {
  let id: String
  let keys: [Value]
}

extension Evaluation {
  /// The ranks by `score`, for the people whose plan binds it.
  func scoreRanks(in period: Period) throws -> [String: [Figure]] {
    let people = try people(in: period).ids.filter {
      try plan(of: $0, in: period)?[period.grain]?["score"] != nil
    }
    let entries = try people.map {
      Ranked(id: $0, keys: [try slot("score", of: $0, in: period)])
    }
    var figures: [String: [Figure]] = [:]
    for within in ["company", "team", "role"] {
      let ranks = try ranks(entries, within: within, best: ["high"], in: period)
      for (id, value) in ranks {
        figures[id, default: []].append(
          Figure(name: "rank_\(within)", kind: "count", value: value))
      }
    }
    return figures
  }

  /// The ranks of a policy's own ranking, for everybody in the period.
  func ranking(_ name: String, in period: Period) throws -> [String: [Figure]] {
    let ranking = try policy.json.need("rankings").need(name)
    guard policy.has(ranking, grain: period.grain) else { return [:] }
    let keys = ranking["by"]?.items ?? []
    let entries = try people(in: period).ids.map { id in
      let use = Use(section: "rankings", name: name, subject: .employee(id), period: period)
      return Ranked(id: id, keys: try keys.map { try value(try $0.needExpression("of"), in: use) })
    }
    let best = try keys.map { try $0.needText("best") }
    var figures: [String: [Figure]] = [:]
    for within in ranking["within"]?.texts ?? [] {
      for (id, value) in try ranks(entries, within: within, best: best, in: period) {
        figures[id, default: []].append(
          Figure(name: "rank_\(name)_\(within)", kind: "count", value: value))
      }
    }
    return figures
  }

  /// 1 + the people of the same group who are strictly ahead.
  private func ranks(
    _ entries: [Ranked], within: String, best: [String], in period: Period
  ) throws -> [String: Value] {
    var ranks: [String: Value] = [:]
    for entry in entries {
      guard entry.keys[0].isPresent, let group = try group(of: entry.id, within, in: period) else {
        ranks[entry.id] = .notApplicable
        continue
      }
      let ahead = try entries.filter { other in
        guard other.keys[0].isPresent else { return false }
        return try self.group(of: other.id, within, in: period) == group
          && isAhead(other.keys, of: entry.keys, best: best)
      }
      ranks[entry.id] = .number(Fraction(ahead.count + 1))
    }
    return ranks
  }

  private func group(of id: String, _ within: String, in period: Period) throws -> String? {
    let row = try people(in: period).deciding[id]
    switch within {
    case "company": return "company"
    case "role": return row?.text("role")
    default: return row?.text("\(within)_id")
    }
  }

  private func isAhead(_ left: [Value], of right: [Value], best: [String]) throws -> Bool {
    for ((a, b), direction) in zip(zip(left, right), best) {
      if !a.isPresent || !b.isPresent {
        if a.isPresent != b.isPresent { return a.isPresent }
        continue
      }
      let order = try Value.order(a, b)
      if order != 0 { return direction == "low" ? order < 0 : order > 0 }
    }
    return false
  }
}
