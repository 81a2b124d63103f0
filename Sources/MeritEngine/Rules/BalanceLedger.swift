import MeritModel
import MeritPolicy

/// The entries of a balance in one period, and what it closes with.
struct BalanceLedger {
  private(set) var closing: Exact
  private let opening: Exact
  private let added: Exact
  private let taken: Exact
  private var released = Exact.zero
  private var over = Exact.zero
  private var under = Exact.zero
  private var writtenOff = Exact.zero

  /// Opens a period: what is added comes in, what is taken goes out.
  init(opening: Exact, added: Exact, taken: Exact) throws(ExactError) {
    (self.opening, self.added, self.taken) = (opening, added, taken)
    closing = try (try opening + added) - taken
  }

  /// The amount of an entry.
  subscript(part: BalancePart) -> Exact {
    switch part {
    case .opening: opening
    case .added: added
    case .taken: taken
    case .released: released
    case .over: over
    case .under: under
    case .writtenOff: writtenOff
    }
  }

  /// Closes the period: pays out, keeps to the limits, and ends the balance where it ends.
  mutating func close(
    released amount: Exact, ceiling: Exact?, floor: Exact?, onExit: BalanceExit
  ) throws(ExactError) {
    closing = try closing - amount
    released = amount
    if let ceiling, closing > ceiling {
      over = try closing - ceiling
      closing = ceiling
    }
    if let floor, closing < floor {
      under = try floor - closing
      closing = floor
    }
    switch onExit {
    case .keep: return
    case .writeOff: writtenOff = closing
    case .pay: released = try released + closing
    }
    closing = .zero
  }
}
