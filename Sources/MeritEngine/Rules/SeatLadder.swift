import MeritModel
import MeritPolicy

/// Hands out the seats of a group from the best grade down.
///
/// A seat that nobody may or can take is one more of the next grade.
struct SeatLadder {
  /// The grades of the set with their seats, the best one first.
  private let seats: [(grade: Grade, count: Int)]
  /// The best grade that each person may have; a person who is not listed may have any.
  private let ceilings: [Int: Grade]
  private let ties: String

  init(_ seats: [(grade: Grade, count: Int)], ceilings: [Int: Grade], ties: String) {
    self.seats = seats
    self.ceilings = ceilings
    self.ties = ties
  }

  /// The grade of everybody; blocks hold people who are equal in all keys, in order.
  func grades(_ blocks: [ArraySlice<Int>]) -> [Int: Grade] {
    var grades: [Int: Grade] = [:]
    var waiting = ties == "employee-id" ? blocks.oneByOne : blocks
    var free = 0
    for seat in seats.dropLast() {
      free += seat.count
      // A tied block that does not fit closes the grade: nobody behind it slips in.
      var isClosed = false
      for block in waiting {
        let able = able(block, seat.grade)
        guard !able.isEmpty else { continue }
        if ties == "worse-grade", able.count > free { isClosed = true }
        guard !isClosed, free > 0 else { continue }
        for person in able { grades[person] = seat.grade }
        free -= able.count
      }
      waiting = waiting.compactMap { block in
        // Most blocks go as a whole or stay as they are, and need not be copied.
        guard block.contains(where: { grades[$0] != nil }) else { return block }
        let left = block.filter { grades[$0] == nil }[...]
        return left.isEmpty ? nil : left
      }
    }
    for person in waiting.joined() { grades[person] = seats.last?.grade }
    return grades
  }

  /// Those of a block who may have a grade.
  private func able(_ block: ArraySlice<Int>, _ grade: Grade) -> ArraySlice<Int> {
    if ceilings.isEmpty { return block }
    return block.filter { ceilings[$0].map { $0.rank <= grade.rank } ?? true }[...]
  }
}

extension Quota {
  /// The seats of each grade in a group of a size, the best grade first.
  func seats(groupOf size: Int) throws(EvaluationFault) -> [(grade: Grade, count: Int)] {
    let best = shares.sorted { $0.grade.rank < $1.grade.rank }
    guard let seatRounding else {
      let counts = try exactly { () throws(ExactError) in
        try Shares.seats(size, best.map(\.share))
      }
      return zip(best, counts).map { ($0.grade, $1) }
    }
    var counts: [String: Int] = [:]
    var left = size
    for (place, row) in shares.enumerated() {
      let exact = try exactly { () throws(ExactError) in
        try seatRounding(try row.share * Exact(size))
      }
      let isLast = place == shares.count - 1
      let count = isLast ? left : min(left, max(0, Int(clamping: exact.numerator)))
      counts[row.grade.name] = count
      left -= count
    }
    return best.map { ($0.grade, counts[$0.grade.name] ?? 0) }
  }
}
