import MeritModel
import MeritPolicy

/// An order of people or groups by the values of several keys.
struct KeyOrder {
  /// For each key whether the highest value comes first.
  let highIsBest: [Bool]

  /// The subjects in order, those that are equal in all keys together; inside by subject.
  func blocks(_ subjects: [Int], _ keys: [Int: [Value]]) -> [[Int]] {
    let sorted = subjects.sorted { one, other in
      let order = compare(keys[one] ?? [], keys[other] ?? [])
      return order == 0 ? one < other : order < 0
    }
    var blocks: [[Int]] = []
    for subject in sorted {
      if let last = blocks.last?.last, compare(keys[last] ?? [], keys[subject] ?? []) == 0 {
        blocks[blocks.count - 1].append(subject)
      } else {
        blocks.append([subject])
      }
    }
    return blocks
  }

  /// Below zero where the first comes before; an absent key is last.
  func compare(_ left: [Value], _ right: [Value]) -> Int {
    for ((one, other), highIsBest) in zip(zip(left, right), highIsBest) {
      if one == other || (!one.isPresent && !other.isPresent) { continue }
      guard one.isPresent else { return 1 }
      guard other.isPresent else { return -1 }
      let isLess = compared(.less, one, other) == .present(.flag(true))
      return isLess == highIsBest ? 1 : -1
    }
    return 0
  }
}

extension KeyOrder {
  /// The order of a rule's own keys.
  init(_ keys: [OrderKey]) {
    self.init(highIsBest: keys.map(\.highIsBest))
  }
}
