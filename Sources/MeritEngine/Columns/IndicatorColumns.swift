import MeritModel
import MeritPolicy

extension OperandColumns {
  /// An indicator for many people: see ``IndicatorRule/evaluation``.
  func indicator(_ indicator: IndicatorRule) -> Column? {
    switch indicator {
    case .attainment(let attainment): self.attainment(attainment)
    case .bands(let value, let rows): bands(value, rows)
    case .curve(let value, let points): curve(value, points)
    case .deductions(let deductions): self.deductions(deductions)
    }
  }

  /// Who has a target that is not positive is asked alone.
  private func attainment(_ attainment: Attainment) -> Column? {
    guard let actuals = column(of: attainment.actual), let targets = column(of: attainment.target)
    else { return nil }
    return zip(actuals, targets).map { actual, target in
      guard let actual, let target else { return nil }
      guard let first = actual.number, let second = target.number else {
        return actual.combined(with: target)
      }
      guard second > .zero else { return nil }
      return (try? attainment.points(first, second)).map(Value.number)
    }
  }

  /// The values of the bands that numbers reach; who reaches none is asked alone.
  func bands(_ of: CompiledExpression, _ rows: [Band]) -> Column? {
    guard let numbers = column(of: of) else { return nil }
    // Taken out of their rows, which name their places in the file, too.
    let bands = rows.map { ($0.edge, $0.isInclusive, Value.present($0.value)) }
    return numbers.map { value in
      guard let value, let number = value.number else { return value }
      return bands.last { edge, isInclusive, _ in
        isInclusive ? number >= edge : number > edge
      }?.2
    }
  }

  private func curve(_ of: CompiledExpression, _ points: [CurvePoint]) -> Column? {
    guard let numbers = column(of: of) else { return nil }
    return numbers.map { value in
      guard let value, let number = value.number else { return value }
      return (try? points.value(at: number)).map(Value.number)
    }
  }

  private func deductions(_ deductions: Deductions) -> Column? {
    guard let counts = columns(of: deductions.lines.lazy.map(\.each)) else { return nil }
    var rests = all.same(.number(deductions.startAt))
    for (line, column) in zip(deductions.lines, counts) {
      for place in column.indices {
        guard let rest = rests[place] else { continue }
        guard let each = column[place], let value = line.handlers.plain(each) else {
          rests[place] = nil
          continue
        }
        guard let points = rest.number, let number = value.number else {
          rests[place] = rest.combined(with: value)
          continue
        }
        rests[place] = (try? points - line.cost(of: number)).map(Value.number)
      }
    }
    guard let atLeast = deductions.atLeast else { return rests }
    return rests.map { rest in
      guard let points = rest?.number else { return rest }
      return .number(max(points, atLeast))
    }
  }
}
