internal import MeritImport

/// The hashes of keys that more than one row has.
struct RepeatedHashes {
  /// The rows that are compared at a time, of 64 bytes each.
  static let mostRows = 1 << 21

  private(set) var all: Set<UInt64> = []
  /// The rows by the top byte of their hashes.
  private var rows = [Int](repeating: 0, count: 256)

  /// Takes a hash that an earlier row has, too.
  mutating func take(_ hash: UInt64) {
    rows[Int(hash >> 56)] += all.insert(hash).inserted ? 2 : 1
  }

  /// Adds those of another part.
  mutating func add(_ others: RepeatedHashes) {
    all.formUnion(others.all)
    for (heap, count) in others.rows.enumerated() { rows[heap] += count }
  }

  /// Cuts the top bytes so that few enough rows have one of a range.
  func parts(most: Int) -> [Range<Int>] {
    var (parts, start, count): ([Range<Int>], Int, Int) = ([], 0, 0)
    for heap in rows.indices {
      if count > 0, rows[heap] > 0, count + rows[heap] > most {
        parts.append(start..<heap)
        (start, count) = (heap, 0)
      }
      count += rows[heap]
    }
    return count > 0 ? parts + [start..<rows.count] : parts
  }
}

/// The hashes of the keys of rows, in 256 heaps by their top byte; one worker owns it.
final class KeyHashes: @unchecked Sendable {
  // Unchecked: nobody else has it until the scan is over.
  private(set) var heaps: [[UInt64]] = Array(repeating: [], count: 256)

  /// Gives up the hashes.
  func clear() { heaps = [] }

  /// Adds the hashes of a batch that belong to a part.
  func take(_ batch: RowBatch, _ part: DuplicateSearch.Part, _ isText: [Bool]) {
    // Taken out of the object, so that the loop does not ask for exclusive access at each row.
    var heaps = heaps
    self.heaps = []
    defer { self.heaps = heaps }
    for row in 0..<batch.count where batch.faults[row] == 0 {
      let hash = DuplicateSearch.keyHash(batch, part.key, isText, row)
      let heap = Int(hash >> 56)
      if part.heaps.contains(heap) { heaps[heap].append(hash) }
    }
  }
}
