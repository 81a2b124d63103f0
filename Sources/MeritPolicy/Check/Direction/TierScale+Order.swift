import MeritModel

extension TierScale {
  /// Whether a higher amount never gives less.
  func neverFalls(over range: ValueRange) -> Bool { firstFall(over: range) == nil }

  /// The first amount from which on more gives less, with what is lost there; nil where none is.
  ///
  /// `loss` is the drop at the edge, or nil where the amount turns inside the slab.
  func firstFall(over range: ValueRange) -> (at: Exact, loss: Exact?)? {
    for (place, row) in rows.enumerated() {
      let start = row.edge ?? min(range.least ?? .zero, .zero)
      if let greatest = range.greatest, start > greatest { return nil }
      if let loss = drop(at: place), loss > .zero { return (start, loss) }
      if let turn = turn(in: place) { return (turn, nil) }
    }
    return nil
  }

  /// What the amount falls by where a slab begins.
  private func drop(at place: Int) -> Exact? {
    guard let edge = rows[place].edge, method != .marginal else { return nil }
    guard let after = pay(rows[place].payment, edge) else { return nil }
    let before = place == 0 ? Exact.zero : before(place, edge)
    return before.flatMap { try? $0 - after }
  }

  /// What the slab below pays just under an edge.
  private func before(_ place: Int, _ edge: Exact) -> Exact? {
    // A rate on the straight line has reached the rate of the edge.
    method == .interpolated ? pay(rows[place].payment, edge) : pay(rows[place - 1].payment, edge)
  }

  private func pay(_ payment: TierPayment, _ amount: Exact) -> Exact? {
    switch payment {
    case .sum(let sum): sum
    case .rate(let rate): try? rate * amount
    }
  }

  /// Where inside a slab more begins to give less.
  private func turn(in place: Int) -> Exact? {
    guard case .rate(let rate) = rows[place].payment else { return nil }
    let start = rows[place].edge ?? .zero
    guard method == .interpolated else { return rate.isNegative ? start : nil }
    guard place + 1 < rows.count, let next = rows[place + 1].edge,
      case .rate(let high) = rows[place + 1].payment
    else { return rate.isNegative ? start : nil }
    // rate(x)·x grows while rate(x) + steepness·x is not negative.
    guard
      let steepness = (try? high - rate).flatMap({ rise in
        (try? next - start).flatMap { try? rise / $0 }
      })
    else { return start }
    func slope(_ amount: Exact) -> Exact? {
      (try? amount - start).flatMap { past in
        (try? steepness * past).flatMap { gained in
          (try? rate + gained).flatMap { rate in
            (try? steepness * amount).flatMap { try? rate + $0 }
          }
        }
      }
    }
    guard let first = slope(start), let last = slope(next) else { return start }
    if first.isNegative { return start }
    guard last.isNegative else { return nil }
    // 2·steepness·x = steepness·start − rate at the top of the parabola.
    let top = (try? steepness * start).flatMap { try? $0 - rate }
    return top.flatMap { try? $0 / steepness }.flatMap { try? $0 / Exact(2) } ?? start
  }
}
