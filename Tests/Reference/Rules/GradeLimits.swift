internal import BigInt

extension Evaluation {
  /// What is left of the earned grades where the best ones have few seats.
  func limitedSeats(_ use: Use) throws -> [String: Int] {
    let whole = Use(section: use.section, name: use.name, subject: .company, period: use.period)
    if let known = seats[whole] { return known }
    let definition = try definition(of: use)
    let limits = try definition.need("limits")
    let set = try policy(in: use.period).gradeSet(definition)
    var grades: [String: Int] = [:]
    for id in try bound(to: "grade", use.name, in: use.period) {
      let own = Use(
        section: use.section, name: use.name, subject: .employee(id), period: use.period)
      guard try inapplicable(definition, own) == nil,
        case .success(let grade) = try earned(definition, set, own)
      else { continue }
      grades[id] = grade
    }
    let within = try limits.needText("within")
    let groups = try Dictionary(grouping: grades.keys) {
      try groupName(of: $0, within, in: use.period)
    }
    for (_, members) in groups {
      for place in set.indices.dropLast() {
        for row in try SeatRow.rows(limits, endingAt: place, set) {
          let holders = row.places.map { held in members.filter { grades[$0] == held } }
          let count = try row.row.seats(for: members.count)
          for id in try losers(holders, count, limits, use) { grades[id] = place + 1 }
        }
      }
    }
    seats[whole] = grades
    return grades
  }

  /// Those among the holders of grades, the best grade first, for whom there is no seat.
  private func losers(
    _ holders: [[String]], _ count: Int, _ limits: JSON, _ use: Use
  ) throws -> [String] {
    let keys = limits["order"]?.items ?? []
    let order = KeyOrder(best: try keys.map { try $0.needText("best") })
    var blocks = try holders.flatMap { people in
      try order.blocks(
        people.map { id in
          let own = Use(
            section: use.section, name: use.name, subject: .employee(id), period: use.period)
          return try keyed(own, by: keys, under: "by")
        })
    }
    let ties = limits["ties"]?.text ?? "better-grade"
    if ties == "employee-id" { blocks = blocks.flatMap { $0.map { [$0] } } }
    var (taken, losers) = (0, [String]())
    for block in blocks {
      let keeps = ties == "worse-grade" ? taken + block.count <= count : taken < count
      if !keeps { losers += block.map(\.id) }
      taken += block.count
    }
    return losers
  }
}

/// A count of seats or winners, by share, fixed, or by the size of the group.
struct SeatRow {
  let json: JSON

  /// The rows whose worst grade has a place in the set, those of fewer grades first.
  static func rows(
    _ limits: JSON, endingAt place: Int, _ set: [String]
  ) throws -> [(row: SeatRow, places: [Int])] {
    let rows = try (limits["seats"]?.items ?? []).map { json in
      let names = json["is"]?.text.map { [$0] } ?? (json["is"]?.items ?? []).compactMap(\.text)
      let places = names.compactMap(set.firstIndex).sorted()
      guard places.count == names.count else { throw ReferenceStop("seats of an unknown grade") }
      return (row: SeatRow(json: json), places: places)
    }
    return rows.filter { $0.places.last == place }.sorted { $0.places.count < $1.places.count }
  }

  func seats(for size: Int) throws -> Int {
    if let share = try json.amount("share") {
      let exact = share * Fraction(size)
      let rounding = try json["round"]?.text.flatMap(Rounding.read)
      return Int(try rounding?.applied(to: exact).floor ?? exact.floor)
    }
    return try SeatRow.count(json, for: size)
  }

  /// `count`, or `bySize`, which may also stand inside `count`.
  static func count(_ json: JSON, for size: Int) throws -> Int {
    let count = json["count"] ?? json
    guard let steps = json["bySize"] ?? count["bySize"] else {
      return try json.wholeNumber("count") ?? 1
    }
    return try Bands(rows: steps.items).find(Fraction(size))?.wholeNumber("is") ?? 0
  }
}
