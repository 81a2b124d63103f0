import MeritModel
import MeritPolicy

/// Follows what rules read from period to period.
struct PeriodWalk {
  struct Need {
    let version: Int
    var rules: Set<RuleID> = []
  }

  /// A period as it is known in a later one.
  struct View: Hashable {
    let period: Period
    let known: Period
  }

  /// A run of more periods than this is refused: five years of days.
  static let mostPeriods = 2_000

  private struct Item: Hashable {
    let period: Period
    let version: Int
    let rule: RuleID
  }

  private let versions: [CompiledPolicy]
  private let calendar: PeriodCalendar
  private let lenses: [[VersionLens]]
  private let first: CalendarDay
  /// The closed periods: what they read themselves is not asked for.
  private let sealed: Set<Period>
  private(set) var needed: [Period: Need] = [:]
  /// What is looked at again of earlier periods.
  private(set) var views: [View: Need] = [:]
  private(set) var findings: [Diagnostic] = []
  private var waiting: [Item] = []
  /// The rule with which the periods became too many.
  private var farthest: Item?
  private var target: Period?
  private var versionOfPeriod: [Period: Int?] = [:]

  init(versions: [CompiledPolicy], calendar: PeriodCalendar, sealed: Set<Period> = []) {
    self.sealed = sealed
    self.versions = versions
    self.calendar = calendar
    first = versions.map(\.header.effectiveFrom).min() ?? CalendarDay(number: 0)
    lenses = versions.map { one in versions.map { VersionLens(from: one, to: $0) } }
  }

  mutating func walk(
    from rules: [RuleID], at period: Period, version: Int, corrected: [Period]
  ) {
    versionOfPeriod[period] = version
    target = period
    for rule in rules { need(rule, period, version) }
    for period in corrected {
      guard let version = self.version(of: period) else { continue }
      for rule in versions[version].rules where rule.grain == period.grain {
        need(rule.id, period, version)
      }
    }
    while let item = waiting.popLast() {
      follow(item)
      if farthest == nil, needed.count + views.count > Self.mostPeriods { farthest = item }
    }
    if let farthest { reportTooLong(period, farthest) }
  }

  private mutating func reportTooLong(_ period: Period, _ item: Item) {
    let rule = versions[item.version][item.rule]
    findings.append(
      Diagnostic(
        .historyTooLong,
        "the rules of \(period.name) look back over more than \(Self.mostPeriods) periods",
        at: rule.place, notes: ["with `\(rule.name)` they become so many"],
        help: "count with `\(rule.boundedCount)`, which says how far, "
          + "let the finest grain be a month, or, where additions wait each for its own period, let the "
          + "balance begin anew: `\"resets\": \"year\"`"))
  }

  private mutating func need(_ rule: RuleID, _ period: Period, _ version: Int) {
    guard needed[period, default: Need(version: version)].rules.insert(rule).inserted else {
      return
    }
    guard needed.count <= Self.mostPeriods else { return }
    // A balance is carried over periods without the person, so that its last closing may lie further
    // back than one closed period.
    if isSealed(period), !versions[version][rule].isBalance { return }
    waiting.append(Item(period: period, version: version, rule: rule))
  }

  /// The run's own period is computed, closed or not.
  private func isSealed(_ period: Period) -> Bool { period != target && sealed.contains(period) }

  /// The version that governs a period: the one in force on its last day.
  private mutating func version(of period: Period) -> Int? {
    if let known = versionOfPeriod[period] { return known }
    let found = versions.firstIndex { policy in
      policy.header.effectiveFrom <= period.end && period.end <= policy.header.effectiveTo
    }
    versionOfPeriod[period] = .some(found)
    return found
  }

  private mutating func follow(_ item: Item) {
    let rule = versions[item.version][item.rule]
    if case .balance(let balance) = rule.body {
      followBack(balance, rule, item)
      if let condition = balance.each { lookAgain(condition, balance.resets, rule, item) }
    }
    if isSealed(item.period) { return }
    if case .measure(let measure) = rule.body, case .total(let id) = measure.shape {
      need(id, item.period, item.version)
    }
    let scene = Scene(rule: rule, version: item.version)
    let limits = versions[item.version].guards.filter { $0.rule == item.rule }
      .flatMap(\.limits.expressions)
    for expression in rule.expressions + limits {
      follow(expression.root, scene, item.period, item.version)
    }
    for back in rule.body.reversals { followBack(back, scene, item) }
    for operand in rule.body.yearToDateOperands {
      for period in earlierOfYear(item.period) {
        enter(period, scene) { walk, version in
          walk.follow(operand.root, scene, period, version)
        }
      }
    }
  }

  /// A balance opens with its own closing of the period before, until it begins or is reset.
  private mutating func followBack(_ balance: BalanceRule, _ rule: Rule, _ item: Item) {
    let before = calendar.previous(item.period)
    if let resets = balance.resets,
      before.start < calendar.period(resets, containing: item.period.start).start
    {
      return
    }
    guard before.end >= first, let version = version(of: before),
      let there = lenses[item.version][version].rules[rule.id.index]
    else { return }
    need(there, before, version)
    // The rows that are paid out over periods are read again, also of a closed one.
    if case .balance(let balance) = versions[version][there].body, let spread = balance.spread {
      need(spread.measure, before, version)
    }
  }

  /// The periods whose additions may wait are looked at again; of a closed one also as it was itself.
  private mutating func lookAgain(
    _ condition: CompiledExpression, _ resets: Grain?, _ rule: Rule, _ item: Item
  ) {
    let start = resets.map { calendar.period($0, containing: item.period.start).start } ?? first
    var period = isSealed(item.period) ? item.period : calendar.previous(item.period)
    while period.end >= first, period.start >= start || resets == nil,
      views.count <= Self.mostPeriods
    {
      if let version = version(of: period) {
        let view = View(period: period, known: item.period)
        for id in condition.root.figures {
          let scene = Scene(rule: rule, version: item.version)
          guard let there = lenses[item.version][version].rules[id.index] else {
            reportUnknown("`\(versions[item.version][id].name)`", scene, period, version)
            continue
          }
          look(there, in: view, version)
        }
      }
      period = calendar.previous(period)
    }
  }

  /// Adds a rule of an earlier period with all that it is computed of there.
  private mutating func look(_ id: RuleID, in view: View, _ version: Int) {
    guard views[view, default: Need(version: version)].rules.insert(id).inserted else { return }
    let rule = versions[version][id]
    if case .total(let member)? = rule.measure?.shape { look(member, in: view, version) }
    for expression in rule.expressions {
      for id in expression.root.figures { look(id, in: view, version) }
    }
  }

  /// Any earlier period may hold a row that is taken back, as far back as the input allows.
  private mutating func followBack(_ back: TakenBack, _ scene: Scene, _ item: Item) {
    let policy = versions[item.version]
    guard case .rows(let rows)? = policy[back.measure].measure?.shape else { return }
    let earliest = policy.inputs[rows.table].reversal?.earliest(from: item.period.start)
    for period in allUntil(item.period).dropFirst() {
      if let earliest, period.end < earliest { return }
      enter(period, scene) { walk, version in
        walk.needScale(back.scale, scene, period, version)
        walk.follow(back.on.root, scene, period, version)
      }
    }
  }

  private mutating func needScale(
    _ scale: TierScale, _ scene: Scene, _ period: Period, _ version: Int
  ) {
    guard versions[version].tiers[scale.name] == nil else { return }
    reportUnknown("tiers `\(scale.name)`", scene, period, version)
  }

  /// The rule whose expression is followed, with the version that its names belong to.
  private struct Scene {
    let rule: Rule
    let version: Int
  }

  private mutating func follow(
    _ expression: Expression, _ scene: Scene, _ period: Period, _ version: Int
  ) {
    switch expression {
    case .figure(let id), .companyTotal(let id), .part(let id, _): name(id, scene, period, version)
    case .slot where isSealed(period):
      // Whose plan bound what is not asked again: results by slot are sealed as such.
      needed[period] = needed[period] ?? Need(version: version)
    case .slot(let slot):
      for plan in versions[version].plans {
        for rule in plan.bindings[period.grain]?.rules(slot) ?? [] { need(rule, period, version) }
      }
    case .collected(_, .parts(let grain), let inner),
      .collected(_, .memberParts(let grain), let inner),
      .collected(_, .customerParts(let grain), let inner):
      enter(calendar.parts(of: period, grain), inner, scene)
    case .collected(_, .last(let count, let grain), let inner):
      enter(last(count, grain, period), inner, scene)
    case .previous(let inner): enter([calendar.previous(period)], inner, scene)
    case .streak(let inner), .firstTime(let inner): enter(allUntil(period), inner, scene)
    default: for part in expression.parts { follow(part, scene, period, version) }
    }
  }

  private mutating func enter(_ periods: [Period], _ inner: Expression, _ scene: Scene) {
    for period in periods {
      enter(period, scene) { walk, version in walk.follow(inner, scene, period, version) }
    }
  }

  private mutating func enter(
    _ period: Period, _ scene: Scene, _ follow: (inout PeriodWalk, Int) -> Void
  ) {
    guard period.end >= first, let version = version(of: period) else { return }
    follow(&self, version)
  }

  private mutating func name(
    _ id: RuleID, _ scene: Scene, _ period: Period, _ version: Int
  ) {
    if let there = lenses[scene.version][version].rules[id.index] {
      need(there, period, version)
      return
    }
    reportUnknown("`\(versions[scene.version][id].name)`", scene, period, version)
  }

  private mutating func reportUnknown(
    _ name: String, _ scene: Scene, _ period: Period, _ version: Int
  ) {
    let other = versions[version].header
    findings.append(
      Diagnostic(
        .nameNotInVersion,
        "`\(scene.rule.name)` reads \(name) in \(period.name), where the version "
          + "\(other.version) holds, which has no such definition", at: scene.rule.place,
        help:
          "define \(name) in version \(other.version) too, or look at no period before "
          + "`\(other.effectiveTo.adding(days: 1))`"))
  }

  private func last(_ count: Int, _ grain: Grain, _ period: Period) -> [Period] {
    var next = calendar.period(grain, containing: period.end)
    var periods: [Period] = []
    for _ in 0..<count where next.end >= first && periods.count <= Self.mostPeriods {
      periods.append(next)
      next = calendar.previous(next)
    }
    return periods
  }

  private func allUntil(_ period: Period) -> [Period] {
    var next = period
    var periods: [Period] = []
    while next.end >= first, periods.count <= Self.mostPeriods {
      periods.append(next)
      next = calendar.previous(next)
    }
    return periods
  }

  private func earlierOfYear(_ period: Period) -> [Period] {
    let year = calendar.period(.year, containing: period.start)
    return calendar.parts(of: year, period.grain).filter { $0.end < period.start }
  }
}

extension Rule {
  /// How the rule's own streak reads where it says how far it looks back.
  fileprivate var boundedCount: String {
    let streak = expressions.map(\.text).first { $0.hasPrefix("streak(") && $0.hasSuffix(")") }
    return "how_many(last(12, \(streak?.dropFirst(7).dropLast() ?? "…")))"
  }
}

extension Expression {
  /// The rules that the expression names in its own period.
  fileprivate var figures: [RuleID] {
    if case .figure(let id) = self { [id] } else { parts.flatMap(\.figures) }
  }
}

extension Rule {
  /// Whether it is an amount that is carried from period to period.
  fileprivate var isBalance: Bool {
    if case .balance = body { true } else { false }
  }
}

extension RuleBody {
  /// What tiers on the year to date are applied to.
  var yearToDateOperands: [CompiledExpression] {
    operands.compactMap { operand in
      guard case .tiers(let scale, let on, _) = operand.unpriced, scale.basis == .yearToDate else {
        return nil
      }
      return on
    }
  }
}
