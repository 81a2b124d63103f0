import MeritPolicy

/// Something that rules have, found by a rule's place and not by hashing: it is asked for each person.
struct PerRule<Element> {
  private var elements: [Element?] = []

  /// Makes one in which no rule has anything.
  init() {}

  /// Takes over what is kept by id.
  init(_ elements: [RuleID: Element]) {
    for (rule, element) in elements { self[rule] = element }
  }

  subscript(rule: RuleID) -> Element? {
    get { elements.indices.contains(rule.index) ? elements[rule.index] : nil }
    set {
      while elements.count <= rule.index { elements.append(nil) }
      elements[rule.index] = newValue
    }
  }

  /// What the rules have that have something, by id.
  var byRule: [RuleID: Element] {
    var all: [RuleID: Element] = [:]
    for (place, element) in elements.enumerated() { all[RuleID(place)] = element }
    return all
  }
}
