internal import MeritImport

/// The values of people, thinned to the different ones when they have become many, so that memory
/// follows the number of different values and not of rows.
final class ValueStore<Word: ValueWord> {
  private let people: Int
  private let countsRows: Bool
  private(set) var blocks: ValueBlocks<Word>
  /// What other workers have gathered.
  private var others: [ValueStore] = []
  /// The rows of each person whose values were thinned out.
  private let thinnedRows: Lane<Int>
  /// The fewest values that are worth thinning, and those at which it is time.
  private let leastThinned: Int
  private var limit: Int

  /// Gathers for a number of people.
  init(people: Int, countsRows: Bool) {
    self.people = people
    self.countsRows = countsRows
    leastThinned = max(1 << 13, 128 * people)
    limit = leastThinned
    blocks = ValueBlocks(people: people, countsRows: countsRows)
    thinnedRows = Lane(capacity: people, repeating: 0)
  }

  deinit { thinnedRows.free() }

  /// Adds the values that `value` gives for the places up to `count`, with their person.
  @inline(__always)
  func add(_ count: Int, _ value: (Int) -> (word: Word, person: Int)?) {
    blocks.add(count) { place in value(place).map { ($0.word, $0.person, 1) } }
    if blocks.count >= limit { thin() }
  }

  /// Keeps each different value of a person once.
  ///
  /// Where a few people's values nearly all differ, so do the others', and thinning waits for four
  /// times as many.
  private func thin() {
    let some = stride(from: 0, to: people, by: 16)
    let before = some.reduce(0) { $0 + blocks.count(of: $1) }
    let after = some.reduce(0) { $0 + different(of: $1).count }
    guard 4 * after < 3 * before || before == 0 else {
      limit *= 4
      return
    }
    let thinned = ValueBlocks<Word>(people: people, countsRows: countsRows)
    for person in 0..<people {
      let different = different(of: person)
      thinnedRows[person] += blocks.count(of: person) - different.count
      different.forEach { word, rows in thinned.add(1) { _ in (word, person, rows) } }
    }
    limit = max(leastThinned, 2 * thinned.count)
    blocks = thinned
  }

  private func different(of person: Int) -> DifferentValues<Word> {
    let different = DifferentValues<Word>(
      atMost: blocks.count(of: person), countsRows: countsRows)
    different.add(blocks, of: person)
    return different
  }

  /// Takes in what another worker has gathered.
  func merge(_ other: ValueStore) { others.append(other) }

  /// The rows of some people that had a value.
  func rows(of chosen: [Int]) -> Int {
    ([self] + others).reduce(0) { sum, store in
      chosen.reduce(sum) { $0 + store.blocks.count(of: $1) + store.thinnedRows[$1] }
    }
  }

  /// How many different values some people have together that come in at least so many rows.
  func differentCount(of chosen: [Int], havingRows least: Int) -> Int {
    let all = [blocks] + others.map(\.blocks)
    let most = all.reduce(0) { sum, blocks in
      chosen.reduce(sum) { $0 + blocks.count(of: $1) }
    }
    guard most > 0 else { return 0 }
    let different = DifferentValues<Word>(atMost: most, countsRows: countsRows)
    for blocks in all { for person in chosen { different.add(blocks, of: person) } }
    return countsRows ? different.count(havingRows: least) : different.count
  }
}
