internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Turns a condition of a policy into tests over columns.
struct RowTestCompiler {
  let policy: CompiledPolicy
  let table: InputTable
  let scales: [NumberScale]
  /// The period whose constants hold.
  let period: Period
  /// The last day of which something is known.
  let knownUntil: CalendarDay

  func test(_ expression: Expression) -> RowTest {
    let plain = settled(expression)
    return fast(plain) ?? .slow(plain)
  }

  /// The expression with constants and the period's days as literals.
  func settled(_ expression: Expression) -> Expression {
    switch expression {
    case .constant(let index):
      return policy.constants[index].value(on: period.end).map { .literal($0) } ?? expression
    case .periodStart: return .literal(.day(period.start))
    case .periodEnd: return .literal(.day(knownUntil))
    case .negated(let operand):
      if case .literal(.number(let number)) = settled(operand), let turned = try? number.negated() {
        return .literal(.number(turned))
      }
      return .negated(settled(operand))
    case .arithmetic(let symbol, let left, let right):
      return .arithmetic(symbol, settled(left), settled(right))
    case .comparison(let symbol, let left, let right):
      return .comparison(symbol, settled(left), settled(right))
    case .all(let operands): return .all(operands.map(settled))
    case .any(let operands): return .any(operands.map(settled))
    case .not(let operand): return .not(settled(operand))
    case .isOneOf(let operand, let scalars): return .isOneOf(settled(operand), scalars)
    case .hasState(let operand, let state, let isNegated):
      return .hasState(settled(operand), state, isNegated: isNegated)
    case .least(let operands): return .least(operands.map(settled))
    case .greatest(let operands): return .greatest(operands.map(settled))
    case .monthsBetween(let from, let to): return .monthsBetween(settled(from), settled(to))
    case .daysBetween(let from, let to): return .daysBetween(settled(from), settled(to))
    case .minutesBetween(let from, let to): return .minutesBetween(settled(from), settled(to))
    case .isWithinHours(let operand, let calendar):
      return .isWithinHours(settled(operand), calendar: calendar)
    case .isWorkday(let operand, let calendar):
      return .isWorkday(settled(operand), calendar: calendar)
    default: return expression
    }
  }

  private func fast(_ expression: Expression) -> RowTest? {
    switch expression {
    case .column(let column): return kind(column) == .flag ? .range(column, 1, 1) : nil
    case .not(let operand):
      // An absent operand makes the negation undecided too, which a mask cannot say.
      guard let test = fast(operand), isAlwaysPresent(operand) else { return nil }
      return .not(test)
    case .all(let operands): return every(operands).map { .all($0) }
    case .any(let operands): return every(operands).map { .any($0) }
    case .hasState(.column(let column), .present, let isNegated):
      return isNegated ? .not(.present(column)) : .present(column)
    case .hasState(.column(let column), .missing, let isNegated):
      return isNegated ? .present(column) : .not(.present(column))
    case .isOneOf(.column(let column), let scalars):
      return choice(column, scalars, isNegated: false)
    case .isWithinHours(.column(let column), let calendar) where kind(column) == .datetime:
      return .withinHours(column, policy.calendars[calendar])
    case .isWorkday(.column(let column), let calendar):
      guard kind(column) == .datetime || kind(column) == .date else { return nil }
      return .workday(column, isMoment: kind(column) == .datetime, policy.calendars[calendar])
    case .comparison(let symbol, .column(let column), .literal(let scalar)):
      return comparison(symbol, column, scalar)
    case .comparison(let symbol, .literal(let scalar), .column(let column)):
      return comparison(symbol.turned, column, scalar)
    case .comparison(let symbol, .column(let left), .column(let right)):
      return isComparable(left, right) ? .pair(symbol, left, right) : nil
    default: return nil
    }
  }

  private func every(_ operands: [Expression]) -> [RowTest]? {
    let tests = operands.compactMap(fast)
    return tests.count == operands.count ? tests : nil
  }

  private func kind(_ column: Int) -> Kind { table.columnKind(column) }

  private func isOptional(_ column: Int) -> Bool {
    column >= table.columns.count || table.columns[column].isOptional
  }

  private func isAlwaysPresent(_ expression: Expression) -> Bool {
    switch expression {
    case .column(let column): !isOptional(column)
    case .literal, .hasState: true
    case .not(let operand), .isOneOf(let operand, _), .isWithinHours(let operand, _),
      .isWorkday(let operand, _):
      isAlwaysPresent(operand)
    case .all(let operands), .any(let operands): operands.allSatisfy(isAlwaysPresent)
    case .comparison(_, let left, let right): isAlwaysPresent(left) && isAlwaysPresent(right)
    default: false
    }
  }

  private func isComparable(_ left: Int, _ right: Int) -> Bool {
    guard kind(left) == kind(right) else { return false }
    switch kind(left) {
    case .date, .datetime, .month, .quarter: return true
    default:
      return kind(left).isNumeric && scales[left].denominator == scales[right].denominator
    }
  }

  private func choice(_ column: Int, _ scalars: [Scalar], isNegated: Bool) -> RowTest? {
    guard case .choice(let names) = kind(column), names.count <= 64 else { return nil }
    var bits: UInt64 = 0
    for scalar in scalars {
      if case .text(let text) = scalar, let index = names.firstIndex(of: text.string) {
        bits |= 1 << UInt64(index)
      }
    }
    return .bits(column, isNegated ? ~bits : bits)
  }

  private func comparison(_ symbol: ComparisonOperator, _ column: Int, _ scalar: Scalar)
    -> RowTest?
  {
    switch (scalar, kind(column)) {
    case (.text, .choice):
      guard symbol == .equal || symbol == .notEqual else { return nil }
      return choice(column, [scalar], isNegated: symbol == .notEqual)
    case (.number(let number), let kind) where kind.isNumeric:
      return range(
        symbol, column, below: scales[column].partsBelow(number),
        above: scales[column].partsAbove(number))
    case (.day(let day), .date):
      return range(symbol, column, below: Int64(day.number), above: Int64(day.number))
    case (.flag(let flag), .flag) where symbol == .equal:
      return .range(column, flag ? 1 : 0, flag ? 1 : 0)
    default: return nil
    }
  }

  /// The greatest cell that is no more than the number, and the least that is no less.
  private func range(_ symbol: ComparisonOperator, _ column: Int, below: Int64, above: Int64)
    -> RowTest
  {
    let (least, greatest) = (RowBatch.empty + 1, RowBatch.wideMark - 1)
    switch symbol {
    case .equal: return below == above ? .range(column, below, below) : .range(column, 1, 0)
    case .notEqual:
      return below == above
        ? .any([.range(column, least, below - 1), .range(column, below + 1, greatest)])
        : .present(column)
    case .less: return .range(column, least, above - 1)
    case .lessOrEqual: return .range(column, least, below)
    case .greater: return .range(column, below + 1, greatest)
    case .greaterOrEqual: return .range(column, above, greatest)
    }
  }
}

extension ComparisonOperator {
  /// The operator with its sides exchanged.
  fileprivate var turned: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
