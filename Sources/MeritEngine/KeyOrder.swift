import MeritModel
import MeritPolicy

/// An order of people or groups by the values of several keys.
struct KeyOrder {
  /// For each key whether the highest value comes first.
  let highIsBest: [Bool]

  private struct Entry {
    let subject: Int
    let keys: [Value]
  }

  /// The subjects in order, those that are equal in all keys together; inside by subject.
  func blocks(_ subjects: [Int], _ keys: [Int: [Value]]) -> [[Int]] {
    // The keys are looked up once for each subject, not once for each comparison.
    var entries = subjects.map { Entry(subject: $0, keys: keys[$0] ?? []) }
    entries.sort { one, other in
      let order = compare(one.keys, other.keys)
      return order == 0 ? one.subject < other.subject : order < 0
    }
    var blocks: [[Int]] = []
    var last: [Value]?
    for entry in entries {
      if let before = last, compare(before, entry.keys) == 0 {
        blocks[blocks.count - 1].append(entry.subject)
      } else {
        blocks.append([entry.subject])
      }
      last = entry.keys
    }
    return blocks
  }

  /// Below zero where the first comes before; an absent key is last.
  func compare(_ left: [Value], _ right: [Value]) -> Int {
    for key in highIsBest.indices where key < left.count && key < right.count {
      let order = compare(left[key], right[key], highIsBest[key])
      if order != 0 { return order }
    }
    return 0
  }

  private func compare(_ one: Value, _ other: Value, _ highIsBest: Bool) -> Int {
    if case .present(.number(let first)) = one, case .present(.number(let second)) = other {
      if first == second { return 0 }
      return (first < second) == highIsBest ? 1 : -1
    }
    if one == other || (!one.isPresent && !other.isPresent) { return 0 }
    guard one.isPresent else { return 1 }
    guard other.isPresent else { return -1 }
    let isLess = compared(.less, one, other) == .present(.flag(true))
    return isLess == highIsBest ? 1 : -1
  }
}

extension KeyOrder {
  /// The order of a rule's own keys.
  init(_ keys: [OrderKey]) {
    self.init(highIsBest: keys.map(\.highIsBest))
  }
}
