package import MeritMeasure
import MeritModel

/// Which rows of a period are not those that were sealed, in words.
package enum RowDifferences {
  /// How many rows are named.
  static let mostNamed = 10

  /// Between two states whose rows are both there: each row that was added, removed or changed.
  package static func words(from before: RowPrints, to now: RowPrints) -> [String] {
    var old = Dictionary(grouping: before.rows, by: \.key)
    var found: [(place: SourcePlace, what: String)] = []
    for (key, rows) in Dictionary(grouping: now.rows, by: \.key) {
      var (known, other) = (old.removeValue(forKey: key) ?? [], [RowPrint]())
      for row in rows {
        if let same = known.firstIndex(where: { $0.contents == row.contents }) {
          known.remove(at: same)
        } else {
          other.append(row)
        }
      }
      for (place, row) in other.enumerated() {
        found.append((now.place(row), place < known.count ? "changed" : "added"))
      }
      for row in known.dropFirst(other.count) { found.append((before.place(row), "removed")) }
    }
    for row in old.values.joined() { found.append((before.place(row), "removed")) }
    return named(found)
  }

  /// Against what was sealed of rows that are not kept: those that are not among them; where blocks of
  /// rows are not sealed, how many there are.
  package static func words(sealed: SealedRows.Table, now: RowPrints) -> [String] {
    guard !sealed.blocks.isEmpty || sealed.count == 0 else { return counts(sealed, now) }
    var known: [UInt64: Int] = [:]
    for digest in sealed.blocks { known[digest, default: 0] += 1 }
    var found: [(place: SourcePlace, what: String)] = []
    for block in RowBlock.blocks(now, spacing: sealed.spacing) {
      if let count = known[block.digest], count > 0 {
        known[block.digest] = count - 1
      } else if let first = block.rows.first, let last = block.rows.last {
        let end = last.line > first.line ? "to \(last.line) " : ""
        found.append((now.place(first), end + "not as sealed"))
      }
    }
    let gone = known.values.reduce(0, +)
    guard !found.isEmpty || gone > 0 else { return [] }
    let rest = max(0, gone - found.count)
    let what = sealed.spacing > 1 ? "groups of rows" : "rows"
    return named(found)
      + (rest > 0
        ? [
          "\(rest) of the sealed \(what) \(rest == 1 ? "is" : "are") gone; hashes do not tell which"
        ]
        : [])
      + counts(sealed, now)
  }

  private static func counts(_ sealed: SealedRows.Table, _ now: RowPrints) -> [String] {
    sealed.count == now.sum.count ? [] : ["\(sealed.count) rows then, \(now.sum.count) now"]
  }

  private static func named(_ found: [(place: SourcePlace, what: String)]) -> [String] {
    let sorted = found.sorted { ($0.place, $0.what) < ($1.place, $1.what) }
    let shown = sorted.prefix(mostNamed).map { "\($0.place) \($0.what)" }
    let rest = sorted.count - shown.count
    return shown + (rest > 0 ? ["and \(rest) more"] : [])
  }
}
