import MeritModel

/// P602: a handler of a state that can never reach it.
struct HandlerActs {
  let facts: PolicyFacts
  let names: NameTable
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules { told.formUnion(acting(rule)) }
    var checked: Set<String> = []
    for rule in facts.policy.rules {
      for (pointer, handlers) in covers(rule) {
        for state in Absence.states where handlers[state] != nil {
          let key = key(pointer, state)
          guard !told.contains(key), checked.insert(key).inserted else { continue }
          report(pointer, state, rule)
        }
      }
    }
  }

  /// The handlers of a rule that some state reaches.
  private func acting(_ rule: Rule) -> Set<String> {
    let context = facts.context(rule)
    let own = rule.place.pointer ?? ""
    var acting: Set<String> = []
    let origins = facts.origins(of: rule, context)
    for state in Absence.states where origins[state] != nil { acting.insert(key(own, state)) }
    for use in facts.uses(rule) {
      let found = facts.absence(use, context)
      for state in Absence.states where found[state] != nil {
        guard let cover = use.covers.first(where: { $0.handlers[state] != nil }) else { continue }
        acting.insert(key(cover.pointer, state))
      }
    }
    if case .score(let score) = rule.body, facts.leastWeight(score, context) == nil {
      acting.insert(key(own, .notApplicable))
    }
    return acting
  }

  private func covers(_ rule: Rule) -> [(pointer: String, handlers: Handlers)] {
    var covers = [(rule.place.pointer ?? "", rule.handlers)]
    for use in facts.uses(rule) { covers += use.covers.map { ($0.pointer, $0.handlers) } }
    return covers
  }

  private func key(_ pointer: String, _ state: DataState) -> String {
    "\(pointer)/\(state.handlerKey)"
  }

  private func report(_ pointer: String, _ state: DataState, _ rule: Rule) {
    let message = "the handler can never act: nothing here can be \(state.words)"
    let keys = [state.handlerKey, "whenNotGraded"]
    let root = names.declarations[rule.name]?.node
    let found = keys.lazy.compactMap { key in
      root?.descendant("\(pointer)/\(key)").map { (key, $0) }
    }
    if let (key, node) = found.first {
      findings.report(
        .handlerNeverActs, message, at: node,
        help: "delete `\"\(key)\"` with \(findings.quoted(node))")
    } else {
      findings.report(
        .handlerNeverActs, place: rule.place, message,
        help: "delete `\"\(state.handlerKey)\"`")
    }
  }
}

extension JSONNode {
  /// The node of a pointer inside this one.
  func descendant(_ pointer: String) -> JSONNode? {
    let own = self.pointer
    return pointer.hasPrefix(own) ? descendant(along: pointer.dropFirst(own.count)) : nil
  }

  /// The node that the rest of a pointer leads to from here.
  private func descendant(along rest: Substring) -> JSONNode? {
    if rest.isEmpty { return self }
    let children: [JSONNode] =
      switch content {
      case .array(let items): items
      case .object(let members): members.map(\.node)
      default: []
      }
    for child in children {
      guard let step = child.path?.step.pointer, rest.hasPrefix(step) else { continue }
      let further = rest.dropFirst(step.count)
      if further.isEmpty || further.first == "/" { return child.descendant(along: further) }
    }
    return nil
  }
}
