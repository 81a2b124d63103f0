internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Finds rows of one key: hashes of the first pass name suspects, a second pass compares them.
///
/// The second pass keeps 192 bits of hash for each suspect row, so that a whole file given twice
/// still fits; no two different rows of a book will ever agree in them.
struct DuplicateSearch {
  let plan: TablePlan
  let scan: TableScan
  /// The columns that make a key.
  let key: [Int]
  /// The column that tells the latest of rows with one key; nil where none does.
  let version: Int?
  /// When each file came, where rows of a later one stand in for those of earlier ones.
  let ranks: [Int]?

  /// Which hashes of a table are kept in one pass: those whose top byte lies in a range.
  struct Part: Sendable {
    let key: [Int]
    let heaps: Range<Int>
  }

  /// The hashes that are kept at a time, of eight bytes each.
  static let mostHashes = 1 << 27
  /// The fewest bytes that a row takes up in a file.
  private static let leastRow = 32

  /// Cuts the hashes of a table into parts that fit into memory, by the size of its files.
  static func parts(_ key: [Int], bytes: Int, most: Int = mostHashes) -> [Part] {
    let count = min(256, max(1, (bytes / leastRow + most - 1) / most))
    return (0..<count).map { Part(key: key, heaps: 256 * $0 / count..<256 * ($0 + 1) / count) }
  }

  /// The hash of a row's key; never 0, which marks a free place.
  static func keyHash(_ batch: RowBatch, _ key: [Int], _ isText: [Bool], _ row: Int) -> UInt64 {
    batch.hash(key, isText: isText, row: row, seed: 0x1319_8A2E_0370_7344) | 1
  }

  /// The hashes that more than one row has.
  static func repeated(_ hashes: [[[UInt64]]]) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for heap in 0..<256 {
      let heaps = hashes.map { $0[heap] }
      var size = 64
      while size < 2 * heaps.reduce(0, { $0 + $1.count }) { size *= 2 }
      var table = [UInt64](repeating: 0, count: size)
      for hash in heaps.joined() {
        var place = Int(truncatingIfNeeded: hash >> 1) & (size - 1)
        while table[place] != 0, table[place] != hash { place = (place + 1) & (size - 1) }
        if table[place] == hash { found.insert(hash) }
        table[place] = hash
      }
    }
    return found
  }

  /// The hashes of one part that more than one row has, from a pass of its own.
  func repeated(_ part: Part) throws -> Set<UInt64> {
    let isText = plan.table.columns.map(\.kind.isText)
    let result = try scan.run(makeWorker: { KeyHashes() }) { hashes, batch in
      RowPreparation(plan: plan, batch: batch).run()
      hashes.take(batch, part, isText)
    }
    return DuplicateSearch.repeated(result.workers.map(\.heaps))
  }

  private struct Suspect {
    let place: RowPlace
    let key: [UInt64]
    let contents: [UInt64]
    let version: Int64
  }

  /// Unchecked, since one worker owns it until the scan is over.
  private final class Suspects: @unchecked Sendable {
    var rows: [Suspect] = []
  }

  /// The rows that do not count.
  func exclusions(_ hashes: Set<UInt64>, files: [String]) throws -> Exclusions {
    let suspects = try suspects(hashes).sorted { $0.place < $1.place }
    var groups: [[UInt64]: [Suspect]] = [:]
    for suspect in suspects { groups[suspect.key, default: []].append(suspect) }
    var exclusions = Exclusions(files: files)
    for (_, rows) in groups where rows.count > 1 {
      let verdicts = RowGroup.verdicts(rows.count) {
        rows[$0].contents == rows[$1].contents
      } isOlder: {
        rows[$0].version < rows[$1].version
      }
      for verdict in verdicts {
        exclusions.rows[rows[verdict.row].place] = Exclusion(
          kind: ranks != nil && verdict.kind == .superseded ? .replaced : verdict.kind,
          other: rows[verdict.other].place)
      }
    }
    return exclusions
  }

  private func suspects(_ hashes: Set<UInt64>) throws -> [Suspect] {
    let (key, version, ranks, plan) = (key, version, ranks, plan)
    let isText = plan.table.columns.map(\.kind.isText)
    let all = Array(plan.table.columns.indices)
    let result = try scan.run(makeWorker: { Suspects() }) { suspects, batch in
      RowPreparation(plan: plan, batch: batch).run()
      for row in 0..<batch.count where batch.faults[row] == 0 {
        let first = DuplicateSearch.keyHash(batch, key, isText, row)
        guard hashes.contains(first) else { continue }
        let (two, three) = (0xA409_3822_299F_31D0 as UInt64, 0x082E_FA98_EC4E_6C89 as UInt64)
        suspects.rows.append(
          Suspect(
            place: RowPlace(file: batch.file, line: batch.lines[row]),
            key: [first]
              + [two, three].map { batch.hash(key, isText: isText, row: row, seed: $0) },
            contents: [two, three].map { batch.hash(all, isText: isText, row: row, seed: $0) },
            version: version.map { batch.lanes[$0][row] }
              ?? ranks.map { Int64($0[batch.file]) } ?? 0))
      }
    }
    return result.workers.flatMap(\.rows)
  }
}

/// The hashes of the keys of rows, in 256 heaps by their top byte; one worker owns it.
final class KeyHashes: @unchecked Sendable {
  // Unchecked: nobody else has it until the scan is over.
  private(set) var heaps: [[UInt64]] = Array(repeating: [], count: 256)

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
