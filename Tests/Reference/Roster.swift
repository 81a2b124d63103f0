/// Somebody or something that a figure belongs to.
enum Subject: Hashable {
  case employee(String)
  case team(String)
  case department(String)
  case company
  case reports(String)
  case organisation(String)

  var scope: String {
    switch self {
    case .employee: return "employee"
    case .team: return "team"
    case .department: return "department"
    case .company: return "company"
    case .reports: return "reports"
    case .organisation: return "organisation"
    }
  }

  var id: String {
    switch self {
    case .employee(let id), .team(let id), .department(let id), .reports(let id),
      .organisation(let id):
      return id
    case .company: return "company"
    }
  }
}

/// One row of the roster.
struct RosterRow {
  let id: String
  let from: Day
  let to: Day?
  let cells: [String: Value]

  func text(_ column: String) -> String? {
    guard case .text(let text) = cells[column] else { return nil }
    return text
  }

  func isValid(on day: Day) -> Bool {
    from <= day && (to.map { day <= $0 } ?? true)
  }

  func touches(_ period: Period) -> Bool {
    from <= period.end && (to.map { period.start <= $0 } ?? true) && (to.map { from <= $0 } ?? true)
  }
}

/// The roster of all times.
struct Roster {
  let rows: [RosterRow]

  init(table: InputTable) throws {
    rows = try table.rows.map { row in
      guard case .text(let id) = row.cells["employee_id"],
        case .day(let from) = row.cells["valid_from"]
      else { throw ReferenceStop("a roster row without employee_id or valid_from") }
      var to: Day?
      if case .day(let day) = row.cells["valid_to"] { to = day }
      return RosterRow(id: id, from: from, to: to, cells: row.cells)
    }
    try refuseOverlaps()
  }

  private func refuseOverlaps() throws {
    for (id, rows) in Dictionary(grouping: rows, by: \.id) {
      let sorted = rows.sorted { $0.from < $1.from }
      for (earlier, later) in zip(sorted, sorted.dropFirst())
      where earlier.isValid(on: later.from) {
        throw ReferenceStop("two roster rows of \(id) share a day")
      }
    }
  }

  /// The people of a period, each with the deciding row.
  func deciding(in period: Period) -> [String: RosterRow] {
    var people: [String: RosterRow] = [:]
    for row in rows where row.touches(period) {
      if let other = people[row.id], row.from < other.from { continue }
      people[row.id] = row
    }
    return people
  }
}

/// The people and groups of one period.
struct People {
  let period: Period
  let deciding: [String: RosterRow]
  private let below: [String: [String]]

  init(roster: Roster, period: Period) throws {
    self.period = period
    deciding = roster.deciding(in: period)
    var below: [String: [String]] = [:]
    for row in deciding.values {
      if let manager = row.text("manager_id") { below[manager, default: []].append(row.id) }
    }
    self.below = below
    for id in deciding.keys where organisation(of: id).contains(id) {
      throw ReferenceStop("the reporting line of \(id) closes on itself")
    }
  }

  var ids: [String] { deciding.keys.sorted { $0.comesBefore($1) } }

  private func organisation(of id: String) -> Set<String> {
    var found: Set<String> = []
    var open = below[id] ?? []
    while let next = open.popLast() {
      guard found.insert(next).inserted else { continue }
      open += below[next] ?? []
    }
    return found
  }

  /// The people of a group, before `roles` and `withSelf`.
  func members(of subject: Subject) -> [String] {
    switch subject {
    case .employee(let id): return deciding[id] == nil ? [] : [id]
    case .team(let id): return ids.filter { deciding[$0]?.text("team_id") == id }
    case .department(let id): return ids.filter { deciding[$0]?.text("department_id") == id }
    case .company: return ids
    case .reports(let id): return below[id] ?? []
    case .organisation(let id): return Array(organisation(of: id))
    }
  }

  /// The people that a definition of the group means.
  func members(of subject: Subject, for definition: JSON) -> [String] {
    var members = Set(members(of: subject))
    if case .employee = subject { return Array(members) }
    switch subject {
    case .reports(let id), .organisation(let id):
      if case .bool(true) = definition["withSelf"], deciding[id] != nil { members.insert(id) }
    default: break
    }
    if let roles = definition["roles"]?.texts {
      members = members.filter { roles.contains(deciding[$0]?.text("role") ?? "") }
    }
    return members.sorted { $0.comesBefore($1) }
  }

  /// Every group of a scope that exists in the period.
  func subjects(of scope: String) -> [Subject] {
    switch scope {
    case "employee": return ids.map(Subject.employee)
    case "team": return Set(ids.compactMap { deciding[$0]?.text("team_id") }).map(Subject.team)
    case "department":
      return Set(ids.compactMap { deciding[$0]?.text("department_id") }).map(Subject.department)
    case "company": return ids.isEmpty ? [] : [.company]
    case "reports": return below.keys.map(Subject.reports)
    case "organisation": return below.keys.map(Subject.organisation)
    default: return []
    }
  }

  /// The group of a scope that a name means for a person; nil where there is none.
  func group(of id: String, scope: String) -> Subject? {
    switch scope {
    case "employee": return .employee(id)
    case "team": return deciding[id]?.text("team_id").map(Subject.team)
    case "department": return deciding[id]?.text("department_id").map(Subject.department)
    case "company": return .company
    case "reports": return below[id] == nil ? nil : .reports(id)
    case "organisation": return below[id] == nil ? nil : .organisation(id)
    default: return nil
    }
  }

  /// The people who look at a group's value: its members, and who leads it.
  func concerned(by subject: Subject) -> [String] {
    switch subject {
    case .reports(let id), .organisation(let id): return members(of: subject) + [id]
    default: return members(of: subject)
    }
  }
}
