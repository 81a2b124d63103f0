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

  /// The hash of a row's key; never 0, which marks a free place.
  static func keyHash(_ batch: RowBatch, _ key: [Int], _ isText: [Bool], _ row: Int) -> UInt64 {
    batch.hash(key, isText: isText, row: row, seed: 0x1319_8A2E_0370_7344) | 1
  }

  /// The hashes that more than one row has.
  static func repeated(_ workers: [TableWorker]) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for heap in 0..<256 {
      let heaps = workers.map { $0.hashes[heap] }
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

  private struct Suspect {
    let place: RowPlace
    let key: [UInt64]
    let contents: [UInt64]
    let shown: String
  }

  /// Unchecked, since one worker owns it until the scan is over.
  private final class Suspects: @unchecked Sendable {
    var rows: [Suspect] = []
  }

  /// The rows that do not count.
  ///
  /// With `ranks` of the files, rows of one that came later stand in for those of earlier ones.
  func exclusions(
    _ hashes: Set<UInt64>, files: [String], ranks: [Int]? = nil
  ) throws -> [RowPlace: Exclusion] {
    let suspects = try suspects(hashes).sorted { $0.place < $1.place }
    var groups: [[UInt64]: [Suspect]] = [:]
    for suspect in suspects { groups[suspect.key, default: []].append(suspect) }
    var exclusions: [RowPlace: Exclusion] = [:]
    for (_, all) in groups where all.count > 1 {
      let last = all.map { ranks?[$0.place.file] ?? 0 }.max() ?? 0
      let rows = all.filter { (ranks?[$0.place.file] ?? 0) == last }
      for row in all where (ranks?[row.place.file] ?? 0) < last {
        let place = SourcePlace(file: files[rows[0].place.file], line: rows[0].place.line)
        exclusions[row.place] = Exclusion(
          isConflict: false, message: "\(place), which came later, stands in its place",
          key: row.shown)
      }
      let isConflict = rows.contains { $0.contents != rows[0].contents }
      for (index, row) in rows.enumerated() where isConflict || index > 0 {
        let other = rows[index == 0 ? 1 : 0].place
        let place = SourcePlace(file: files[other.file], line: other.line)
        exclusions[row.place] = Exclusion(
          isConflict: isConflict,
          message: isConflict
            ? "the row has the key of \(place) and other contents" : "the row repeats \(place)",
          key: row.shown)
      }
    }
    return exclusions
  }

  private func suspects(_ hashes: Set<UInt64>) throws -> [Suspect] {
    let (plan, key) = (plan, plan.table.key)
    let isText = plan.table.columns.map(\.kind.isText)
    let all = plan.table.columns.indices.filter { plan.table.columns[$0].lookup == nil }
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
            shown: key.map { batch.value($0, row).canonicalText }.joined(separator: ", ")))
      }
    }
    return result.workers.flatMap(\.rows)
  }
}
