package import MeritModel

/// Turns the bytes of a policy file into a compiled policy, with every fault of the file at once.
package struct PolicyCompiler {
  private let findings: FindingCollector
  private let givesAdvice: Bool
  private var names = NameTable()
  private var header: HeaderParts?

  /// Compiles a policy file; the result is nil where a fault forbids to use it.
  ///
  /// An audit takes down which keys were asked for. Without advice only what is wrong is told,
  /// not what may well be meant (``DiagnosticCode/isAdvice``).
  package static func compile(
    _ bytes: [UInt8], file: String, audit: ShapeAudit? = nil, advice: Bool = true
  ) -> Checked<CompiledPolicy> {
    let tree = JSONReader.read(bytes, file: file)
    // Duplicate keys and long numbers leave a tree, in which the other faults are told too.
    guard let root = tree.result else { return Checked(nil, tree.diagnostics) }
    let findings = FindingCollector(
      source: JSONSource(file: file, bytes: bytes), audit: audit)
    var compiler = PolicyCompiler(findings: findings, advice: advice)
    let policy = compiler.policy(root)
    let found = findings.distinct
    let all = tree.diagnostics + (advice ? found : found.filter { !$0.code.isAdvice })
    return Checked(all.hasErrors ? nil : policy, all)
  }

  private init(findings: FindingCollector, advice: Bool) {
    self.findings = findings
    self.givesAdvice = advice
  }

  private mutating func policy(_ root: JSONNode) -> CompiledPolicy? {
    guard var reader = ObjectReader(root, .policy, findings) else { return nil }
    version(reader.required("policyFormat"))
    header = reader.required("policy").flatMap(HeaderReading(findings: findings).header)
    guard let header else { return nil }
    names.currency = header.header.currency
    readNamedValues(&reader, header.header)
    for member in members(reader.optional("tables"), .tables) {
      names.tables[member.key] = member.node
    }
    readInputs(reader.required("inputs"))
    readCustomers(reader.optional("customers"))
    declare(&reader)
    readTiers(reader.optional("tiers"))
    let plansNode = reader.required("plans")
    let guardsNode = reader.optional("guards")
    let checksNode = reader.optional("checks")
    let claimsNode = reader.optional("claims")
    let exclusionsNode = reader.optional("exclusions")
    reader.finish()
    let definitions = DefinitionReading(names: names, findings: findings, header: header)
    var (rules, isWhole) = rules(definitions)
    let guards = GuardReading(definitions: definitions, rules: rules).guards(guardsNode)
    rules = rules.map { $0.guarded(by: guards) }
    let graph = RuleGraph(rules: rules)
    let binding = PlanReading(names: names, findings: findings, rules: rules, root: root)
    let plans = binding.plans(plansNode, graph)
    let collection = DefinitionReading(names: names, findings: findings, header: header)
    let checks = collection.checks(checksNode)
    let claims = collection.claims(claimsNode, plans)
    let ordering = RuleOrder(rules: rules, plans: plans, findings: findings)
    let order = ordering.order()
    var policy = CompiledPolicy(
      header: header.header, gradeSets: names.gradeSets, calendars: names.calendars,
      inputs: names.inputs.map { $0.inCurrency(header.header.currency) },
      constants: names.constants, rules: rules, order: order,
      plans: plans, checks: checks, claims: claims, guards: guards)
    policy.waves = ordering.waves(order)
    policy.customers = names.customers
    policy.exclusions = ExclusionReading(names: names, findings: findings)
      .exclusions(exclusionsNode)
    policy.tiers = names.tiers
    policy.verdicts =
      PolicyChecks(
        policy: policy, names: names, findings: findings, root: root, isWhole: isWhole,
        givesAdvice: givesAdvice
      ).run()
    return isWhole ? policy : nil
  }

  private func version(_ node: JSONNode?) {
    guard let node, let version = findings.whole(node), version != 1 else { return }
    findings.report(
      .wrongFormatVersion, "this program reads policyFormat 1, not \(version)", at: node,
      help: "write `1`")
  }

  private mutating func readNamedValues(_ reader: inout ObjectReader, _ header: PolicyHeader) {
    let sets = NamedValueReading(names: names, findings: findings)
    names.gradeSets = members(reader.optional("gradeSets"), .gradeSets).compactMap {
      sets.gradeSet($0.key, $0.node)
    }
    for member in members(reader.optional("calendars"), .calendars) {
      if let calendar = sets.calendar(member.key, member.node) {
        names.calendars.append(calendar)
      } else {
        names.broken.insert("calendars.\(member.key)")
      }
    }
    let values = NamedValueReading(names: names, findings: findings)
    for member in members(reader.optional("constants"), .constants) {
      findings.checkName(member)
      if let constant = values.constant(member.key, member.node, header) {
        names.constants.append(constant)
      } else {
        names.broken.insert(member.key)
      }
    }
  }

  private mutating func readInputs(_ node: JSONNode?) {
    let reading = InputReading(names: names, findings: findings)
    guard let node, var reader = ObjectReader(node, .inputs, findings) else { return }
    _ = reader.required("roster")
    var heads: [InputReading.Head] = []
    for member in reader.all() {
      findings.checkName(member)
      if let head = reading.head(member.key, member.node) {
        heads.append(head)
      } else {
        names.broken.insert(member.key)
      }
    }
    // Tables name each other's columns, so the own columns of all come first.
    names.inputs = heads.map(\.table)
    let whole = InputReading(names: names, findings: findings)
    names.inputs = []
    for head in heads {
      guard let table = whole.table(head) else {
        names.broken.insert(head.table.name)
        continue
      }
      names.inputs.append(table)
      let read = Set(table.columnNames)
      for key in columnKeys(head.reader.node) where !read.contains(key) {
        names.broken.insert("\(table.name).\(key)")
      }
    }
    checkRoster(node)
  }

  /// The roster says who is there and which plan pays them.
  private func checkRoster(_ inputs: JSONNode) {
    guard let roster = names.roster,
      case .object(let members) = inputs.content,
      let node = members.first(where: { $0.key == "roster" })?.node
    else { return }
    for column in ["employee_id", "role"]
    where roster.column(named: column) == nil && !names.broken.contains("roster.\(column)") {
      findings.report(
        .missingKey, "the roster has no column `\(column)`", at: node, help: "add it to `columns`")
    }
  }

  /// The columns that an input writes, read or not.
  private func columnKeys(_ table: JSONNode) -> [String] {
    guard case .object(let parts) = table.content else { return [] }
    return parts.filter { ["columns", "lookups", "derived"].contains($0.key) }.flatMap(\.node.keys)
  }

  private mutating func declare(_ reader: inout ObjectReader) {
    var next = 0
    for section in Section.allCases where section != .rankings {
      for member in members(reader.optional(section.rawValue), section.shape) {
        let misspelled = findings.checkName(member)
        names.broken.formUnion(misspelled)
        guard let declaration = declaration(member, section, next) else {
          names.broken.insert(member.key)
          continue
        }
        guard misspelled.isEmpty else { continue }
        if add(declaration, member) { next += declaration.ruleCount }
      }
    }
    declareRankings(
      members(reader.optional(Section.rankings.rawValue), Section.rankings.shape), &next)
  }

  /// Each ranking is one definition for each kind of group: `rank_by_sales_team`.
  private mutating func declareRankings(_ members: [JSONMember], _ next: inout Int) {
    for member in members {
      findings.checkName(member)
      guard let declaration = declaration(member, .rankings, next),
        case .object(let parts) = member.node.content
      else { continue }
      let written = parts.first { $0.key == "within" }?.node
      for within in written.map({ list($0, RankScope.self) }) ?? [.company] {
        let ranking = declaration.within(within, firstRule: next)
        if add(ranking, member) { next += ranking.ruleCount }
      }
    }
  }

  /// Adds a definition to the names; false where the name is taken.
  private mutating func add(_ declaration: Declaration, _ member: JSONMember) -> Bool {
    let name = declaration.name
    if let first = names.declarations[name] {
      // Twice in one section is a duplicate key, which has been told.
      if first.section != declaration.section {
        defineTwice(name, member, at: findings.place(first.node))
      }
      return false
    }
    findings.refuseFigureName(declaration, member)
    if let constant = names.constants.first(where: { $0.name == name }) {
      defineTwice(name, member, at: constant.place)
      return false
    }
    names.declarations[name] = declaration
    return true
  }

  private func defineTwice(_ name: String, _ member: JSONMember, at place: SourcePlace) {
    findings.report(
      .definedTwice, "`\(name)` is defined twice", member.keyRange,
      pointer: member.node.pointer, notes: ["the other definition is at \(place)"],
      help: "rename one of them, for example `\"\(name)_2\"`")
  }

  private func declaration(
    _ member: JSONMember, _ section: Section, _ next: Int
  ) -> Declaration? {
    guard var reader = ObjectReader(member.node, section.definition, findings) else { return nil }
    let perNode = reader.required("per")
    let grains = perNode.map { list($0, Grain.self) } ?? []
    if let perNode, let header { findings.checkTenDays(grains, header.header, perNode) }
    let hasScopes = section != .rankings && section != .ratings
    let scopesNode = hasScopes ? reader.optional("for") : nil
    var scopes = scopesNode.map { list($0, Scope.self) } ?? [.employee]
    if let scopesNode, section == .prizes { scopes = winners(scopes, scopesNode) }
    if let node = scopesNode, scopes.contains(.customer) {
      scopes = withCustomers(scopes, section, node)
    }
    let kind = kind(section, &reader)
    // A definition that cannot be read keeps its name, so that its uses are not called unknown.
    let isSound = !grains.isEmpty && !scopes.isEmpty
    return Declaration(
      name: member.key, section: section, node: member.node, grains: isSound ? grains : [.month],
      scopes: isSound ? scopes : [.employee], kind: isSound ? kind : nil, firstRule: next)
  }

  private mutating func readCustomers(_ node: JSONNode?) {
    names.customers = CustomerReading(names: names, findings: findings).customers(node)
    if node != nil, names.customers == nil { names.broken.insert("customers.table") }
  }

  /// Customers are measured and graded; pay and promotions are people's.
  private func withCustomers(
    _ scopes: [Scope], _ section: Section, _ node: JSONNode
  ) -> [Scope] {
    let known: [Section] = [.measures, .indicators, .scores, .grades]
    if !known.contains(section) {
      findings.report(
        .unknownChoice, "\(section.rawValue) are not for customers", at: node,
        help:
          "delete `\"for\": \"customer\"`; customers have measures, indicators, scores and grades")
    } else if names.customers != nil {
      return scopes
    } else if !names.broken.contains("customers.table") {
      findings.report(
        .missingKey, "the policy has no customers", at: node,
        help: "add the section `customers`: who they are, and which rows are theirs")
    }
    return scopes.filter { $0 != .customer }
  }

  private func winners(_ scopes: [Scope], _ node: JSONNode) -> [Scope] {
    let known: [Scope] = [.employee, .team, .department]
    for scope in scopes where !known.contains(scope) {
      findings.report(
        .unknownChoice, "a prize is not for a \(scope.rawValue)", at: node,
        help: "write `\"employee\"`, `\"team\"` or `\"department\"`")
    }
    return scopes.filter(known.contains)
  }

  private func list<Choice: RawRepresentable & CaseIterable & Equatable>(
    _ node: JSONNode, _ type: Choice.Type
  ) -> [Choice] where Choice.RawValue == String {
    guard case .array = node.content else { return findings.choice(node, type).map { [$0] } ?? [] }
    var listed: [Choice] = []
    for item in findings.someItems(node) ?? [] {
      guard let choice = findings.choice(item, type) else { continue }
      if listed.contains(choice) {
        findings.report(
          .definedTwice, "`\(choice.rawValue)` is listed twice", at: item,
          help: "delete one `\"\(choice.rawValue)\"`")
      } else {
        listed.append(choice)
      }
    }
    return listed
  }

  private func kind(_ section: Section, _ reader: inout ObjectReader) -> Kind? {
    switch section {
    case .measures, .adjustments:
      return reader.required("kind").flatMap { findings.kind($0) }
    case .ratings: return ratingKind(reader.optional("kind"))
    case .indicators, .scores: return .points
    case .bonuses, .allocations, .prizes: return .money
    case .rankings: return .count
    case .balances:
      guard let kindNode = reader.optional("kind") else { return .money }
      guard let kind = findings.kind(kindNode) else { return nil }
      if kind.isNumeric { return kind }
      findings.report(
        .kindMismatch, "a balance is a number, not \(kind.name)", at: kindNode,
        help: "write `\"money\"`, or another kind of number")
      return nil
    case .grades:
      guard let setNode = reader.required("set"), let set = findings.text(setNode) else {
        return nil
      }
      guard names.gradeSets.contains(where: { $0.name == set }) else {
        findings.report(
          .unknownName, "there is no grade set `\(set)`", at: setNode,
          help: findings.meant(
            by: set, among: names.gradeSets.map(\.name),
            else: "define it in the section `gradeSets`"))
        return nil
      }
      return .grade(set: set)
    case .outcomes:
      return reader.optional("assign") == nil ? .choice(["eligible", "not-eligible"]) : .text
    }
  }

  private func ratingKind(_ node: JSONNode?) -> Kind? {
    guard let node else { return .points }
    guard let kind = findings.kind(node) else { return nil }
    if kind == .points || kind == .number { return kind }
    findings.report(
      .kindMismatch, "a rating is points or a number, not \(kind.name)", at: node,
      help: "write `\"points\"` or `\"number\"`")
    return nil
  }

  private mutating func readTiers(_ node: JSONNode?) {
    let tiers = TierReading(names: names, findings: findings)
    for member in members(node, .tiers) {
      if let scale = tiers.scale(member.key, member.node) {
        names.tiers[member.key] = scale
      } else {
        names.broken.insert(member.key)
      }
    }
  }

  /// Compiles every definition at every grain and scope; says whether all could be.
  ///
  /// A rule that could not be read has a substitute, so that the plans are read and checked too.
  private func rules(_ reading: DefinitionReading) -> ([Rule], isWhole: Bool) {
    let declarations = names.declarations.values.sorted { $0.firstRule < $1.firstRule }
    var rules: [Rule] = []
    var isWhole = names.broken.isEmpty
    for declaration in declarations {
      for grain in declaration.grains {
        for scope in declaration.scopes {
          let rule = reading.rule(declaration, grain, scope)
          isWhole = isWhole && rule != nil
          rules.append(rule ?? reading.substitute(RuleID(rules.count), declaration, grain, scope))
        }
      }
    }
    return (rules, isWhole)
  }

  private func members(_ node: JSONNode?, _ shape: ObjectShape) -> [JSONMember] {
    guard let node, var reader = ObjectReader(node, shape, findings) else { return [] }
    return reader.all()
  }
}

extension FindingCollector {
  /// Reports `ten-days` in a policy whose calendar has none.
  func checkTenDays(_ grains: [Grain], _ header: PolicyHeader, _ node: JSONNode) {
    guard grains.contains(.tenDays), !header.calendar.hasTenDays else { return }
    report(
      .tenDaysNotDeclared, "the policy's calendar has no periods of ten days", at: node,
      help: "add `\"calendar\": { \"tenDays\": true }` to `policy`")
  }

  /// The findings without those that say the same of the same place: a definition of several
  /// grains is read once for each.
  var distinct: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}
