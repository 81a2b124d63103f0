internal import BigInt

extension Evaluation {
  /// The seat of everybody whom a quota grades, as a place in the grade set.
  func quotaSeats(_ use: Use) throws -> [String: Int] {
    let whole = Use(section: use.section, name: use.name, subject: .company, period: use.period)
    if let known = seats[whole] { return known }
    let definition = try definition(of: use)
    let quota = try definition.need("quota")
    var found: [String: Int] = [:]
    for group in try quotaGroups(use, definition, quota) {
      let seated = try QuotaGroup(people: group, definition: definition, evaluation: self, use: use)
        .seated()
      found.merge(seated) { first, _ in first }
    }
    seats[whole] = found
    return found
  }

  /// The people who are graded, group by group, small groups as the policy says.
  private func quotaGroups(_ use: Use, _ definition: JSON, _ quota: JSON) throws -> [[String]] {
    let of = try definition.needExpression("of")
    let people = try bound(to: "grade", use.name, in: use.period).filter { id in
      let own = Use(
        section: use.section, name: use.name, subject: .employee(id), period: use.period)
      return try inapplicable(definition, own) == nil && value(of, in: own).isPresent
    }
    let within = try quota.needText("within")
    let needed = try quota.wholeNumber("groupNeeds") ?? 1
    let byGroup = try Dictionary(grouping: people) { try groupName(of: $0, within, in: use.period) }
    var groups: [[String]] = []
    var small: [String] = []
    for (name, members) in byGroup {
      if name != nil, members.count >= needed {
        groups.append(members)
      } else if quota["smallGroups"]?.text == "as-is" {
        groups.append(members)
      } else {
        small += members
      }
    }
    switch quota["smallGroups"]?.text {
    case "pool-by-company": return groups + [small]
    case "pool-by-department":
      return try groups
        + Dictionary(grouping: small) { try groupName(of: $0, "department", in: use.period) }.values
    default: return groups
    }
  }
}

/// The people among whom the seats of a quota are handed out.
private struct QuotaGroup {
  let people: [String]
  let definition: JSON
  let quota: JSON
  let set: [String]
  let evaluation: Evaluation
  let use: Use

  init(people: [String], definition: JSON, evaluation: Evaluation, use: Use) throws {
    self.people = people
    self.definition = definition
    self.evaluation = evaluation
    self.use = use
    quota = try definition.need("quota")
    set = try evaluation.policy(in: use.period).gradeSet(definition)
  }

  private func use(of id: String) -> Use {
    Use(section: use.section, name: use.name, subject: .employee(id), period: use.period)
  }

  func seated() throws -> [String: Int] {
    let keys = quota["order"]?.items ?? []
    let order = KeyOrder(best: try keys.map { try $0.needText("best") })
    let entries = try people.map { try evaluation.keyed(use(of: $0), by: keys, under: "by") }
    var blocks = try order.blocks(entries)
    let ties = quota["ties"]?.text ?? "better-grade"
    if ties == "employee-id" { blocks = blocks.flatMap { $0.map { [$0] } } }
    let counts = try SeatCounts(quota: quota, set: set).seats(for: people.count)
    return quota.isTrue("refill")
      ? try refilled(blocks, counts, ties) : plain(blocks, counts, ties)
  }

  /// Everybody keeps the grade of the own place; a block takes that of its first or last one.
  private func plain(_ blocks: [[Keyed]], _ counts: [Int], _ ties: String) -> [String: Int] {
    let grades = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    var seats: [String: Int] = [:]
    var place = 0
    for block in blocks {
      let last = place + block.count - 1
      for entry in block { seats[entry.id] = grades[ties == "worse-grade" ? last : place] }
      place += block.count
    }
    return seats
  }

  /// Seats that a limited person may not take go to the next in order.
  private func refilled(
    _ blocks: [[Keyed]], _ counts: [Int], _ ties: String
  ) throws -> [String: Int] {
    var seats: [String: Int] = [:]
    var waiting = blocks
    var free = 0
    for grade in set.indices {
      free += counts[grade]
      var left: [[Keyed]] = []
      // A tied block that does not fit closes the grade: nobody behind it slips in.
      var isClosed = false
      for block in waiting {
        let able = try block.filter { try mayHave($0.id, grade) }
        let isLast = grade == set.count - 1
        let fits = !isClosed && (ties == "worse-grade" ? able.count <= free : free > 0)
        if ties == "worse-grade", able.count > free { isClosed = true }
        if isLast || (fits && !able.isEmpty) {
          let taken = isLast ? block : able
          for entry in taken { seats[entry.id] = grade }
          free -= taken.count
          let rest = block.filter { entry in !taken.contains { $0.id == entry.id } }
          if !rest.isEmpty { left.append(rest) }
        } else {
          left.append(block)
        }
      }
      waiting = left
    }
    return seats
  }

  private func mayHave(_ id: String, _ grade: Int) throws -> Bool {
    guard let ceiling = try evaluation.ceiling(definition, set, use(of: id)) else { return true }
    return ceiling <= grade
  }
}

/// How many seats each grade of a quota has.
struct SeatCounts {
  let quota: JSON
  let set: [String]

  /// The seats by the grade's place in its set, for a group of some size.
  func seats(for size: Int) throws -> [Int] {
    let shares = try (quota["shares"]?.items ?? []).map { row in
      guard let place = set.firstIndex(of: try row.needText("is")) else {
        throw ReferenceStop("an unknown grade in a quota")
      }
      return (place: place, exact: try row.needAmount("share") * Fraction(size))
    }
    let text = quota["seats"]?.text ?? "largest-remainder"
    return text == "largest-remainder"
      ? byRemainder(shares, size) : try rounded(shares, size, Rounding.read(text))
  }

  private func byRemainder(_ shares: [(place: Int, exact: Fraction)], _ size: Int) -> [Int] {
    var counts = Array(repeating: 0, count: set.count)
    for share in shares { counts[share.place] = Int(share.exact.floor) }
    let remainders = shares.map { ($0.place, $0.exact - Fraction($0.exact.floor, over: 1)) }
    let byNeed = remainders.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    for (place, _) in byNeed.prefix(size - counts.reduce(0, +)) { counts[place] += 1 }
    return counts
  }

  private func rounded(
    _ shares: [(place: Int, exact: Fraction)], _ size: Int, _ rounding: Rounding?
  ) throws -> [Int] {
    var counts = Array(repeating: 0, count: set.count)
    var left = size
    for (index, share) in shares.enumerated() {
      let wanted = try rounding?.applied(to: share.exact) ?? share.exact
      let count = index == shares.count - 1 ? left : min(Int(wanted.floor), left)
      counts[share.place] = count
      left -= count
    }
    return counts
  }
}
