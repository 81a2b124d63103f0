import MeritEngine
import MeritModel
import MeritPolicy

/// Tells about a value and, indented, about what it read: so many levels in full, what lies below in
/// one line each with the command that goes on from there.
struct ExplanationTree {
  let result: PeriodResult
  let text: ExplanationText
  /// Whose figures are told: the employee, or the customer.
  let employee: String
  /// How many levels are told in full, the asked value being the first.
  let levels: Int
  private var told: Set<Key> = []

  /// More periods of one figure than this are summed up where they are told in one line each.
  private static let mostPeriods = 4

  init(result: PeriodResult, text: ExplanationText, employee: String, levels: Int) {
    self.result = result
    self.text = text
    self.employee = employee
    self.levels = levels
  }

  private struct Key: Hashable {
    let rule: RuleID
    let period: String
    let subject: Int

    init(_ use: Explanation.Use) {
      rule = use.rule
      period = use.period.name
      subject = use.subject
    }
  }

  /// The lines about a value that was asked for.
  mutating func lines(of use: Explanation.Use) -> [String] { lines(of: use, depth: 0) }

  private mutating func lines(of use: Explanation.Use, depth: Int) -> [String] {
    let explanation = result.calculator.explanation(of: use)
    let head = text.head(explanation) + place(explanation, use)
    if !told.insert(Key(use)).inserted { return [head + ", see above"] }
    var lines = [head] + text.way(explanation, isAsked: depth == 0)
    let isLast = depth + 1 >= levels
    let inner = isLast ? folded(explanation.uses) : full(explanation.uses, depth)
    lines += inner.map { "  " + $0 }
    return lines
  }

  private mutating func full(_ uses: [Explanation.Use], _ depth: Int) -> [String] {
    var lines: [String] = []
    for use in uses { lines += self.lines(of: use, depth: depth + 1) }
    return lines
  }

  /// A line for each value; of many periods of one figure those that are not what most are.
  private func folded(_ uses: [Explanation.Use]) -> [String] {
    var lines: [String] = []
    var seen: Set<RuleID> = []
    for use in uses {
      let same = uses.filter { $0.rule == use.rule && $0.subject == use.subject }
      guard same.count > Self.mostPeriods else {
        lines.append(line(use))
        continue
      }
      guard seen.insert(use.rule).inserted else { continue }
      let usual = Self.usual(same.map(\.value))
      lines += same.filter { $0.value != usual }.map(line)
      let rest = same.filter { $0.value == usual }
      guard let one = rest.first else { continue }
      let more = "in \(rest.count) \(rest.count == same.count ? "" : "other ")periods"
      lines.append("\(text.head(rule(of: one), one.value)) \(more)")
    }
    return lines
  }

  /// The value that most are, where several are alike; of values that are as many the one that comes
  /// first, so that the same explanation is told every time.
  static func usual(_ values: [Value]) -> Value? {
    var (usual, most) = (Value?.none, 1)
    let counts = values.reduce(into: [:]) { counts, value in counts[value, default: 0] += 1 }
    for value in values {
      guard let count = counts[value], count > most else { continue }
      (usual, most) = (value, count)
    }
    return usual
  }

  /// A value with the command that explains it.
  private func line(_ use: Explanation.Use) -> String {
    let rule = rule(of: use)
    let head = text.head(rule, use.value) + period(use)
    if told.contains(Key(use)) { return head + ", see above" }
    return "\(head)  → merit explain \(use.period.name) \(employee) \(rule.scopedName)"
  }

  private func rule(of use: Explanation.Use) -> Rule {
    result.calculator.explanation(of: use).rule
  }

  /// Whose value it is, and of when, where that is not plain.
  private func place(_ explanation: Explanation, _ use: Explanation.Use) -> String {
    let scope = explanation.rule.scope
    let group =
      switch scope {
      case .employee: ""
      case .company: " [whole company]"
      default: " [\(scope.rawValue) \(explanation.subject)]"
      }
    return group + period(use)
  }

  private func period(_ use: Explanation.Use) -> String {
    use.period == result.input.cohort.period ? "" : " in \(use.period.name)"
  }
}

extension Rule {
  /// The name as a policy of people writes it: `team.sales` for that of a group.
  var scopedName: String {
    scope == .employee || scope == .customer ? name : "\(scope.rawValue).\(name)"
  }
}
