/// The people and groups of one period.
struct People {
  let period: Period
  let deciding: [String: RosterRow]
  /// Every customer with the person who owns it.
  private let customers: [String: String?]
  private let below: [String: [String]]

  init(roster: Roster, period: Period, customers: [String: String?] = [:]) throws {
    self.period = period
    self.customers = customers
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
    case .customer(let id):
      return (customers[id] ?? nil).map { deciding[$0] == nil ? [] : [$0] } ?? []
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
    case "customer": return customers.keys.map(Subject.customer)
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

  /// Whether the subject is there in the period.
  func holds(_ subject: Subject) -> Bool {
    switch subject {
    case .employee(let id): return deciding[id] != nil
    case .customer(let id): return customers[id] != nil
    case .company: return true
    case .reports(let id), .organisation(let id): return below[id] != nil
    case .team(let id): return deciding.values.contains { $0.text("team_id") == id }
    case .department(let id): return deciding.values.contains { $0.text("department_id") == id }
    }
  }

  /// The customers of these people, by id.
  func customers(of owners: [String]) -> [Subject] {
    customers.filter { $0.value.map(owners.contains) ?? false }.keys
      .sorted { $0.comesBefore($1) }.map(Subject.customer)
  }

  /// The people who look at a group's value: its members, and who leads it.
  func concerned(by subject: Subject) -> [String] {
    switch subject {
    case .reports(let id), .organisation(let id): return members(of: subject) + [id]
    default: return members(of: subject)
    }
  }
}
