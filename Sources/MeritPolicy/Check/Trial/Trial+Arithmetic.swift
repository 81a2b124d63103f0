import MeritModel

extension Moving {
  func plus(_ other: Moving) throws(TrialFault) -> Moving {
    guard let one = number, let two = other.number else { return absent(with: other) }
    return Moving(
      .number(try exactly { () throws(ExactError) in try one + two }),
      trend: trend.joined(with: other.trend),
      slope: try both(slope, other.slope) { one, two throws(ExactError) in try one + two })
  }

  func negated() throws(TrialFault) -> Moving {
    guard let number else { return self }
    return Moving(
      .number(try exactly { () throws(ExactError) in try number.negated() }), trend: trend.turned,
      slope: try both(slope, .zero) { slope, _ throws(ExactError) in try slope.negated() })
  }

  func minus(_ other: Moving) throws(TrialFault) -> Moving {
    guard value.isPresent, other.value.isPresent else { return absent(with: other) }
    return try plus(try other.negated())
  }

  /// The state of something made of two values of which one is absent.
  func absent(with other: Moving) -> Moving {
    if value == .missing || other.value == .missing { return Moving(.missing) }
    return value.isPresent && other.value.isPresent ? self : Moving(.notApplicable)
  }
}

/// Arithmetic that writes down what a direction hangs on.
extension Trial {
  mutating func product(
    _ left: Moving, _ right: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard let one = left.number, let other = right.number else { return left.absent(with: right) }
    // Where both move, the direction hangs on their signs.
    if !left.isStill, !right.isStill {
      decide(.sign, one.sign, scene, by: left.trend)
      decide(.sign, other.sign, scene, by: right.trend)
    }
    let trend = left.trend.times(sign: other.sign).joined(with: right.trend.times(sign: one.sign))
    let slope: Exact?
    if right.isStill {
      slope = try both(left.slope, other) { a, b throws(ExactError) in try a * b }
    } else if left.isStill {
      slope = try both(right.slope, one) { a, b throws(ExactError) in try a * b }
    } else {
      slope = nil
    }
    return Moving(
      .number(try exactly { () throws(ExactError) in try one * other }), trend: trend, slope: slope)
  }

  mutating func quotient(
    _ left: Moving, _ right: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard let one = left.number, let other = right.number else { return left.absent(with: right) }
    guard !other.isZero else { throw .impossible }
    if right.isStill {
      let inverse = try exactly { () throws(ExactError) in try .one / other }
      return try product(left, Moving(.number(inverse)), scene)
    }
    decide(.sign, other.sign, scene, by: right.trend)
    if !left.isStill { decide(.sign, one.sign, scene, by: left.trend) }
    let trend = left.trend.times(sign: other.sign)
      .joined(with: right.trend.turned.times(sign: one.sign))
    return Moving(
      .number(try exactly { () throws(ExactError) in try one / other }), trend: trend, slope: nil)
  }

  /// Holds a number inside limits; a limit that is just reached bites.
  mutating func limited(
    _ moving: Moving, atLeast: Moving?, atMost: Moving?, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard let number = moving.number else { return moving }
    var (result, choice) = (moving, 0)
    if let atLeast, let limit = atLeast.number, number <= limit { (result, choice) = (atLeast, -1) }
    if let atMost, let limit = atMost.number, result.number ?? number >= limit {
      (result, choice) = (atMost, 1)
    }
    var trend = Trend.still
    for limit in [atLeast, atMost].compactMap({ $0 }) {
      trend = worse(trend, moving.trend.joined(with: limit.trend.turned))
    }
    decide(.limit, choice, scene, by: trend)
    guard trend == .turning else { return result }
    let all = [moving, atLeast, atMost].compactMap { $0?.trend }
    return Moving(
      result.value, trend: all.reduce(.still) { $0.joined(with: $1) }, slope: result.slope)
  }

  /// The least or greatest of several numbers.
  mutating func extreme(
    _ parts: [Moving], isLeast: Bool, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard var best = parts.first else { throw .impossible }
    for part in parts.dropFirst() {
      guard best.value.isPresent, part.value.isPresent else {
        best = best.absent(with: part)
        continue
      }
      best =
        isLeast
        ? try limited(best, atLeast: nil, atMost: part, scene)
        : try limited(best, atLeast: part, atMost: nil, scene)
    }
    return best
  }

  private func worse(_ one: Trend, _ other: Trend) -> Trend {
    one == .turning || other == .turning ? .turning : one == .still ? other : one
  }
}

private func both(
  _ left: Exact?, _ right: Exact?, _ combine: (Exact, Exact) throws(ExactError) -> Exact
) throws(TrialFault) -> Exact? {
  guard let left, let right else { return nil }
  return try exactly { () throws(ExactError) in try combine(left, right) }
}
