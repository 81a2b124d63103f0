import TestSupport

extension SplitMix64 {
  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool {
    next() % 100 < UInt64(percent)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// One of the items; the list must not be empty.
  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[number(0...items.count - 1)]
  }

  /// Up to `count` different items, in the list's order.
  mutating func some<Item>(_ items: [Item], _ count: Int) -> [Item] {
    var places = Set<Int>()
    while places.count < min(count, items.count) { places.insert(number(0...items.count - 1)) }
    return places.sorted().map { items[$0] }
  }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for place in items.indices.dropFirst().reversed() {
      items.swapAt(place, number(0...place))
    }
    return items
  }
}
