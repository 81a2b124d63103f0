import MeritModel

/// The sections that hold definitions; the order is that of the stages.
enum Section: String, CaseIterable {
  case measures
  case adjustments
  case ratings
  case indicators
  case scores
  case grades
  case bonuses
  case allocations
  case prizes
  case balances
  case outcomes
  case rankings
}

/// A definition that is named but not compiled yet: what other definitions may know of it.
struct Declaration {
  let name: String
  let section: Section
  let node: JSONNode
  let grains: [Grain]
  let scopes: [Scope]
  /// nil where it could not be read; then nothing is said of its use.
  let kind: Kind?
  /// The rule of the first grain and scope; the others follow, scopes inside grains.
  let firstRule: Int
  /// Among whom a ranking ranks; each group kind of a ranking is a definition of its own.
  var within: RankScope?

  /// The number of rules that it gives.
  var ruleCount: Int { grains.count * scopes.count }

  /// The ranking among one kind of group.
  func within(_ within: RankScope, firstRule: Int) -> Declaration {
    Declaration(
      name: "rank_\(name)_\(within.rawValue)", section: section, node: node, grains: grains,
      scopes: scopes, kind: kind, firstRule: firstRule, within: within)
  }

  /// The rule at a grain and scope that the definition lists.
  func rule(_ grain: Grain, _ scope: Scope) -> RuleID? {
    guard let row = grains.firstIndex(of: grain), let column = scopes.firstIndex(of: scope) else {
      return nil
    }
    return RuleID(firstRule + row * scopes.count + column)
  }
}

/// Everything that names can mean, gathered before any expression is read.
struct NameTable {
  var gradeSets: [GradeSet] = []
  var calendars: [OfficeCalendar] = []
  var inputs: [InputTable] = []
  /// The customers as a group of their own.
  var customers: CustomerTable?
  var constants: [Constant] = []
  var declarations: [String: Declaration] = [:]
  var tiers: [String: TierScale] = [:]
  /// Decision tables as written: they are compiled where they are used.
  var tables: [String: JSONNode] = [:]
  var currency = ""
  /// What is defined but could not be read, columns as `input.column`: its uses are no faults.
  var broken: Set<String> = []

  /// All names that an expression of a rule may begin with.
  var names: [String] {
    declarations.keys + constants.map(\.name) + ["period", "roster"]
      + Grain.allCases.map(\.expressionName) + Scope.allCases.map(\.rawValue)
  }

  /// The definition that a path names, by its last name or, for a part of a balance, its first.
  func declaration(_ path: [String]) -> Declaration? {
    if path.count == 2, let balance = declarations[path[0]], balance.section == .balances {
      return balance
    }
    return path.last.flatMap { declarations[$0] }
  }

  var roster: InputTable? { inputs.first { $0.name == "roster" } }
}

/// Where an expression stands: what its bare names mean.
struct ExpressionContext {
  /// The table whose row is at hand, in `where`, `derived` and `rowCheck`.
  var table: InputTable?
  var grain: Grain = .month
  var scope: Scope = .employee
  /// The balance whose own expression it is, which may name its opening.
  var balance: String?
  /// Whether the rows of a whole ballot are at hand, not one of them.
  var isBallot = false
}
