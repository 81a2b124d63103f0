/// One rater's scores in a period, whoever is rated.
private struct Ballot {
  let rater: Value
  var rows: [InputRow]
}

extension Evaluation {
  /// The weighted mean of what several raters think of a person.
  func rating(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let policy = try policy(in: use.period)
    let kind = definition["kind"]?.text ?? "points"
    return try policy.rounded(try rated(use, definition), of: definition, kind: kind)
  }

  private func rated(_ use: Use, _ definition: JSON) throws -> Value {
    let (table, column) = try ratedColumn(definition)
    let rows = try validBallots(use, definition, table).flatMap(\.rows).filter { row in
      row.credits.contains { $0.owner == use.subject.id }
        && (row.cells[column]?.isPresent ?? false)
    }
    let noRaters = {
      try self.result(of: definition.need("whenNoRaters"), instead: .missing, at: use)
    }
    guard let groups = definition["groups"]?.items else {
      let needed = try definition.amount("needsRaters") ?? .one
      if rows.isEmpty || Fraction(rows.count) < needed { return try noRaters() }
      return .number(try mean(of: rows, column, definition))
    }
    if rows.isEmpty { return try noRaters() }
    return try weighted(groups, rows, column, definition, use)
  }

  private func ratedColumn(_ definition: JSON) throws -> (table: String, column: String) {
    let parts = try definition.needText("of").components(around: ".")
    guard parts.count == 2 else { throw ReferenceStop("a rating is of a column") }
    return (parts[0], parts[1])
  }

  private func weighted(
    _ groups: [JSON], _ rows: [InputRow], _ column: String, _ definition: JSON, _ use: Use
  ) throws -> Value {
    let policy = try policy(in: use.period)
    var (sum, left) = (Fraction.zero, Fraction.zero)
    var absent: [Value] = []
    for group in groups {
      let condition = try group["where"]?.text.map(read)
      let own = try rows.filter { row in
        guard let condition else { return true }
        return try RowScene(cells: row.cells, policy: policy).value(of: condition) == .flag(true)
      }
      let weight = try group.needAmount("weight")
      let needed = try group.amount("needsRaters") ?? .one
      if !own.isEmpty, Fraction(own.count) >= needed {
        sum = sum + weight * (try mean(of: own, column, definition))
        left = left + weight
        continue
      }
      if group["whenTooFew"]?.text == "reweight" { continue }
      let value = try result(of: try group.need("whenTooFew"), instead: .missing, at: use)
      guard value.isPresent else {
        absent.append(value)
        continue
      }
      sum = sum + weight * (try value.needNumber())
      left = left + weight
    }
    if let absence = Value.absence(of: absent) { return absence }
    let enough = try definition.amount("reweightNeeds") ?? .zero
    if left.isZero || left < enough { return .notApplicable }
    return .number(sum / left)
  }

  /// The mean of the scores, without the extremes where there are enough of them.
  private func mean(of rows: [InputRow], _ column: String, _ definition: JSON) throws -> Fraction {
    var scores = try rows.map { try ($0.cells[column] ?? .missing).needNumber() }.sorted()
    if let trim = definition["trim"], Fraction(scores.count) > (try trim.needAmount("above")) {
      scores = Array(scores.dropLast(try trim.wholeNumber("highest") ?? 0))
      scores = Array(scores.dropFirst(try trim.wholeNumber("lowest") ?? 0))
    }
    return scores.reduce(Fraction.zero, +) / Fraction(scores.count)
  }

  private func validBallots(_ use: Use, _ definition: JSON, _ table: String) throws -> [Ballot] {
    let rater = try definition.needText("rater")
    let version = try needVersion(of: use.period)
    var ballots: [Ballot] = []
    for row in try version.rows(of: table, where: definition["where"]?.text, in: use.period) {
      guard let span = row.span, use.period.start <= span.lowerBound,
        span.upperBound <= use.period.end
      else { continue }
      let who = row.cells[rater] ?? .missing
      if let place = ballots.firstIndex(where: { $0.rater == who }) {
        ballots[place].rows.append(row)
      } else {
        ballots.append(Ballot(rater: who, rows: [row]))
      }
    }
    try ballots.forEach(refuseDoubles)
    let rules = try (definition["validWhen"]?.texts ?? []).map(read)
    return try ballots.filter { ballot in
      let scene = BallotScene(policy: version.policy, rows: ballot.rows)
      return try rules.allSatisfy { try scene.value(of: $0) == .flag(true) }
    }
  }

  private func refuseDoubles(_ ballot: Ballot) throws {
    let rated = ballot.rows.flatMap(\.credits).map(\.owner)
    guard Set(rated).count == rated.count else {
      throw ReferenceStop("\(ballot.rater.text) rates somebody twice")
    }
  }
}

/// A condition over the rows of one ballot.
private struct BallotScene: Scene {
  let policy: PolicyText
  let rows: [InputRow]

  func value(of path: [String]) throws -> Value {
    throw ReferenceStop("\(path.joined(separator: ".")) does not stand alone over a ballot")
  }

  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? {
    let values = try rows.map { row in
      try RowScene(cells: row.cells, policy: policy).value(of: arguments[0])
    }
    if name == "how_many" {
      return .number(Fraction(values.filter { $0 == .flag(true) }.count))
    }
    guard arguments.count == 1 else { return nil }
    return try Collector.value(name, of: values)
  }
}
