import MeritModel

/// Follows one result along one input and finds every edge, by halving where the choices differ.
struct ProfileWalk {
  /// More values of the input than this are not tried.
  static let mostTrials = 20_000
  /// The farthest value of an input without a bound.
  static let farthest = 1_000_000_000_000

  /// What one value of the input gives.
  struct Point {
    let place: Int
    let result: Moving?
    let decisions: [TrialDecision]
  }

  /// The first and the last point of a piece.
  struct Ends {
    let from: Point
    let through: Point
  }

  let result: RuleID
  let step: Exact
  private let kept: [Moving?]
  private var trial: Trial
  private var trials = 0
  private(set) var isExact = true
  private(set) var isWhole = true

  init(_ track: TrialTrack, _ person: TrialPerson, of result: RuleID) {
    self.result = result
    self.step = track.input.map { track.layout.policy[$0].step } ?? .one
    var trial = Trial(person, track)
    // What does not move is computed once.
    for id in track.layout.reach(of: result).sorted() where !track.moves[id.index] {
      _ = try? trial.figure(id)
    }
    self.kept = trial.figures
    self.trial = trial
  }

  /// The points at both ends of every piece, in order.
  mutating func ends(in range: ValueRange) -> [Ends] {
    let bounds = places(in: range)
    guard bounds.lowerBound <= bounds.upperBound else { return [] }
    let (first, last) = (point(bounds.lowerBound), point(bounds.upperBound))
    var ends: [Ends] = []
    var start = first
    var waiting = [(first, last)]
    while let (low, high) = waiting.popLast() {
      if low.isLike(high) { continue }
      if high.place - low.place == 1 {
        ends.append(Ends(from: start, through: low))
        start = high
        continue
      }
      guard trials < Self.mostTrials else {
        isWhole = false
        continue
      }
      let middle = point(low.place + (high.place - low.place) / 2)
      waiting.append((middle, high))
      waiting.append((low, middle))
    }
    ends.append(Ends(from: start, through: last))
    return ends
  }

  /// The places of the input's least and greatest value, as multiples of the step.
  private func places(in range: ValueRange) -> ClosedRange<Int> {
    let far = (try? Exact(Self.farthest) / step).map(\.wholeBelow) ?? Int128(Self.farthest)
    let least = range.least.flatMap { try? $0 / step }.map(\.wholeAbove) ?? -far
    let greatest = range.greatest.flatMap { try? $0 / step }.map(\.wholeBelow) ?? far
    let low = Int(clamping: max(least, -far))
    return low...max(low, Int(clamping: min(greatest, far)))
  }

  /// Whether a place is one at which the analysis ends without a bound of the input.
  func isOpenEnd(_ place: Int, in range: ValueRange) -> Bool {
    place == places(in: range).upperBound && range.greatest == nil
  }

  /// The first place at which the result, a rising one, reaches each of some edges; nothing for those
  /// that it never reaches.
  mutating func firstPlaces(in range: ValueRange, reaching edges: [Exact]) -> [Int] {
    // The search for every edge begins with the same halvings.
    var numbers: [Int: Exact?] = [:]
    let bounds = places(in: range)
    return edges.compactMap { edge in
      var (low, high) = (max(bounds.lowerBound, 0) - 1, bounds.upperBound)
      guard low < high, reaches(edge, high, &numbers) else { return nil }
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if reaches(edge, middle, &numbers) { high = middle } else { low = middle }
      }
      return high
    }
  }

  private mutating func reaches(_ edge: Exact, _ place: Int, _ numbers: inout [Int: Exact?]) -> Bool
  {
    if let known = numbers[place] { return known.map { $0 >= edge } ?? false }
    let number = point(place).result?.number
    numbers[place] = .some(number)
    return number.map { $0 >= edge } ?? false
  }

  func number(_ place: Int) -> Exact {
    (try? Exact(place) * step) ?? .zero
  }

  mutating func point(_ place: Int) -> Point {
    trials += 1
    trial.restart(with: kept)
    trial.set(.number(number(place)))
    let moving = try? trial.figure(result)
    if !trial.isSure { isExact = false }
    return Point(place: place, result: moving, decisions: trial.decisions)
  }
}

extension ProfileWalk.Point {
  /// Whether no choice differs.
  fileprivate func isLike(_ other: Self) -> Bool {
    (result == nil) == (other.result == nil) && decisions == other.decisions
  }
}

extension Exact {
  /// The greatest whole number that is not above.
  var wholeBelow: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The least whole number that is not below.
  var wholeAbove: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder > 0 ? quotient + 1 : quotient
  }
}
