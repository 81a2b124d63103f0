import Reference

extension RowMaker {
  /// Who leads a customer's business, from when until when.
  mutating func clients() -> [[String: String]] {
    let sellers = features.leaderIsOfSeller ? people.filter { _ in random.chance(60) } : [""]
    return sellers.flatMap { seller in
      clientsOfOne().map { row in row.merging(["agent_id": seller]) { $1 } }
    }
  }

  private mutating func clientsOfOne() -> [[String: String]] {
    ["K1", "K2", "K3"].flatMap { customer -> [[String: String]] in
      let turn = random.number(run.start.number...run.end.number)
      var rows = [
        [
          "customer_id": customer, "valid_from": "2024-01-01", "valid_to": day(turn - 1),
          "leader_id": anybody(),
        ]
      ]
      if random.chance(70) {
        rows.append([
          "customer_id": customer, "valid_from": day(turn + (random.chance(30) ? 5 : 0)),
          "valid_to": "", "leader_id": anybody(),
        ])
      }
      return rows
    }
  }

  mutating func customers() -> [[String: String]] {
    ["K1", "K2", "K3", "K5"].map { customer in
      ["customer_id": customer, "owner_id": random.chance(20) ? "" : anybody()]
    }
  }

  mutating func outages() -> [[String: String]] {
    (0..<random.number(1...3)).map { _ in
      let start = random.number(run.start.number...run.end.number)
      let who =
        features.outagesOf == "team" ? random.pick(["T1", "T2", "T10"]) : anybody()
      return [
        "outage_id": next("O"), "who_id": who, "starts_on": day(start),
        "ends_on": random.chance(15) ? "" : day(start + random.number(0...4)), "reason": "storm",
      ]
    }
  }

  mutating func ballots() -> [[String: String]] {
    let raters = Array((people + ["R1", "R2"]).prefix(random.number(1...6)))
    var rows: [[String: String]] = []
    for month in time.months where random.chance(80) {
      for rater in raters {
        for ratee in people where random.chance(70) {
          rows.append([
            "ballot_id": next("B"), "rater_id": rater, "ratee_id": ratee, "rated_on": dayIn(month),
            "group": random.pick(["peer", "peer", "boss"]),
            "score": random.pick(["0", "59.5", "60", "70", "89.99", "90", "100"]),
          ])
        }
      }
      // More months would rate somebody twice in a coarser period, which stops the run.
      if !mayStop || random.chance(90) { break }
    }
    return rows
  }

  mutating func extras() -> [[String: String]] {
    (0..<random.number(0...5)).map { _ in
      [
        "extra_id": next("A"), "employee_id": anybody(), "given_on": anyDay(),
        "amount": random.pick([
          "-100", "250.50", "0.005", "40", mayStop && random.chance(20) ? "250.51" : "1",
        ]),
        "reason": mayStop && random.chance(10) ? "" : "good work",
        "approved_by": mayStop && random.chance(10) ? "" : "boss",
      ]
    }
  }
}
