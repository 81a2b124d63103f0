/// Somebody or a group with the values that an order goes by.
struct Keyed {
  let subject: Subject
  let keys: [Value]

  var id: String { subject.id }
}

/// An order by several keys, the best first.
struct KeyOrder {
  /// `high` or `low` for each key.
  let best: [String]

  /// Whether one comes strictly before another; an absent key comes last.
  func isAhead(_ left: Keyed, of right: Keyed) throws -> Bool {
    for ((a, b), direction) in zip(zip(left.keys, right.keys), best) {
      if !a.isPresent || !b.isPresent {
        if a.isPresent != b.isPresent { return a.isPresent }
        continue
      }
      let order = try Value.order(a, b)
      if order != 0 { return direction == "low" ? order < 0 : order > 0 }
    }
    return false
  }

  /// Those who are equal in all keys together, the best block first, each block by id.
  func blocks(_ entries: [Keyed]) throws -> [[Keyed]] {
    var blocks: [[Keyed]] = []
    for entry in entries.sorted(by: { $0.id.comesBefore($1.id) }) {
      var place = 0
      while place < blocks.count, try isAhead(blocks[place][0], of: entry) { place += 1 }
      if place < blocks.count, try !isAhead(entry, of: blocks[place][0]) {
        blocks[place].append(entry)
      } else {
        blocks.insert([entry], at: place)
      }
    }
    return blocks
  }
}

extension Evaluation {
  /// The value of each key of a list such as `order`, for one subject.
  func keyed(_ use: Use, by keys: [JSON], under name: String) throws -> Keyed {
    Keyed(
      subject: use.subject, keys: try keys.map { try value(try $0.needExpression(name), in: use) })
  }

  /// What a person's group of some kind is called; nil where there is none.
  func groupName(of id: String, _ within: String, in period: Period) throws -> String? {
    let row = try people(in: period).deciding[id]
    switch within {
    case "company": return "company"
    case "role": return row?.text("role")
    default: return row?.text("\(within)_id")
    }
  }

  /// The people whose plan binds a definition to one of its slots in a period.
  func bound(to slot: String, _ name: String, in period: Period) throws -> [String] {
    try people(in: period).ids.filter { id in
      try plan(of: id, in: period)?[period.grain]?[slot]?.texts.contains(name) ?? false
    }
  }
}
