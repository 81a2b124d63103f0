extension RowReader {
  /// Who a row belongs to, with what share of it.
  func credits(of cells: [String: Value]) throws -> [Credit] {
    if let column = contract["owner"]?.text {
      guard let value = cells[column], value.isPresent else { return [] }
      return [Credit(owner: value.text, share: .one)]
    }
    var credits: [Credit] = []
    var lost = Fraction.zero
    for line in contract["credits"]?.items ?? [] {
      let share = try line.needAmount("share")
      if let value = cells[try line.needText("owner")], value.isPresent {
        credits.append(Credit(owner: value.text, share: share))
      } else if line["whenEmpty"]?.text == "to-others" {
        lost = lost + share
      }
    }
    // What an empty owner would have had goes to the others in proportion.
    let kept = credits.reduce(Fraction.zero) { $0 + $1.share }
    guard !kept.isZero else { return [] }
    return credits.map { Credit(owner: $0.owner, share: $0.share * (kept + lost) / kept) }
  }
}
