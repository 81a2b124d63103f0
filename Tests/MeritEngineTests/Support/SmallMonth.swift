import MeritEngine
import MeritModel
import MeritPolicy

/// A month of hand-made rules for a few people; the rules are calculated in the order of adding.
struct SmallMonth {
  struct Person {
    var id: String
    var role = "agent"
    var team: String? = "T1"
    var manager: String?
    var from = "2025-01-01"
    var to: String?
  }

  static let place = SourcePlace(file: "small.policy.json", line: 1)
  var people = [Person(id: "E1")]
  var rules: [Rule] = []
  var checks: [PolicyCheck] = []
  var constants: [Constant] = []
  var cells: [RuleID: [MeasureCell]] = [:]
  var controlTotals: [Int: Exact] = [:]
  var rows: [RuleID: RowList] = [:]
  /// The rules that the plan of the role `agent` reaches; nil for all.
  var reached: Set<RuleID>?
  var score: RuleID?
  var bonuses: [RuleID] = []

  /// Adds a rule.
  @discardableResult mutating func add(
    _ name: String, _ body: RuleBody, scope: Scope = .employee, kind: Kind = .points,
    rounding: Rounding? = nil, missing: HandlerAction? = nil, notApplicable: HandlerAction? = nil
  ) -> RuleID {
    let id = RuleID(rules.count)
    rules.append(
      Rule(
        id: id, name: name, label: name, note: nil, source: nil, grain: .month, scope: scope,
        kind: kind, rounding: rounding,
        handlers: Handlers(whenMissing: missing, whenNotApplicable: notApplicable),
        place: SmallMonth.place, body: body))
    return id
  }

  /// Adds a measure of rows that gives these values, one for each person.
  @discardableResult mutating func given(
    _ name: String, _ values: Value..., scope: Scope = .employee
  ) -> RuleID {
    rows(name, values, scope: scope)
  }

  private mutating func rows(_ name: String, _ values: [Value], scope: Scope) -> RuleID {
    let isNotApplicable = values.contains(.notApplicable)
    let rows = RowAggregate(
      table: 0, function: .sum, column: nil, condition: nil, window: nil, needsRows: 1,
      whenNoRows: isNotApplicable ? .notApplicable : .missing)
    let measure = MeasureRule(shape: .rows(rows), range: nil, roles: nil, withSelf: false)
    let id = add(name, .measure(measure), scope: scope)
    cells[id] = values.map { value in
      guard case .present(let scalar) = value else { return MeasureCell(rows: 0, value: nil) }
      return MeasureCell(rows: 1, value: scalar)
    }
    return id
  }

  /// What the month gives.
  func calculated() -> Checked<Calculation> { calculator.calculation() }

  /// The calculator, for explanations.
  var calculator: Calculator {
    Calculator(
      policy: policy, cohort: cohort,
      measures: MeasureTable(cells: cells, controlTotals: controlTotals, rows: rows))
  }

  /// The text of a rule's value for a person or group: canonical, or the state's name.
  func text(_ rule: RuleID, of subject: Int = 0) -> String {
    guard let value = calculated().result?.value(rule, of: subject) else { return "no result" }
    return value.isPresent ? value.canonicalText : value.stateName
  }

  /// Adds a rule and gives the text of its value for the first person.
  mutating func result(_ name: String, _ body: RuleBody, kind: Kind = .points) -> String {
    let id = add(name, body, kind: kind)
    return text(id)
  }

  /// The codes of the findings with their severities.
  var findings: [String] {
    calculated().diagnostics.map { "\($0.code.rawValue) \($0.severity.rawValue)" }
  }

  var cohort: Cohort {
    let rows = people.map { person in
      let texts: [String?] = [person.id, person.role, person.team, person.manager]
      return RosterRow(
        employee: person.id,
        values: texts.map { text in text.map { .present(.text($0)) } ?? .missing },
        validFrom: day(person.from), validTo: person.to.map(day), place: SmallMonth.place)
    }
    let roster = Roster(columns: ["employee_id", "role", "team_id", "manager_id"], rows: rows)
    return Cohort(of: roster, in: month)
  }

  private var month: Period {
    Period(
      grain: .month, name: "2026-03", start: day("2026-03-01"), end: day("2026-03-31"))
  }

  private var policy: CompiledPolicy {
    let header = PolicyHeader(
      id: "small", version: "1", title: "Small", effectiveFrom: day("2026-01-01"),
      effectiveTo: day("2026-12-31"), currency: "EUR", timeZone: "UTC", calendar: .civil,
      leaversHaveNoPlan: false, place: SmallMonth.place)
    let sales = InputTable(
      name: "sales", key: [], owner: nil, date: nil,
      columns: [
        InputColumn(
          name: "amount", kind: .money, isOptional: false, range: nil, place: SmallMonth.place)
      ], derived: [], rowCheck: nil, place: SmallMonth.place)
    let binding = PlanBinding(score: score, grade: nil, bonuses: bonuses, outcomes: [])
    let plan = Plan(
      id: "agents", label: nil, roles: ["agent"], bindings: [.month: binding],
      reached: reached ?? Set(rules.map(\.id)), place: SmallMonth.place)
    return CompiledPolicy(
      header: header, gradeSets: [], calendars: [], inputs: [sales], constants: constants,
      rules: rules, order: rules.map(\.id), plans: [plan], checks: checks)
  }
}

/// A day that the test wrote down.
func day(_ text: String) -> CalendarDay { CalendarDay(iso: text) ?? CalendarDay(number: 0) }

/// A number that the test wrote down as a decimal or `n/d`.
func exact(_ text: String) -> Exact { Exact(canonical: text) ?? Exact(Int.min) }

/// A present number.
func number(_ text: String) -> Value { .number(exact(text)) }

/// An expression that a test builds.
func expression(_ root: Expression) -> CompiledExpression {
  CompiledExpression(text: "as built", root: root, kind: .number, place: SmallMonth.place)
}

/// The value of a rule.
func figure(_ id: RuleID) -> CompiledExpression { expression(.figure(id)) }

/// A literal number.
func literal(_ text: String) -> Expression { .literal(.number(exact(text))) }

/// Whether a rule's value is at least a number.
func isAtLeast(_ id: RuleID, _ text: String) -> CompiledExpression {
  expression(.comparison(.greaterOrEqual, .figure(id), literal(text)))
}

extension RuleBody {
  /// A measure without range and roles.
  static func plain(_ shape: MeasureShape, roles: [String]? = nil, withSelf: Bool = false)
    -> RuleBody
  {
    .measure(MeasureRule(shape: shape, range: nil, roles: roles, withSelf: withSelf))
  }
}
