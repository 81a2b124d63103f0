internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Evaluates an expression for one row after another: slow, exact, for all that rows may say.
struct RowEvaluator {
  let batch: RowBatch
  let calendars: [OfficeCalendar]

  /// The value of an expression; missing where an operand is empty or a result does not exist.
  func value(_ expression: Expression, _ row: Int) -> Value {
    switch expression {
    case .literal(let scalar): .present(scalar)
    case .column(let column): batch.value(column, row)
    case .negated(let operand):
      number(operand, row).map { of in
        computed(row) { () throws(ExactError) in try of.negated() }
      } ?? .missing
    case .arithmetic(let symbol, let left, let right): arithmetic(symbol, left, right, row)
    case .least(let operands): extreme(operands, row) { $0 < $1 }
    case .greatest(let operands): extreme(operands, row) { $0 > $1 }
    case .monthsBetween(let from, let to):
      days(from, to, row).map { .number(Exact($0.0.months(to: $0.1))) } ?? .missing
    case .daysBetween(let from, let to):
      days(from, to, row).map { .number(Exact($0.0.days(to: $0.1))) } ?? .missing
    case .minutesBetween(let from, let to): minutes(from, to, row)
    default: truth(expression, row).map { .present(.flag($0)) } ?? .missing
    }
  }

  /// The value of a derived column; missing too where an input of its table is.
  func value(_ source: DerivedSource, _ row: Int) -> Value {
    switch source {
    case .expression(let expression): return value(expression.root, row)
    case .table(let table):
      let texts = table.inputs.map { text($0.of.root, row) }
      let inputs = zip(table.inputs, texts).map { input, text in
        text == nil ? value(input.of.root, row) : .missing
      }
      let hit = table.rows.first { candidate in
        candidate.cells.indices.allSatisfy { place in
          if let text = texts[place] { return candidate.cells[place].accepts(text) }
          guard case .present(let scalar) = inputs[place] else { return false }
          return candidate.cells[place].accepts(scalar)
        }
      }
      return hit.map { .present($0.value) } ?? .missing
    }
  }

  /// The truth of a condition; nil where it compares something absent.
  func truth(_ expression: Expression, _ row: Int) -> Bool? {
    switch expression {
    case .comparison(let symbol, let left, let right):
      if let first = text(left, row), let second = text(right, row) {
        return compare(symbol, first, second)
      }
      return compare(symbol, value(left, row), value(right, row))
    case .all(let operands):
      for operand in operands {
        guard let truth = truth(operand, row) else { return nil }
        if !truth { return false }
      }
      return true
    case .any(let operands):
      for operand in operands {
        guard let truth = truth(operand, row) else { return nil }
        if truth { return true }
      }
      return false
    case .not(let operand): return truth(operand, row).map { !$0 }
    case .isOneOf(let operand, let scalars):
      if let text = text(operand, row) { return scalars.contains { $0.text == text } }
      guard case .present(let scalar) = value(operand, row) else { return nil }
      return scalars.contains(scalar)
    case .hasState(let operand, let state, let isNegated):
      if text(operand, row) != nil { return (state == .present) != isNegated }
      return (value(operand, row).stateName == state.stateName) != isNegated
    case .isWithinHours(let operand, let calendar):
      guard case .present(.moment(let moment)) = value(operand, row) else { return nil }
      return calendars[calendar].isWithinHours(moment)
    case .isWorkday(let operand, let calendar):
      return day(operand, row).map { calendars[calendar].isWorkday($0) }
    default:
      guard case .present(.flag(let flag)) = value(expression, row) else { return nil }
      return flag
    }
  }

  private func number(_ expression: Expression, _ row: Int) -> Exact? {
    value(expression, row).number
  }

  private func arithmetic(
    _ symbol: ArithmeticOperator, _ left: Expression, _ right: Expression, _ row: Int
  ) -> Value {
    guard let first = number(left, row), let second = number(right, row) else { return .missing }
    return computed(row) { () throws(ExactError) in
      switch symbol {
      case .plus: try first + second
      case .minus: try first - second
      case .times: try first * second
      case .dividedBy: try first / second
      }
    }
  }

  /// A result; one that does not exist is missing, one out of range is told besides.
  private func computed(_ row: Int, _ result: () throws(ExactError) -> Exact) -> Value {
    do { return .number(try result()) } catch {
      if error == .overflow { batch.log.reportOverflow(line: batch.lines[row]) }
      return .missing
    }
  }

  private func extreme(
    _ operands: [Expression], _ row: Int, _ isBetter: (Exact, Exact) -> Bool
  ) -> Value {
    var best: Exact?
    for operand in operands {
      guard let number = number(operand, row) else { return .missing }
      if best.map({ isBetter(number, $0) }) ?? true { best = number }
    }
    return best.map { .number($0) } ?? .missing
  }

  private func day(_ expression: Expression, _ row: Int) -> CalendarDay? {
    switch value(expression, row) {
    case .present(.day(let day)): day
    case .present(.moment(let moment)): moment.day
    default: nil
    }
  }

  private func days(_ from: Expression, _ to: Expression, _ row: Int) -> (
    CalendarDay, CalendarDay
  )? {
    guard let first = day(from, row), let second = day(to, row) else { return nil }
    return (first, second)
  }

  private func minutes(_ from: Expression, _ to: Expression, _ row: Int) -> Value {
    guard case .present(.moment(let first)) = value(from, row),
      case .present(.moment(let second)) = value(to, row),
      let minutes = try? Exact(Int128(second.seconds - first.seconds), over: 60)
    else { return .missing }
    return .number(minutes)
  }

  private func compare(_ symbol: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
    guard case .present(let first) = left, case .present(let second) = right else { return nil }
    switch symbol {
    case .equal: return first == second
    case .notEqual: return first != second
    case .less: return isLess(first, second)
    case .greater: return isLess(second, first)
    case .lessOrEqual: return isLess(second, first).map { !$0 }
    case .greaterOrEqual: return isLess(first, second).map { !$0 }
    }
  }

  // MARK: Texts

  /// The text of a cell or literal, compared as it stands: a value would keep a long text of each row.
  private func text(_ expression: Expression, _ row: Int) -> String? {
    switch expression {
    case .literal(let scalar): return scalar.text
    case .column(let column):
      guard batch.kinds[column].isText, batch.lanes[column][row] != RowBatch.empty else {
        return nil
      }
      return batch.text(column, row)
    default: return nil
    }
  }

  private func compare(_ symbol: ComparisonOperator, _ first: String, _ second: String) -> Bool {
    switch symbol {
    case .equal: first == second
    case .notEqual: first != second
    case .less: isLess(first, second)
    case .greater: isLess(second, first)
    case .lessOrEqual: !isLess(second, first)
    case .greaterOrEqual: !isLess(first, second)
    }
  }

  private func isLess(_ first: String, _ second: String) -> Bool {
    precedes(first, second)
  }

  private func isLess(_ left: Scalar, _ right: Scalar) -> Bool? {
    switch (left, right) {
    case (.number(let first), .number(let second)): first < second
    case (.day(let first), .day(let second)): first < second
    case (.moment(let first), .moment(let second)): first < second
    case (.moment(let first), .day(let second)): first < Moment(day: second, secondOfDay: 0)
    case (.day(let first), .moment(let second)): Moment(day: first, secondOfDay: 0) < second
    case (.text(let first), .text(let second)): isLess(first.string, second.string)
    case (.grade(let first), .grade(let second)): first.rank > second.rank
    default: nil
    }
  }
}

extension LookupCell {
  /// Says whether a text passes.
  fileprivate func accepts(_ text: String) -> Bool {
    switch self {
    case .any: true
    case .oneOf(let values): values.contains { $0.text == text }
    case .interval: false
    }
  }
}

extension DataState {
  /// The name of the state as values give it.
  var stateName: String {
    switch self {
    case .present: "present"
    case .missing: "missing"
    case .notApplicable: "not-applicable"
    }
  }
}
