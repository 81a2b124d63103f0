internal import MeritModel
internal import MeritPolicy

/// Turns the rows of the exclusions that apply to one table into the times that they excuse.
struct EventReading {
  let policy: CompiledPolicy
  let roster: Roster
  private let people: [String: Int]
  private var ofEverybody: [ExcusedTimes.Entry] = []
  private var ofPerson: [[ExcusedTimes.Entry]]
  private var reasons: [String] = []
  /// What the events name and nobody is, and events without time.
  private(set) var notes: [RowProblem] = []

  init(policy: CompiledPolicy, roster: Roster) {
    self.policy = policy
    self.roster = roster
    people = Dictionary(
      roster.people.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { one, _ in one })
    ofPerson = Array(repeating: [], count: roster.people.count)
  }

  /// The times of all events that were added.
  func times() -> ExcusedTimes {
    ExcusedTimes(reasons: reasons, ofEverybody: ofEverybody, ofPerson: ofPerson)
  }

  /// Names the reasons; their order decides between events of the same time.
  mutating func nameReasons(of rows: [(rule: ExclusionRule, rows: [WholeTable.Row])]) {
    let texts = rows.flatMap { rule, rows in rows.map { $0.values[rule.reason].canonicalText } }
    reasons = Set(texts).sorted(by: precedes)
  }

  /// Adds an event.
  mutating func add(_ row: WholeTable.Row, of rule: ExclusionRule) {
    guard let event = event(row, rule) else { return }
    switch rule.who {
    case .everybody: ofEverybody.append(ExcusedTimes.Entry(event: event, from: .min, to: .max))
    case .person(let column):
      guard let id = row.values[column].text else { return }
      guard let person = people[id] else { return note("`\(id)` is not on the roster", row, rule) }
      ofPerson[person].append(ExcusedTimes.Entry(event: event, from: .min, to: .max))
    case .group(let column, let scope):
      guard let id = row.values[column].text else { return }
      add(event, groupOf: id, scope, row, rule)
    }
  }

  private mutating func add(
    _ event: ExcusingEvent, groupOf id: String, _ scope: Scope, _ row: WholeTable.Row,
    _ rule: ExclusionRule
  ) {
    guard let column = roster.column("\(scope.rawValue)_id") else { return }
    var isKnown = false
    for (person, rows) in roster.rows.enumerated() {
      for own in rows where own.values[column].text == id {
        isKnown = true
        ofPerson[person].append(
          ExcusedTimes.Entry(
            event: event, from: Int64(own.validFrom.number),
            to: own.validTo.map { Int64($0.number) } ?? .max))
      }
    }
    if !isKnown { note("`\(id)` is no \(scope.rawValue) of the roster", row, rule) }
  }

  private mutating func event(_ row: WholeTable.Row, _ rule: ExclusionRule) -> ExcusingEvent? {
    guard let starts = EventReading.second(row.values[rule.starts], isEnd: false) else {
      return nil
    }
    let ends = EventReading.second(row.values[rule.ends], isEnd: true) ?? .max
    guard starts <= ends else {
      note("the event ends before it begins, so no row lies in it", row, rule, .outOfRange)
      return nil
    }
    let reason = reasons.firstIndex(of: row.values[rule.reason].canonicalText) ?? 0
    return ExcusingEvent(starts: starts, ends: ends, reason: reason)
  }

  /// The second with which a date begins or ends, or a moment's own.
  private static func second(_ value: Value, isEnd: Bool) -> Int64? {
    switch value {
    case .present(.day(let day)): Int64(day.number) * 86_400 + (isEnd ? 86_399 : 0)
    case .present(.moment(let moment)): moment.seconds
    default: nil
    }
  }

  private mutating func note(
    _ message: String, _ row: WholeTable.Row, _ rule: ExclusionRule,
    _ code: DiagnosticCode = .unknownOwner
  ) {
    notes.append(
      RowProblem(
        code: code, severity: code.severity, table: policy.inputs[rule.events].name,
        file: row.place.file, line: row.place.line ?? 0, column: nil, message: message,
        value: ""))
  }
}

extension LookupSources {
  /// The rows of a table that events excuse; nil where no exclusion applies to it.
  mutating func excused(_ table: Int, _ plan: TablePlan) throws -> ExcusedRows? {
    let rules = policy.exclusions.filter { $0.applies.contains(table) }
    guard !rules.isEmpty else { return nil }
    var reading = EventReading(policy: policy, roster: roster)
    var events: [(rule: ExclusionRule, rows: [WholeTable.Row])] = []
    for rule in rules { events.append((rule, try self.table(rule.events).rows)) }
    reading.nameReasons(of: events)
    for (rule, rows) in events { for row in rows { reading.add(row, of: rule) } }
    for note in reading.notes where !notes.contains(note) { notes.append(note) }
    return ExcusedRows(reading.times(), plan)
  }
}
