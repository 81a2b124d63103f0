/// The candidate nearest to a name by edits, at most two away (three for long names), else nil.
///
/// Of equally near ones the first by Unicode order.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = name.count > 8 ? 3 : 2
  let folded = Array(name.lowercased())
  guard folded.count <= 80 else { return nil }
  var best: (distance: Int, name: String)?
  for candidate in candidates where isNear(name, candidate, limit) {
    let distance = edits(folded, Array(candidate.lowercased()))
    guard distance <= min(limit, candidate.count - 1) else { continue }
    if let best, (best.distance, best.name) < (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// Rules out by length, which costs little, what cannot be near: an edit adds at most four bytes.
private func isNear(_ name: String, _ candidate: String, _ limit: Int) -> Bool {
  abs(name.utf8.count - candidate.utf8.count) <= 4 * limit
}

/// The least number of insertions, deletions, replacements and swaps of neighbours.
private func edits(_ left: [Character], _ right: [Character]) -> Int {
  if abs(left.count - right.count) > 3 { return .max }
  var before: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
      var least = min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        least = min(least, before[j - 1] + 1)
      }
      row.append(least)
    }
    (before, last) = (last, row)
  }
  return last[right.count]
}
