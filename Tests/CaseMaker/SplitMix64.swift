/// A seeded random source; the same seed gives the same numbers on every machine.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Starts a row of numbers.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool {
    next() % 100 < UInt64(percent)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
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
