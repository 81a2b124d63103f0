import Reference

extension RowMaker {
  /// Sales whose sums lie on an edge or one cent beside it, and some more.
  mutating func sales() -> [[String: String]] {
    var rows: [[String: String]] = []
    for month in time.monthsOfData {
      for person in people where random.chance(run.start <= month.end ? 75 : 40) {
        rows += edgeSales(person, in: month)
      }
    }
    for _ in 0..<count(10) {
      let cents = random.pick([0, 1, 4_999, 5_001, 10_000, mayRefund ? -5_050 : 50])
      let day = random.chance(8) ? "" : anyDay()
      let status = random.pick(["won", "open", "lost"])
      rows.append(sale(anybody(), cents: cents, on: day, status))
    }
    if features.reverses { rows += refunds(of: rows) }
    if let row = rows.first, random.chance(20) { rows.append(row) }
    return rows
  }

  private mutating func edgeSales(_ person: String, in month: Period) -> [[String: String]] {
    let isInside = run.start <= month.start && month.end <= run.end
    let span = isInside || random.chance(50) ? month : run
    let edge = random.pick([0, 10_000, 25_050, 50_000, 100_000, 200_000, 87_500, 120_000])
    var left = edge + random.pick([-1, 0, 0, 1])
    var rows: [[String: String]] = []
    for _ in 0..<random.number(0...2) {
      let part = random.pick([5_000, 10_000, 9_999, 1, 50, 33_333])
      guard part < left else { continue }
      rows.append(sale(person, cents: part, on: dayIn(span), "won"))
      left -= part
    }
    if left > 0 { rows.append(sale(person, cents: left, on: span.end.text, "won")) }
    return rows
  }

  private mutating func sale(
    _ person: String, cents: Int, on day: String, _ status: String
  ) -> [String: String] {
    var row = [
      "sale_id": next("S"), "agent_id": person,
      "customer_id": random.pick(["K1", "K2", "K3", "K4", ""]), "closed_on": day,
      "amount": money(cents),
      "cost": random.pick(["", "0", "5.25", "19.99", "20", "40.1"]),
      "status": status, "product": random.pick(["gold", "plain", ""]),
      "term": random.pick(["1", "2", "2", "3", "5"]),
    ]
    if features.credits != nil { row["closer_id"] = random.chance(40) ? "" : anybody() }
    return row
  }

  /// Rows that take a part or the whole of earlier ones back, dated not before them.
  ///
  /// Where the run has parts, none is too old: the engine stops at one in a part whether or not the run's
  /// own rules ask for the value, the reference where they do.
  private mutating func refunds(of rows: [[String: String]]) -> [[String: String]] {
    let dated = rows.filter { $0["closed_on"] != "" && !($0["amount"] ?? "").hasPrefix("-") }
    guard !dated.isEmpty else { return [] }
    return (0..<random.number(1...6)).compactMap { _ in
      let row = random.pick(dated)
      guard let sold = row["closed_on"].flatMap({ Day($0) }), sold <= run.end else { return nil }
      let latest = time.layers.count > 1 ? sold.adding(months: 12).number : run.end.number
      let (first, last) = (max(sold.number, run.start.number - 20), min(latest, run.end.number))
      guard first <= last else { return nil }
      var back = sale(row["agent_id"] ?? "", cents: 0, on: day(random.number(first...last)), "won")
      back["amount"] = random.chance(60) ? row["amount"] : random.pick(["1.00", "33.33", "0.01"])
      back["refund_of"] = row["sale_id"]
      back["closer_id"] = row["closer_id"]
      return back
    }
  }
}
