import MeritModel

/// Orders the rules so that each follows those that it reads; a ring of rules is a fault.
struct RuleOrder {
  private let rules: [Rule]
  private let needs: [[RuleID]]
  private let findings: FindingCollector

  init(rules: [Rule], plans: [Plan], findings: FindingCollector) {
    self.rules = rules
    self.findings = findings
    needs = Self.needs(rules, plans)
  }

  func order() -> [RuleID] {
    var visit = Visit(rules: rules, needs: needs)
    let byName = rules.map(\.id).sorted { left, right in
      let (one, other) = (rules[left.index], rules[right.index])
      if one.grain != other.grain { return one.grain < other.grain }
      if one.stage != other.stage { return one.stage < other.stage }
      if one.name != other.name {
        return one.name.unicodeScalars.lexicographicallyPrecedes(other.name.unicodeScalars)
      }
      return one.scope < other.scope
    }
    for rule in byName { visit.visit(rule) }
    for ring in visit.rings { report(ring) }
    return visit.order
  }

  /// Rules in their order cut into waves: each stands in the one after the last that holds a rule
  /// which it reads, so that those of a wave can be computed at the same time.
  func waves(_ order: [RuleID]) -> [[RuleID]] {
    var wave = [Int](repeating: 0, count: rules.count)
    var waves: [[RuleID]] = []
    for rule in order {
      let place = needs[rule.index].map { wave[$0.index] + 1 }.max() ?? 0
      wave[rule.index] = place
      if place == waves.count { waves.append([]) }
      waves[place].append(rule)
    }
    return waves
  }

  /// What each rule reads in its own or a finer grain; a slot may be any plan's.
  private static func needs(_ rules: [Rule], _ plans: [Plan]) -> [[RuleID]] {
    let graph = RuleGraph(rules: rules)
    return rules.map { rule in
      let index = rule.id.index
      let slots = graph.neededSlots[index].flatMap { use in
        plans.flatMap { $0.bindings[use.grain]?.rules(use.slot) ?? [] }
      }
      return (graph.needed[index] + slots).sorted()
    }
  }

  private func report(_ ring: [RuleID]) {
    let first = rules[ring[0].index]
    let next = rules[ring[ring.count > 1 ? 1 : 0].index]
    findings.report(
      .cycle, place: first.place,
      "definitions name each other in a ring: \(ring.map { rules[$0.index].name }.ringWords)",
      help: "write something else than `\(next.name)` in `\(first.name)`, "
        + "or let another of them stand on measures alone")
  }

  /// A depth-first walk with a stack of its own.
  private struct Visit {
    enum Mark { case new, open, done }

    /// Rules that all name each other close more rings than anybody reads.
    static let mostRings = 100

    let rules: [Rule]
    let needs: [[RuleID]]
    var marks: [Mark]
    var order: [RuleID] = []
    var rings: [[RuleID]] = []

    init(rules: [Rule], needs: [[RuleID]]) {
      self.rules = rules
      self.needs = needs
      self.marks = Array(repeating: .new, count: rules.count)
    }

    mutating func visit(_ start: RuleID) {
      guard marks[start.index] == .new else { return }
      var path: [(rule: RuleID, next: Int)] = [(start, 0)]
      marks[start.index] = .open
      while let top = path.last {
        let wanted = needs[top.rule.index]
        guard top.next < wanted.count else {
          marks[top.rule.index] = .done
          order.append(top.rule)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let need = wanted[top.next]
        switch marks[need.index] {
        case .done: break
        case .new:
          marks[need.index] = .open
          path.append((need, 0))
        case .open:
          if rings.count < Visit.mostRings, let from = path.firstIndex(where: { $0.rule == need }) {
            rings.append(path[from...].map(\.rule))
          }
        }
      }
    }
  }
}

extension Rule {
  /// The stage of the language's evaluation order: measures first, outcomes last.
  package var stage: Int {
    switch body {
    case .measure: scope == .employee ? 0 : 1
    case .indicator: 2
    case .score: 3
    case .grade: 4
    case .bonus: 5
    case .allocation: 6
    case .prize: 7
    case .balance: 8
    case .outcome: 9
    case .ranking: 10
    }
  }
}

extension FindingCollector {
  /// Reports a fault at a place that is already known.
  func report(
    _ code: DiagnosticCode, place: SourcePlace, _ message: String, severity: Severity? = nil,
    notes: [String] = [], help: String
  ) {
    append(
      Diagnostic(
        code, message, at: place, severity: severity, excerpt: source.excerpt(of: place),
        notes: notes, help: help))
  }
}
