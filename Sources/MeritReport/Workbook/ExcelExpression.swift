import MeritModel
import MeritPolicy

/// Prints expressions of a policy as spreadsheet formulas over the cells of one row.
struct ExcelExpression {
  let policy: CompiledPolicy
  /// The cell that holds a name's value; nil where the sheet has none.
  let cell: (FigureName) -> String?

  /// The formula without `=`; nil for an expression that looks beyond the person and period.
  func formula(_ expression: Expression) -> String? {
    switch expression {
    case .literal(let scalar): return ExcelExpression.literal(scalar)
    case .figure(let id): return cell(.figure(id))
    case .slot(let slot): return cell(.slot(slot))
    case .constant(let place): return RateName.constant(policy.constants[place].name)
    case .negated(let inner): return formula(inner).map { "-(\($0))" }
    case .arithmetic(let sign, let left, let right):
      return pair(left, right).map { "(\($0)\(sign.rawValue)\($1))" }
    case .comparison(let sign, let left, let right): return comparison(sign, left, right)
    case .all(let parts): return call("AND", parts)
    case .any(let parts): return call("OR", parts)
    case .not(let inner): return formula(inner).map { "NOT(\($0))" }
    case .isOneOf(let inner, let values): return isOneOf(inner, values)
    case .least(let parts): return call("MIN", parts)
    case .greatest(let parts): return call("MAX", parts)
    default: return nil
    }
  }

  /// A literal of a formula.
  static func literal(_ scalar: Scalar) -> String? {
    switch scalar {
    case .number(let number): literal(number)
    case .grade(let grade): CellName.literal(grade.name)
    case .text(let text): CellName.literal(text.string)
    case .flag(let flag): flag ? "TRUE" : "FALSE"
    case .day, .moment: nil
    }
  }

  /// A number of a formula: its decimal, or a quotient.
  static func literal(_ number: Exact) -> String {
    number.decimalDigits.map { $0 <= 12 } ?? false
      ? number.canonicalText : "(\(number.numerator)/\(number.denominator))"
  }

  private func pair(_ left: Expression, _ right: Expression) -> (String, String)? {
    guard let first = formula(left), let second = formula(right) else { return nil }
    return (first, second)
  }

  private func call(_ function: String, _ parts: [Expression]) -> String? {
    let found = parts.compactMap(formula)
    return found.count == parts.count ? "\(function)(\(found.joined(separator: ",")))" : nil
  }

  private func isOneOf(_ inner: Expression, _ values: [Scalar]) -> String? {
    guard let cell = formula(inner) else { return nil }
    let tests = values.compactMap { ExcelExpression.equals(cell, $0) }
    return tests.count == values.count ? "OR(\(tests.joined(separator: ",")))" : nil
  }

  // Texts compare by EXACT: `=` of a spreadsheet does not tell A from a.
  static func equals(_ cell: String, _ value: Scalar) -> String? {
    switch value {
    case .grade, .text: literal(value).map { "EXACT(\(cell),\($0))" }
    case .number, .flag: literal(value).map { "\(cell)=\($0)" }
    case .day, .moment: nil
    }
  }

  private func comparison(
    _ sign: ComparisonOperator, _ left: Expression, _ right: Expression
  ) -> String? {
    if case .literal(.grade(let grade)) = right { return gradeTest(sign, left, grade) }
    if case .literal(.text(let text)) = right {
      return formula(left).flatMap { cell in
        switch sign {
        case .equal: "EXACT(\(cell),\(CellName.literal(text.string)))"
        case .notEqual: "NOT(EXACT(\(cell),\(CellName.literal(text.string))))"
        default: nil
        }
      }
    }
    return pair(left, right).map { "\($0)\(sign.rawValue)\($1)" }
  }

  // "B or better" names the grades that are meant.
  private func gradeTest(_ sign: ComparisonOperator, _ left: Expression, _ grade: Grade) -> String?
  {
    guard let set = policy.gradeSets.first(where: { $0.grades.contains(grade) }) else { return nil }
    let meant = set.grades.filter { other in
      switch sign {
      case .equal: other.rank == grade.rank
      case .notEqual: other.rank != grade.rank
      case .less: other.rank > grade.rank
      case .lessOrEqual: other.rank >= grade.rank
      case .greater: other.rank < grade.rank
      case .greaterOrEqual: other.rank <= grade.rank
      }
    }
    return meant.isEmpty ? "FALSE" : isOneOf(left, meant.map(Scalar.grade))
  }
}

/// Names of the cells that hold the policy's rates.
enum RateName {
  static func constant(_ name: String) -> String { "Rate_\(name)" }
}
