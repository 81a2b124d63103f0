import MeritModel

/// Looks for the person for whom something is greatest, by changing one fact after the other.
struct TrialSearch {
  let people: TrialPeople
  let rows: TrialRows
  /// More people than this are not tried.
  let mostPeople: Int
  private(set) var tried = 0

  init(facts: PolicyFacts, track: TrialTrack, rows: TrialRows, mostPeople: Int = 120) {
    self.people = TrialPeople(facts: facts, track: track)
    self.rows = rows
    self.mostPeople = mostPeople
  }

  /// The person with the greatest measure, once above `enough`.
  ///
  /// The measure is nil for people that cannot be; `first` is tried before all others.
  mutating func best(
    plans: [Int], _ period: Period, needing results: [RuleID], enough: Exact,
    first: TrialPerson? = nil, _ measure: (TrialPerson) -> Exact?
  ) -> (person: TrialPerson, measure: Exact)? {
    if var first {
      first.period = period
      if let found = value(first, measure), found > enough { return (first, found) }
    }
    var best: (person: TrialPerson, measure: Exact)?
    for plan in plans {
      for level in TrialPeople.Level.allCases {
        guard let start = people.person(plan, period, level, needing: results) else {
          continue
        }
        let found = climb(from: start, results, enough: enough, measure)
        guard let found else { continue }
        if best == nil || found.measure > best?.measure ?? found.measure { best = found }
        if found.measure > enough { return simplest(found, enough, measure) }
      }
    }
    return best
  }

  private mutating func climb(
    from start: TrialPerson, _ results: [RuleID], enough: Exact,
    _ measure: (TrialPerson) -> Exact?
  ) -> (person: TrialPerson, measure: Exact)? {
    var (person, best) = (start, value(start, measure))
    for _ in 0..<2 {
      let before = best
      for fact in person.facts.keys.sorted() {
        for variant in people.variants(of: fact) where variant != person.facts[fact] {
          if let best, best > enough { return (person, best) }
          guard tried < mostPeople else { return best.map { (person, $0) } }
          var other = person
          other.facts[fact] = variant
          other = people.complete(other, .middle, needing: results) ?? other
          guard let found = value(other, measure), best.map({ found > $0 }) ?? true else {
            continue
          }
          (person, best) = (other, found)
        }
      }
      if best == before { break }
    }
    return best.map { (person, $0) }
  }

  private mutating func value(
    _ person: TrialPerson, _ measure: (TrialPerson) -> Exact?
  ) -> Exact? {
    tried += 1
    return rows.allow(person, people.track) ? measure(person) : nil
  }

  /// The same with plainer facts, as long as the measure stays above.
  private mutating func simplest(
    _ found: (person: TrialPerson, measure: Exact), _ enough: Exact,
    _ measure: (TrialPerson) -> Exact?
  ) -> (person: TrialPerson, measure: Exact) {
    var (person, best) = found
    for fact in person.facts.keys.sorted() {
      for variant in people.variants(of: fact).prefix(4) {
        if variant == person.facts[fact] { break }
        guard tried < 2 * mostPeople else { return (person, best) }
        var other = person
        other.facts[fact] = variant
        guard let value = value(other, measure), value >= best else { continue }
        (person, best) = (other, value)
        break
      }
    }
    return (person, best)
  }
}

extension TrialPerson.Fact: Comparable {
  /// Figures by their rule, then the others.
  package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: (Int, Int) {
    switch self {
    case .figure(let rule): (0, rule.index)
    case .others(let rule): (1, rule.index)
    case .rosterColumn(let column): (2, column)
    case .daysInPlan: (3, 0)
    }
  }
}
