import MeritModel

/// Steps between the rows of bands, scales and tables.
extension EdgeBounds {
  /// The change of the value of bands: over every pair of rows that one edge can lead across.
  func through(
    _ rows: [Band], _ of: CompiledExpression, _ context: FactContext,
    _ difference: (Int, Int) -> Exact?
  ) -> EdgeChange {
    let pairs = steps(
      rows.map(\.edge), change(of.root, context), facts.range(of, context))
    guard let pairs else { return .unknown }
    var range = ValueRange.exactly(.zero)
    // Nothing lies below the lowest band.
    for (from, to) in pairs where from >= 0 && to >= 0 {
      guard let value = difference(from, to) else { return .unknown }
      range = range.union(.exactly(value))
    }
    return .number(range, flows: false)
  }

  /// The pairs of rows that lie so near that one change leads from one to the other.
  ///
  /// Row −1 is below the lowest edge; nil where the change is not known.
  private func steps(
    _ edges: [Exact], _ change: EdgeChange, _ range: ValueRange
  ) -> [(from: Int, to: Int)]? {
    guard let difference = change.difference else { return nil }
    if change.isStill { return [] }
    func isReachable(_ row: Int) -> Bool {
      let isLow = row < 0 || range.greatest.map { edges[row] <= $0 } ?? true
      let isHigh = row + 1 >= edges.count || range.least.map { $0 <= edges[row + 1] } ?? true
      return isLow && isHigh
    }
    let reachable = (-1..<edges.count).filter(isReachable)
    var pairs: [(from: Int, to: Int)] = []
    for low in reachable {
      for high in reachable where high > low {
        // From just below the upper edge of the low row to the lower edge of the high one.
        guard let gap = try? edges[high] - edges[low + 1] else { return nil }
        let isNear = gap.isZero
        if difference.greatest.map({ isNear ? !$0.isNegative : gap < $0 }) ?? true {
          pairs.append((low, high))
        }
        if difference.least.map({ isNear ? $0 <= .zero : gap < $0.size && $0.isNegative }) ?? true {
          pairs.append((high, low))
        }
      }
    }
    return pairs
  }

  func change(_ grade: GradeRule, _ context: FactContext) -> EdgeChange {
    guard case .bands(let rows) = grade.method else { return .unknown }
    let everything = grade.set.grades.flatMap { from in
      grade.set.grades.map { EdgeChange.GradeStep(from: from, to: $0) }
    }
    let conditions = grade.exceptions.map { change($0.when.root, context) }
    guard conditions.allSatisfy(\.isStill), grade.exceptions.count <= 6 else {
      return .grade(Set(everything.filter { $0.from != $0.to }))
    }
    guard
      let pairs = steps(
        rows.map(\.edge), change(grade.of.root, context),
        facts.range(grade.of, context))
    else { return .unknown }
    let earned = pairs.compactMap { pair -> EdgeChange.GradeStep? in
      guard pair.from >= 0, pair.to >= 0, case .grade(let from) = rows[pair.from].value,
        case .grade(let to) = rows[pair.to].value
      else { return nil }
      return EdgeChange.GradeStep(from: from, to: to)
    }
    return .grade(limited(Set(earned), grade))
  }

  /// The same steps under every choice of exceptions that hold on both sides of the edge.
  private func limited(
    _ steps: Set<EdgeChange.GradeStep>, _ grade: GradeRule
  ) -> Set<EdgeChange.GradeStep> {
    var all: Set<EdgeChange.GradeStep> = []
    for chosen in 0..<(1 << grade.exceptions.count) {
      let holding = grade.exceptions.indices.filter { chosen & (1 << $0) != 0 }
        .map { grade.exceptions[$0] }
      for step in steps {
        let one = grade.settled(step.from, holding)
        let other = grade.settled(step.to, holding)
        if one != other { all.insert(EdgeChange.GradeStep(from: one, to: other)) }
      }
    }
    return all
  }

  func change(_ table: LookupTable, _ context: FactContext) -> EdgeChange {
    let changes = table.inputs.map { change($0.of.root, context) }
    guard let grid = facts.grid(table, context), !changes.contains(.unknown) else {
      return .unknown
    }
    let steps = zip(grid.axes, changes).map { axis, change in axis.steps(change) }
    var range = ValueRange.exactly(.zero)
    for from in grid.combinations {
      for to in targets(from, steps) {
        guard let one = grid.value(at: from)?.exact, let other = grid.value(at: to)?.exact,
          let difference = try? other - one
        else { return .unknown }
        range = range.union(.exactly(difference))
      }
    }
    return .number(range, flows: false)
  }

  /// Every combination that one edge can lead to.
  private func targets(_ from: [Int], _ steps: [[Int: [Int]]?]) -> [[Int]] {
    steps.enumerated().reduce([[]]) { starts, next in
      let (column, step) = next
      let here = from[column]
      let reached = step.map { [here] + ($0[here] ?? []) } ?? [here]
      return starts.flatMap { start in reached.map { start + [$0] } }
    }
  }

  func change(
    _ scale: TierScale, _ on: CompiledExpression, _ context: FactContext
  ) -> EdgeChange {
    let amount = change(on.root, context)
    guard let difference = amount.difference, scale.basis == .period else { return .unknown }
    let slopes = scale.slopes
    let sloped = difference * ValueRange(least: slopes.min(), greatest: slopes.max())
    guard scale.method != .marginal else {
      return .number(sloped.union(.exactly(.zero)), flows: amount.flows)
    }
    var jumps = ValueRange.exactly(.zero)
    let edges = scale.rows.map { $0.edge ?? .zero }
    guard let pairs = steps(edges, amount, facts.range(on, context)) else { return .unknown }
    for (from, to) in pairs {
      guard let jump = scale.jump(from, to) else { return .unknown }
      jumps = jumps.union(.exactly(jump))
    }
    return .number(jumps + sloped.union(.exactly(.zero)), flows: amount.flows)
  }
}

extension TierScale {
  /// The rates at which amounts grow inside slabs.
  fileprivate var slopes: [Exact] {
    var slopes: [Exact] = [.zero]
    for (place, row) in rows.enumerated() {
      guard case .rate(let rate) = row.payment else { continue }
      slopes.append(rate)
      guard method == .interpolated, let edge = row.edge else { continue }
      for other in [place - 1, place + 1] where rows.indices.contains(other) {
        guard case .rate(let next) = rows[other].payment, let far = rows[other].edge,
          let run = try? far - edge, let rise = try? next - rate, let steep = try? rise / run,
          let gained = try? steep * edge, let slope = try? rate + gained
        else { continue }
        slopes.append(slope)
      }
    }
    return slopes
  }

  /// What the amount changes by between two slabs at the edge of the higher one.
  fileprivate func jump(_ from: Int, _ to: Int) -> Exact? {
    let high = max(from, to)
    guard rows.indices.contains(high), let edge = rows[high].edge else { return nil }
    if method == .interpolated, from >= 0, to >= 0 { return .zero }
    func pay(_ slab: Int) -> Exact? {
      guard slab >= 0 else { return .zero }
      switch rows[slab].payment {
      case .sum(let sum): return sum
      case .rate(let rate): return try? rate * edge
      }
    }
    guard let one = pay(from), let other = pay(to) else { return nil }
    return try? other - one
  }
}

extension TableAxis {
  /// For each part those that one change can lead to; nil where the input is still.
  func steps(_ change: EdgeChange) -> [Int: [Int]]? {
    switch change {
    case .still: return nil
    case .grade(let steps):
      var targets: [Int: [Int]] = [:]
      for step in steps { targets[step.from.rank, default: []].append(step.to.rank) }
      return targets
    case .number(let difference, _): return numericSteps(difference)
    case .flag, .unknown:
      return Dictionary(
        uniqueKeysWithValues: parts.indices.map { here in
          (here, parts.indices.filter { $0 != here })
        })
    }
  }

  private func numericSteps(_ difference: ValueRange) -> [Int: [Int]] {
    var targets: [Int: [Int]] = [:]
    for low in parts.indices {
      for high in parts.indices where high > low {
        guard let top = parts[low].bounds.high, let bottom = parts[high].bounds.low,
          let gap = try? bottom - top
        else { continue }
        if difference.greatest.map({ gap <= $0 }) ?? true { targets[low, default: []].append(high) }
        if difference.least.map({ gap <= $0.size && $0 <= .zero }) ?? true {
          targets[high, default: []].append(low)
        }
      }
    }
    return targets
  }
}

extension TableAxis.Bounds {
  fileprivate var low: Exact? {
    switch self {
    case .point(let number): number
    case .between(let low, _): low
    case .value, .otherText: nil
    }
  }

  fileprivate var high: Exact? {
    switch self {
    case .point(let number): number
    case .between(_, let high): high
    case .value, .otherText: nil
    }
  }
}
