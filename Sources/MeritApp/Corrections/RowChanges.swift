import MeritMeasure

/// What became of the rows of one table in one period between two states of its files.
struct RowChanges {
  /// How many rows of somebody are new, gone, or say something else under the same key.
  struct Count: Hashable {
    var added = 0
    var removed = 0
    var changed = 0

    var isNone: Bool { self == Count() }

    /// In words: `1 row added, 2 changed`.
    var words: String {
      let parts = [("added", added), ("removed", removed), ("changed", changed)]
        .filter { $0.1 > 0 }
      return parts.enumerated().map { place, part in
        let rows = place > 0 ? "" : part.1 == 1 ? " row" : " rows"
        return "\(part.1)\(rows) \(part.0)"
      }.joined(separator: ", ")
    }
  }

  private(set) var all = Count()
  private(set) var byOwner: [String: Count] = [:]

  /// Compares the rows of then with those of now.
  init(from before: [RowMark], to now: [RowMark]) {
    let old = Dictionary(grouping: before, by: \.key)
    let new = Dictionary(grouping: now, by: \.key)
    for (key, rows) in new {
      let known = old[key] ?? []
      let said = Set(known.map(\.contents))
      let other = rows.filter { !said.contains($0.contents) }
      guard let row = other.first ?? rows.first else { continue }
      let more = max(0, rows.count - known.count)
      count(row.owner) { $0.added += more }
      if !known.isEmpty, !other.isEmpty { count(row.owner) { $0.changed += 1 } }
    }
    for (key, rows) in old {
      guard let row = rows.first else { continue }
      count(row.owner) { $0.removed += max(0, rows.count - (new[key]?.count ?? 0)) }
    }
    byOwner = byOwner.filter { !$0.value.isNone }
  }

  private mutating func count(_ owner: String, _ add: (inout Count) -> Void) {
    add(&all)
    add(&byOwner[owner, default: Count()])
  }
}
