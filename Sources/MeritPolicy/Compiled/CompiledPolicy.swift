package import MeritModel

/// One policy version, checked, with every name resolved: what engine, measures and reports use.
///
/// A definition of several grains or scopes is one ``Rule`` for each of them, so no rule ever asks
/// which grain or scope a name means.
package struct CompiledPolicy: Sendable {
  package let header: PolicyHeader
  package let gradeSets: [GradeSet]
  package private(set) var calendars: [OfficeCalendar]
  /// The input tables; expressions and measures address them by place.
  package let inputs: [InputTable]
  package let constants: [Constant]
  /// Every rule; a ``RuleID`` is the place in this list.
  package let rules: [Rule]
  /// All rules in an order in which each comes after the rules of the same or a finer grain it
  /// reads; ties by name.
  package let order: [RuleID]
  /// The same rules in waves that are computed one after another: no rule reads another of its own wave
  /// or of a later one.
  package internal(set) var waves: [[RuleID]]
  package let plans: [Plan]
  package let checks: [PolicyCheck]
  package let claims: [Claim]
  /// What the check found of each claim, in the order of the file.
  package internal(set) var verdicts: [ClaimVerdict] = []
  package let guards: [PolicyGuard]
  /// The customers as a group of their own; nil where the policy knows none.
  package internal(set) var customers: CustomerTable?
  /// The events that excuse people.
  package internal(set) var exclusions: [ExclusionRule] = []
  /// The scales by name.
  package internal(set) var tiers: [String: TierScale] = [:]

  /// Makes a compiled policy from its parts.
  package init(
    header: PolicyHeader, gradeSets: [GradeSet], calendars: [OfficeCalendar],
    inputs: [InputTable], constants: [Constant], rules: [Rule], order: [RuleID],
    plans: [Plan], checks: [PolicyCheck], claims: [Claim] = [], guards: [PolicyGuard] = []
  ) {
    self.header = header
    self.gradeSets = gradeSets
    self.calendars = calendars
    self.inputs = inputs
    self.constants = constants
    self.rules = rules
    self.order = order
    self.waves = order.map { [$0] }
    self.plans = plans
    self.checks = checks
    self.claims = claims
    self.guards = guards
  }

  /// Takes in the holidays that a file lists for a calendar.
  package mutating func setHolidays(_ holidays: Set<CalendarDay>, ofCalendar place: Int) {
    let old = calendars[place]
    calendars[place] = OfficeCalendar(
      name: old.name, workdays: old.workdays, hours: old.hours, holidays: holidays,
      extraWorkdays: old.extraWorkdays, holidayFile: old.holidayFile)
  }

  /// The rule with an id.
  package subscript(id: RuleID) -> Rule { rules[id.index] }

  /// The roster, which every policy has.
  package var roster: InputTable? { inputs.first { $0.name == "roster" } }

  /// Finds the rule of a name at a grain and scope.
  package func rule(named name: String, grain: Grain, scope: Scope = .employee) -> Rule? {
    rules.first { $0.name == name && $0.grain == grain && $0.scope == scope }
  }
}

/// The head of a policy.
package struct PolicyHeader: Sendable {
  package let id: String
  package let version: String
  package let title: String
  package let effectiveFrom: CalendarDay
  package let effectiveTo: CalendarDay
  package let currency: String
  /// The IANA name of the zone whose wall time decides dates.
  package let timeZone: String
  package let calendar: PeriodCalendar
  /// What happens to people whose roster rows end inside the period: kept, or without a plan.
  package let leaversHaveNoPlan: Bool
  /// Whether every plan held on a day of the period pays its bonuses, not only the last one.
  package let splitsByDays: Bool
  /// What becomes of late data for closed periods; nil where the policy says nothing.
  package let retro: Retro?
  /// The version that this one corrects, and the day from which it does.
  package let amendment: Amendment?
  package let place: SourcePlace
  /// Where the first and the last day stand.
  package var (fromPlace, toPlace): (SourcePlace, SourcePlace)

  /// Makes a head.
  package init(
    id: String, version: String, title: String, effectiveFrom: CalendarDay,
    effectiveTo: CalendarDay, currency: String, timeZone: String, calendar: PeriodCalendar,
    leaversHaveNoPlan: Bool, splitsByDays: Bool = false, retro: Retro? = nil,
    amendment: Amendment? = nil, place: SourcePlace
  ) {
    self.retro = retro
    self.amendment = amendment
    self.id = id
    self.version = version
    self.title = title
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.currency = currency
    self.timeZone = timeZone
    self.calendar = calendar
    self.leaversHaveNoPlan = leaversHaveNoPlan
    self.splitsByDays = splitsByDays
    self.place = place
    (fromPlace, toPlace) = (place, place)
  }
}

/// What becomes of late data: corrections of closed periods in the next run.
package struct Retro: Hashable, Sendable {
  /// How many months before the run's period corrections are paid; nil for all.
  package let atMostMonths: Int?

  /// Makes a rule.
  package init(atMostMonths: Int?) {
    self.atMostMonths = atMostMonths
  }
}

/// Which version a policy file corrects.
package struct Amendment: Hashable, Sendable {
  /// The version that does not hold any more.
  package let version: String
  /// The day of the approval; nil where it has always been known.
  package let approvedOn: CalendarDay?
  /// Where the version is named.
  package let place: SourcePlace

  /// Makes an amendment.
  package init(version: String, approvedOn: CalendarDay?, place: SourcePlace) {
    self.version = version
    self.approvedOn = approvedOn
    self.place = place
  }
}

/// The grades of a set, best first.
package struct GradeSet: Hashable, Sendable {
  package let name: String
  package let grades: [Grade]

  /// Makes a set from its grades' names, best first.
  package init(name: String, grades: [String]) {
    self.name = name
    self.grades = grades.enumerated().map { Grade(rank: $0.offset, name: $0.element) }
  }

  /// The grade of a name.
  package func grade(named name: String) -> Grade? { grades.first { $0.name == name } }
}

/// The working days and hours of an office.
package struct OfficeCalendar: Sendable {
  package let name: String
  /// Seven flags from Monday to Sunday.
  package let workdays: [Bool]
  /// The seconds of the day that lie in the hours; nil where only days are asked for.
  package let hours: Range<Int>?
  package let holidays: Set<CalendarDay>
  package let extraWorkdays: Set<CalendarDay>
  /// The file that holds the holidays, where they do not stand in the policy.
  package let holidayFile: HolidayFile?

  /// Makes a calendar.
  package init(
    name: String, workdays: [Bool], hours: Range<Int>?, holidays: Set<CalendarDay>,
    extraWorkdays: Set<CalendarDay>, holidayFile: HolidayFile? = nil
  ) {
    self.name = name
    self.workdays = workdays
    self.hours = hours
    self.holidays = holidays
    self.extraWorkdays = extraWorkdays
    self.holidayFile = holidayFile
  }

  /// Says whether a day is worked: listed and no holiday, or an extra workday.
  package func isWorkday(_ day: CalendarDay) -> Bool {
    (workdays[day.weekday] && !holidays.contains(day)) || extraWorkdays.contains(day)
  }

  /// Says whether a moment lies on a workday inside the hours.
  package func isWithinHours(_ moment: Moment) -> Bool {
    let second = moment.secondOfDay
    return hours?.contains(second) == true && isWorkday(moment.day)
  }
}

/// A list of holidays beside the policy.
package struct HolidayFile: Hashable, Sendable {
  /// The path as the policy writes it, relative to the book.
  package let path: String
  package let place: SourcePlace

  /// Makes a reference.
  package init(path: String, place: SourcePlace) {
    self.path = path
    self.place = place
  }
}

/// A named amount, with dated steps or one value for all time.
package struct Constant: Sendable {
  package let name: String
  package let label: String
  package let source: String?
  package let kind: Kind
  /// The values by the day from which they hold, ascending; the first holds from the beginning
  /// where it has no date.
  package let steps: [(from: CalendarDay?, value: Scalar)]
  /// Where each dated step stands; empty where there is one value for all time.
  package let stepPlaces: [SourcePlace]
  package let place: SourcePlace

  /// Makes a constant.
  package init(
    name: String, label: String, source: String?, kind: Kind,
    steps: [(from: CalendarDay?, value: Scalar)], stepPlaces: [SourcePlace] = [],
    place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.source = source
    self.kind = kind
    self.steps = steps
    self.stepPlaces = stepPlaces
    self.place = place
  }

  /// The value in force on a day; nil before the first step.
  package func value(on day: CalendarDay) -> Scalar? {
    steps.last { step in step.from.map { $0 <= day } ?? true }?.value
  }
}
