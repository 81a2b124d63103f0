internal import MeritImport

/// Values by person, in blocks of one pool; one worker owns it.
///
/// A row touches the newest block of its person only, so that what all people's rows touch stays
/// in the fast memory of a core.
final class ValueBlocks<Word: ValueWord> {
  private static var blockSize: Int32 { 64 }
  private static var slabSize: Int32 { 1 << 16 }

  /// The number of values.
  private(set) var count = 0
  private let people: Int
  private var words: [Lane<Word>] = []
  /// How many rows have each value; empty where rows do not count.
  private var rows: [Lane<Int>] = []
  private let countsRows: Bool
  /// Where each person's next value goes; at the start of a block there is no room yet.
  private let next: Lane<Int32>
  /// For each block the one that its person filled before; 0, which is nobody's, for the first.
  private var previous: [Int32] = [0]

  init(people: Int, countsRows: Bool) {
    self.people = people
    self.countsRows = countsRows
    next = Lane(capacity: people, repeating: 0)
    addSlab()
  }

  deinit {
    next.free()
    for lane in words { lane.free() }
    for lane in rows { lane.free() }
  }

  /// Adds the values that `value` gives for the places up to `count`, with their person and rows.
  @inline(__always)
  func add(
    _ count: Int, _ value: (Int) -> (word: Word, person: Int, rows: Int)?
  ) {
    // Taken out of the object, so that the loop does not ask for exclusive access at each value.
    var (words, rows) = (self.words, self.rows)
    var added = 0
    for index in 0..<count {
      guard let value = value(index) else { continue }
      var place = next[value.person]
      if place % ValueBlocks.blockSize == 0 {
        place = startBlock(after: place)
        if words.count < self.words.count { (words, rows) = (self.words, self.rows) }
      }
      let (slab, index) = ValueBlocks.split(place)
      words[slab][index] = value.word
      if countsRows { rows[slab][index] = value.rows }
      next[value.person] = place &+ 1
      added &+= 1
    }
    self.count += added
  }

  private func startBlock(after end: Int32) -> Int32 {
    let place = Int32(previous.count) * ValueBlocks.blockSize
    previous.append(max(0, end / ValueBlocks.blockSize - 1))
    if ValueBlocks.split(place).slab == words.count { addSlab() }
    return place
  }

  private func addSlab() {
    words.append(Lane(capacity: Int(ValueBlocks.slabSize)))
    if countsRows { rows.append(Lane(capacity: Int(ValueBlocks.slabSize))) }
  }

  @inline(__always)
  private static func split(_ place: Int32) -> (slab: Int, index: Int) {
    (Int(place / slabSize), Int(place % slabSize))
  }

  /// Gives each value of a person with its rows, in no order that means anything.
  @inline(__always)
  func forEach(of person: Int, _ body: (Word, Int) -> Void) {
    let (words, rows) = (words, rows)
    forEachBlock(of: person) { slab, places in
      for index in places { body(words[slab][index], countsRows ? rows[slab][index] : 1) }
    }
  }

  /// The number of values of a person, each as often as it was added.
  func count(of person: Int) -> Int {
    var count = 0
    forEachBlock(of: person) { count += $1.count }
    return count
  }

  /// Puts another value in the place of each.
  func replace(_ change: (Word) -> Word) {
    for person in 0..<people {
      forEachBlock(of: person) { slab, places in
        for index in places { words[slab][index] = change(words[slab][index]) }
      }
    }
  }

  @inline(__always)
  private func forEachBlock(of person: Int, _ body: (Int, Range<Int>) -> Void) {
    var end = next[person]
    while end > 0 {
      let block = (end - 1) / ValueBlocks.blockSize
      let (slab, last) = ValueBlocks.split(end - 1)
      body(slab, last - last % Int(ValueBlocks.blockSize)..<last + 1)
      let before = previous[Int(block)]
      end = before == 0 ? 0 : (before + 1) * ValueBlocks.blockSize
    }
  }
}
