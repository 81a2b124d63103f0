internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// What is to be computed of one table in one pass over its files.
struct TablePlan: Sendable {
  /// The cells of the date column that lie inside a window, both inclusive.
  struct WindowBounds: Hashable, Sendable {
    let least: Int64
    let greatest: Int64

    /// Says whether a cell lies inside.
    func contains(_ cell: Int64) -> Bool { cell >= least && cell <= greatest }
  }

  /// The aggregates of one window, by their places among the keys.
  struct WindowWork: Sendable {
    /// Those of all rows of the window.
    fileprivate(set) var plain: [Int] = []
    /// Those of the rows that meet a condition.
    fileprivate(set) var conditioned: [(condition: Int, keys: [Int])] = []
  }

  /// An adjustment with its limits.
  struct LimitedRule: Sendable {
    let rule: RuleID
    let column: Int
    let limits: RowLimits
  }

  /// One figure's aggregate.
  struct Use: Sendable {
    let rule: RuleID
    let cohort: Int
    let key: AggregateKey
    /// The rows of a share, where `key` counts those that it is a share of.
    var part: AggregateKey?
    let needs: MeasureRule
  }

  let policy: CompiledPolicy
  let table: InputTable
  let scales: [NumberScale]
  private(set) var windows: [WindowBounds] = []
  private(set) var conditions: [RowTest] = []
  /// The conditions row by row, for batches with numbers that the tests cannot see.
  private(set) var slowConditions: [RowTest] = []
  private(set) var keys: [AggregateKey] = []
  private(set) var uses: [Use] = []
  /// The ways in which rows belong to people; the table's own first.
  private(set) var ownerships: [Ownership] = [.owner]
  /// The shares of the people to whom rows are credited.
  let creditShares: CreditShares
  /// What rows of adjustments must keep to, by the place of the key that counts them.
  private(set) var limits: [Int: [LimitedRule]] = [:]
  /// The columns, by the place of the key that aggregates them, that are empty where a lookup finds
  /// nothing.
  private(set) var watched: [Int: Int] = [:]
  /// The control totals by check and cohort.
  private(set) var totals: [(check: Int, cohort: Int, key: AggregateKey)] = []
  /// A test of the rows that break the row check; nil where there is none.
  let rowCheck: Expression?
  /// What is aggregated of each window's rows.
  private(set) var work: [WindowWork] = []
  /// How many windows are served in one pass; nil where they are few.
  private(set) var cut: WindowCut?
  /// The cells of all periods and windows, in order, in stretches that do not touch.
  private(set) var reach: [WindowBounds] = []
  /// The cells of the periods and windows that another scan accounts for.
  let accounted: [ClosedRange<Int64>]
  /// Whether each person is in one of the periods.
  let isMember: [Bool]
  /// On which days people are on the roster; nil where rows have no date.
  private(set) var employment: Employment?
  /// The columns that are looked up in other tables.
  var lookups: [LookupColumn] = [] {
    didSet {
      pools = columnIndices.map { column in
        lookups.first { $0.column == column }?.index.pool
      }
    }
  }
  /// The texts of the looked-up columns, by lane.
  private(set) var pools: [TextPool?] = []
  /// The customers whose rows are measured.
  let customers: OwnerIndex
  /// The rows that events excuse; nil where no exclusion applies to the table.
  var excused: ExcusedRows?
  /// The last day of the periods that are computed, where looked-up values depend on it.
  let periodEnd: CalendarDay

  private var conditionPlaces: [String: Int] = [:]
  private var windowPlaces: [WindowBounds: Int] = [:]
  private var known: Set<AggregateKey> = []

  /// Plans the aggregates of the rules that each cohort needs and the control totals; of the cohorts
  /// only those in `active` are computed, nil means all.
  init(
    _ policy: CompiledPolicy, _ index: Int, _ asked: MeasureScan.Asked, _ scales: [NumberScale],
    active: Set<Int>? = nil
  ) {
    let cohorts = asked.cohorts
    self.policy = policy
    table = policy.inputs[index]
    self.scales = scales
    rowCheck = table.rowCheck?.root
    accounted = asked.accounted.stretches(of: table)
    creditShares = CreditShares(table.credits)
    let last = cohorts.indices.last { active?.contains($0) ?? true }
    periodEnd = last.map { cohorts[$0].knownUntil } ?? CalendarDay(number: 0)
    var isMember = Array(repeating: false, count: cohorts.first?.roster.people.count ?? 0)
    for person in cohorts.flatMap(\.members) { isMember[person] = true }
    self.isMember = isMember
    customers = OwnerIndex(cohorts.first?.groups[.customer]?.ids ?? [])
    // The account of rows with credited people asks for all of them.
    if !table.credits.isEmpty { ownerships.append(.credits) }
    for (number, cohort) in cohorts.enumerated() {
      let isActive = active?.contains(number) ?? true
      addUses(of: index, number, cohort, asked.needing?[number], isActive: isActive)
      if isActive {
        addRatings(of: index, number, cohort, asked.needing?[number])
        if number == asked.accountFor { addTotals(of: index, number, cohort) }
      }
    }
    reach = joined(windows + cohorts.map { bounds($0.period.start, $0.period.end) })
    cut = WindowCut(windows, unit: isMoment ? 86_400 : 1)
    if let roster = cohorts.first?.roster, let date = table.date {
      employment = Employment(
        roster, isMember, hull, date: date, table.columnKind(date), scales[date],
        policy.header.calendar)
    }
    addWork()
    watched = watchedColumns(asked)
  }

  /// Says whether the column that decides the period holds moments.
  private var isMoment: Bool { table.date.map { table.columnKind($0) == .datetime } ?? false }

  /// Says whether a figure or a control total needs the table.
  var isNeeded: Bool { !keys.isEmpty }

  /// The places of all columns, derived ones last.
  var columnIndices: Range<Int> { 0..<table.columns.count + table.derived.count }

  private mutating func addWork() {
    work = Array(repeating: WindowWork(), count: windows.count)
    for (place, key) in keys.enumerated() {
      guard let condition = key.condition else {
        work[key.window].plain.append(place)
        continue
      }
      let known = work[key.window].conditioned.firstIndex { $0.condition == condition }
      if let known {
        work[key.window].conditioned[known].keys.append(place)
      } else {
        work[key.window].conditioned.append((condition, [place]))
      }
    }
  }

  private mutating func addUses(
    of index: Int, _ number: Int, _ cohort: Cohort, _ needed: Set<RuleID>?, isActive: Bool
  ) {
    let rowColumns = policy.rowColumns
    for rule in policy.rules
    where rule.grain == cohort.period.grain && needed?.contains(rule.id) ?? true {
      guard let measure = rule.measure, case .rows(let aggregate) = measure.shape,
        aggregate.table == index
      else { continue }
      let window = window(aggregate.window, cohort.period)
      guard isActive else { continue }
      let ownership = ownership(of: aggregate)
      let once = countsOnce(rule, aggregate, ownership)
      if aggregate.function == .share {
        addShare(of: rule, number, aggregate, cohort, measure) { condition in
          AggregateKey(
            what: .value(.count, nil), condition: condition, window: window, ownership: ownership,
            countsOnce: once)
        }
        continue
      }
      let condition = condition(
        [aggregate.condition], cohort, isReversing: aggregate.isReversing)
      var wanted = [Gathered.value(aggregate.function, aggregate.column)]
      if let columns = rowColumns[rule.id] { wanted.append(.rows(columns)) }
      for what in wanted {
        var key = AggregateKey(
          what: what, condition: condition, window: window, ownership: ownership)
        if case .value = what { key.countsOnce = once }
        add(key)
        uses.append(Use(rule: rule.id, cohort: number, key: key, needs: measure))
        if let limits = aggregate.limits, let column = aggregate.column,
          let place = keys.firstIndex(of: key)
        {
          self.limits[place, default: []].append(
            LimitedRule(rule: rule.id, column: column, limits: limits))
        }
      }
    }
  }

  /// Two counts make a share: of the rows that it is a share of, and of those that are in it.
  private mutating func addShare(
    of rule: Rule, _ number: Int, _ aggregate: RowAggregate, _ cohort: Cohort,
    _ measure: MeasureRule, _ key: (Int?) -> AggregateKey
  ) {
    let isReversing = aggregate.isReversing
    let all = key(condition([aggregate.among], cohort, isReversing: isReversing))
    let part = key(
      condition([aggregate.among, aggregate.condition], cohort, isReversing: isReversing))
    add(all)
    add(part)
    uses.append(Use(rule: rule.id, cohort: number, key: all, part: part, needs: measure))
  }

  /// Whether a group must tell its rows apart: where a row may be credited to several of its people
  /// and is taken whole, or where the number of rows decides.
  private func countsOnce(_ rule: Rule, _ aggregate: RowAggregate, _ ownership: Int) -> Bool {
    ownerships[ownership] == .credits && rule.scope != .employee
      && (!aggregate.function.isWeighted || aggregate.needsRows > 1)
  }

  /// Ballots need all rows of their raters, whoever is rated.
  private mutating func addRatings(
    of index: Int, _ number: Int, _ cohort: Cohort, _ needed: Set<RuleID>?
  ) {
    for rule in policy.rules
    where rule.grain == cohort.period.grain && needed?.contains(rule.id) ?? true {
      guard let measure = rule.measure, case .rating(let rating) = measure.shape,
        rating.table == index
      else { continue }
      let key = AggregateKey(
        what: .rows(rating.columns),
        condition: condition([rating.condition], cohort, isReversing: false),
        window: window(nil, cohort.period))
      add(key)
      uses.append(Use(rule: rule.id, cohort: number, key: key, needs: measure))
    }
  }

  private mutating func ownership(of aggregate: RowAggregate) -> Int {
    let wanted: Ownership =
      aggregate.customer.map { .customer($0) } ?? aggregate.ownedBy.map { .column($0) }
      ?? (table.credits.isEmpty ? .owner : .credits)
    if let place = ownerships.firstIndex(of: wanted) { return place }
    ownerships.append(wanted)
    return ownerships.count - 1
  }

  /// How many people, or customers, rows can belong to in one way.
  func owners(_ ownership: Int, of people: Int) -> Int {
    if case .customer = ownerships[ownership] { customers.count } else { people }
  }

  /// Says whether rows belong to people in some way.
  func hasOwner(_ ownership: Int) -> Bool {
    ownerships[ownership] != .owner || table.owner != nil
  }

  private mutating func addTotals(of index: Int, _ number: Int, _ cohort: Cohort) {
    for (place, check) in policy.checks.enumerated() {
      guard case .reconcile(let id, let table, let column) = check.body, table == index,
        check.grain == cohort.period.grain
      else { continue }
      guard case .rows(let aggregate)? = policy[id].measure?.shape else { continue }
      let condition = condition(
        [aggregate.condition], cohort, isReversing: aggregate.isReversing)
      let key = AggregateKey(
        what: .value(.sum, column), condition: condition, window: window(nil, cohort.period))
      add(key)
      totals.append((place, number, key))
    }
  }

  private mutating func add(_ key: AggregateKey) {
    if known.insert(key).inserted { keys.append(key) }
  }

  /// The place of some conditions together; a row that takes back another counts only where that is
  /// asked.
  private mutating func condition(
    _ expressions: [CompiledExpression?], _ cohort: Cohort, isReversing: Bool
  ) -> Int? {
    let expressions = expressions.compactMap(\.self)
    var terms: [Expression] = []
    if let reversal = table.reversal {
      terms.append(.hasState(.column(reversal.column), .missing, isNegated: isReversing))
    }
    terms += expressions.map(\.root)
    guard let first = terms.first else { return nil }
    let root = terms.count == 1 ? first : .all(terms)
    let name =
      expressions.map(\.text).joined(separator: "\nand ") + (isReversing ? "\nreversing" : "")
      + (root.dependsOnPeriod ? "\n\(cohort.period.name) \(cohort.knownUntil)" : "")
    if let place = conditionPlaces[name] { return place }
    let compiler = RowTestCompiler(
      policy: policy, table: table, scales: scales, period: cohort.period,
      knownUntil: cohort.knownUntil)
    conditions.append(compiler.test(root))
    slowConditions.append(.slow(compiler.settled(root)))
    conditionPlaces[name] = conditions.count - 1
    return conditions.count - 1
  }

  private mutating func window(_ window: Window?, _ period: Period) -> Int {
    let calendar = policy.header.calendar
    let start =
      window.map { calendar.windowStart($0.count, $0.unit, endingWith: period) } ?? period.start
    let bounds = bounds(start, period.end)
    if let place = windowPlaces[bounds] { return place }
    windows.append(bounds)
    windowPlaces[bounds] = windows.count - 1
    return windows.count - 1
  }
}

extension Expression {
  /// Says whether what it gives for a row can differ from period to period.
  fileprivate var dependsOnPeriod: Bool {
    switch self {
    case .constant, .periodStart, .periodEnd: true
    default: parts.contains(where: \.dependsOnPeriod)
    }
  }
}
