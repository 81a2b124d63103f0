internal import MeritImport

/// Numbers of rows by person, in 32 bits each while they are gathered, so that those of all people stay
/// in the fast memory of a core.
struct RowCounts {
  private let people: Int
  private let recent: Lane<UInt32>
  /// What was counted before the 32 bits could have overflowed.
  private var earlier: Lane<Int>?
  /// The rows that may be counted until then.
  private var room = Int(UInt32.max)

  init(_ people: Int) {
    self.people = people
    recent = Lane(capacity: people, repeating: 0)
  }

  func free() {
    recent.free()
    earlier?.free()
  }

  /// The lane in which so many rows may be counted.
  mutating func lane(forRows count: Int) -> Lane<UInt32> {
    if count > room { settle() }
    room -= count
    return recent
  }

  /// Moves all counts where there is room for any.
  private mutating func settle() {
    let earlier = earlier ?? Lane(capacity: people, repeating: 0)
    for person in 0..<people { earlier[person] += Int(recent[person]) }
    recent.fill(0, count: people)
    self.earlier = earlier
    room = Int(UInt32.max)
  }

  func count(of person: Int) -> Int { (earlier?[person] ?? 0) + Int(recent[person]) }

  /// Adds the counts of another worker.
  mutating func merge(_ other: RowCounts) {
    settle()
    guard let earlier else { return }
    for person in 0..<people { earlier[person] += other.count(of: person) }
  }
}
