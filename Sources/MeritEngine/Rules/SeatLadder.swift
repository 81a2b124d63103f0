import MeritModel
import MeritPolicy

/// Hands out the seats of a group from the best grade down.
struct SeatLadder {
  /// The seats that are left, the best grade first.
  private var left: [(grade: Grade, count: Int)]
  /// The best grade that each person may have; a person who is not listed may have any.
  private let ceilings: [Int: Grade]
  private let ties: String

  init(_ seats: [(grade: Grade, count: Int)], ceilings: [Int: Grade], ties: String) {
    left = seats
    self.ceilings = ceilings
    self.ties = ties
  }

  /// The grades of a block of people who are equal in all keys, in order of their ids.
  mutating func grades(_ block: [Int]) -> [(person: Int, grade: Grade)] {
    let first = left.first { $0.count > 0 }?.grade
    var taken: [(person: Int, grade: Grade)] = []
    for person in block {
      guard let grade = take(ceilings[person]) else { continue }
      taken.append((person, grade))
    }
    guard ties != "employee-id" else { return taken }
    let free = taken.filter { ceilings[$0.person] == nil }
    let last = (free.isEmpty ? taken : free).map(\.grade).max { $0.rank < $1.rank }
    guard let shared = ties == "better-grade" ? first : last else { return taken }
    return taken.map { person, _ in
      let ceiling = ceilings[person] ?? shared
      return (person, ceiling.rank > shared.rank ? ceiling : shared)
    }
  }

  /// Takes the best seat that is left at a ceiling or below; the ceiling itself where all are gone.
  private mutating func take(_ ceiling: Grade?) -> Grade? {
    let place = left.firstIndex { seat in
      seat.count > 0 && seat.grade.rank >= ceiling?.rank ?? 0
    }
    guard let place else { return ceiling ?? left.last?.grade }
    left[place].count -= 1
    return left[place].grade
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
