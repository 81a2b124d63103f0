internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Finds rows of one key: hashes of the first pass name suspects, a second pass compares them.
///
/// The second pass keeps 192 bits of hash for each suspect row, of so many rows at a time that a
/// whole file given twice still fits; no two different rows of a book will ever agree in them.
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

  /// The hashes that more than one row has, of those that workers found.
  static func repeated(_ hashes: [[[UInt64]]]) -> RepeatedHashes {
    var found = RepeatedHashes()
    for heap in 0..<256 {
      let heaps = hashes.map { $0[heap] }
      var size = 64
      while size < 2 * heaps.reduce(0, { $0 + $1.count }) { size *= 2 }
      var table = [UInt64](repeating: 0, count: size)
      for hash in heaps.joined() {
        var place = Int(truncatingIfNeeded: hash >> 1) & (size - 1)
        while table[place] != 0, table[place] != hash { place = (place + 1) & (size - 1) }
        if table[place] == hash { found.take(hash) }
        table[place] = hash
      }
    }
    return found
  }

  /// The hashes of one part that more than one row has, from a pass of its own.
  func repeated(_ part: Part) throws -> RepeatedHashes {
    let isText = plan.table.columns.map(\.kind.isText)
    let result = try scan.run(makeWorker: { KeyHashes() }) { hashes, batch in
      RowPreparation(plan: plan, batch: batch).run()
      hashes.take(batch, part, isText)
    }
    return DuplicateSearch.repeated(result.workers.map(\.heaps))
  }

  /// The rows that do not count.
  func exclusions(
    _ hashes: RepeatedHashes, files: [String], most: Int = RepeatedHashes.mostRows
  ) throws -> Exclusions {
    var exclusions = Exclusions(files: files)
    for heaps in hashes.parts(most: most) {
      let rows = try suspects(hashes, heaps)
      var start = 0
      while start < rows.count {
        var end = start + 1
        while end < rows.count, rows[end].hasKey(of: rows[start]) { end += 1 }
        if end - start > 1 { exclude(rows[start..<end], from: &exclusions) }
        start = end
      }
    }
    exclusions.sort()
    return exclusions
  }

  /// Decides about the rows of one key, in the order of their places.
  private func exclude(_ rows: ArraySlice<Suspect>, from exclusions: inout Exclusions) {
    let first = rows.startIndex
    let verdicts = RowGroup.verdicts(rows.count) {
      rows[first + $0].hasContents(of: rows[first + $1])
    } isOlder: {
      rows[first + $0].version < rows[first + $1].version
    }
    for verdict in verdicts {
      exclusions.add(
        rows[first + verdict.row].place,
        Exclusion(
          kind: ranks != nil && verdict.kind == .superseded ? .replaced : verdict.kind,
          other: rows[first + verdict.other].place))
    }
  }

  /// The rows whose keys have one of the hashes and one of the top bytes, sorted.
  private func suspects(_ hashes: RepeatedHashes, _ heaps: Range<Int>) throws -> [Suspect] {
    let (key, version, ranks, plan) = (key, version, ranks, plan)
    let isText = plan.table.columns.map(\.kind.isText)
    let all = Array(plan.table.columns.indices)
    let result = try scan.run(makeWorker: { Suspects() }) { suspects, batch in
      RowPreparation(plan: plan, batch: batch).run()
      for row in 0..<batch.count where batch.faults[row] == 0 {
        let first = DuplicateSearch.keyHash(batch, key, isText, row)
        guard heaps.contains(Int(first >> 56)), hashes.all.contains(first) else { continue }
        let (two, three) = (0xA409_3822_299F_31D0 as UInt64, 0x082E_FA98_EC4E_6C89 as UInt64)
        let (inKey, inAll) = (
          [two, three].map { batch.hash(key, isText: isText, row: row, seed: $0) },
          [two, three].map { batch.hash(all, isText: isText, row: row, seed: $0) }
        )
        suspects.rows.append(
          Suspect(
            place: RowPlace(file: batch.file, line: batch.lines[row]),
            key: (first, inKey[0], inKey[1]), contents: (inAll[0], inAll[1]),
            version: version.map { batch.lanes[$0][row] }
              ?? ranks.map { Int64($0[batch.file]) } ?? 0))
      }
    }
    var rows: [Suspect] = []
    rows.reserveCapacity(result.workers.reduce(0) { $0 + $1.rows.count })
    for worker in result.workers {
      rows += worker.rows
      worker.rows = []
    }
    rows.sort()
    return rows
  }
}

/// A row whose key may be that of another one.
private struct Suspect: Comparable {
  let place: RowPlace
  let key: (UInt64, UInt64, UInt64)
  let contents: (UInt64, UInt64)
  let version: Int64

  func hasKey(of other: Suspect) -> Bool { key == other.key }

  func hasContents(of other: Suspect) -> Bool { contents == other.contents }

  static func == (left: Suspect, right: Suspect) -> Bool {
    left.key == right.key && left.place == right.place
  }

  /// The order by keys, and of one key by places.
  static func < (left: Suspect, right: Suspect) -> Bool {
    left.key == right.key ? left.place < right.place : left.key < right.key
  }
}

/// Unchecked, since one worker owns it until the scan is over.
private final class Suspects: @unchecked Sendable {
  var rows: [Suspect] = []
}
