/// What is taken back of the sales of one earlier period.
private struct TakenBack {
  let period: Period
  var amount: Fraction
  /// For rates on each row: the reversed row's own amount with what is taken back of it.
  var rows: [(own: Fraction, amount: Fraction)]
}

extension Evaluation {
  /// Money taken back for earlier rows, at the rate of each row's own period.
  func reversedAmount(
    _ tiers: String, _ expression: String, _ refunds: String, _ use: Use
  ) throws -> Value {
    let own = try value(refunds, in: use)
    guard own.isPresent else { return own }
    var sum = Fraction.zero
    var absent: Value?
    for part in try takenBack(refunds, use) {
      let scene = try DefinitionScene(evaluation: self, use: use)
      let ofPart =
        part.period == use.period ? scene : try scene.moved(to: part.period, as: .history)
      let on = try ofPart.map { try value(of: try read(expression), in: $0) } ?? .missing
      guard on.isPresent else {
        // Missing wins over not applicable, whatever comes first.
        absent = absent == .missing ? .missing : on
        continue
      }
      let json = try policy(in: part.period).need("tiers", tiers)
      sum = sum + (try taken(part, TierLadder(json: json), json, on: on.needNumber()))
    }
    return absent ?? .number(sum)
  }

  private func taken(
    _ part: TakenBack, _ ladder: TierLadder, _ json: JSON, on: Fraction
  ) throws -> Fraction {
    if json["basis"]?.text == "row" {
      return try part.rows.reduce(.zero) { sum, row in
        guard !row.own.isZero else { return sum }
        return try sum + ladder.amount(on: row.own) * row.amount / row.own
      }
    }
    if try json.needText("method") == "marginal" {
      return try ladder.amount(on: on) - ladder.amount(on: on - part.amount)
    }
    return try part.amount * ladder.rate(at: on)
  }

  /// The reversing rows of the period by the period of the rows that they reverse.
  private func takenBack(_ refunds: String, _ use: Use) throws -> [TakenBack] {
    let definition = try policy(in: use.period).need("measures", refunds)
    guard let shape = RowShape(definition), let column = shape.column,
      let table = try needVersion(of: use.period).tables[shape.table],
      let reverses = table.contract["reverses"]
    else { throw ReferenceStop("\(refunds) reverses nothing") }
    let key = try reverses.needText("key")
    var parts: [TakenBack] = []
    for (row, amount) in try tierRows(refunds, use) {
      let reversed = row.cells[key].flatMap { table.row(withKey: $0) }
      guard let reversed, try isWithin(reverses, row, reversed), let day = reversed.span?.lowerBound
      else { throw ReferenceStop("a reversed row of \(use.subject.id) is not found") }
      let period = calendar.period(use.period.grain, holding: day)
      let own = reversed.cells[column]?.number ?? .zero
      if let place = parts.firstIndex(where: { $0.period == period }) {
        parts[place].amount = parts[place].amount + amount
        parts[place].rows.append((own, amount))
      } else {
        parts.append(TakenBack(period: period, amount: amount, rows: [(own, amount)]))
      }
    }
    return parts
  }

  private func isWithin(_ reverses: JSON, _ row: InputRow, _ reversed: InputRow) throws -> Bool {
    guard let last = row.span?.lowerBound, let first = reversed.span?.lowerBound else {
      return false
    }
    guard let text = reverses["within"]?.text else { return first <= last }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let count = Int(words[0]) else {
      throw ReferenceStop("unreadable time \(text)")
    }
    let unit = words[1].hasSuffix("s") ? String(words[1].dropLast()) : words[1]
    let months = ["month": 1, "quarter": 3, "year": 12][unit]
    let earliest =
      months.map { last.adding(months: -$0 * count) } ?? Day(number: last.number - count)
    return earliest <= first && first <= last
  }
}
