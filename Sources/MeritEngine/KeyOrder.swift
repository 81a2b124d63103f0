import MeritModel
import MeritPolicy

/// An order of people or groups by the values of several keys.
struct KeyOrder {
  /// For each key whether the highest value comes first.
  let highIsBest: [Bool]

  /// A subject with where its keys stand, and what decides most comparisons without looking at them.
  private struct Entry {
    let rough: Int64
    let place: Int
    let subject: Int
  }

  /// The value of a key of the subject at a place.
  typealias Keys = (_ key: Int, _ place: Int) -> Value

  /// The subjects in order, those that are equal in all keys together; inside by subject.
  ///
  /// Most blocks hold one subject, so all of them are parts of one list.
  func blocks(_ subjects: [Int], _ keys: Keys) -> [ArraySlice<Int>] {
    let rough = roughKeys(subjects.count, keys)
    var entries = subjects.indices.map { place in
      Entry(rough: rough[place], place: place, subject: subjects[place])
    }
    entries.sort { one, other in
      if one.rough != other.rough { return one.rough < other.rough }
      let order = compare(one.place, other.place, keys)
      return order == 0 ? one.subject < other.subject : order < 0
    }
    let order = entries.map(\.subject)
    var blocks: [ArraySlice<Int>] = []
    blocks.reserveCapacity(order.count)
    var start = 0
    for end in 1..<max(1, entries.count + 1) {
      if end < entries.count {
        let (last, next) = (entries[end - 1], entries[end])
        let isEqual = last.rough == next.rough && compare(last.place, next.place, keys) == 0
        if isEqual { continue }
      }
      blocks.append(order[start..<end])
      start = end
    }
    return blocks
  }

  /// For each subject a number that is below another's only where the first key comes before; all
  /// the same where a first key is no number of a usual size.
  private func roughKeys(_ count: Int, _ keys: Keys) -> [Int64] {
    guard let highIsBest = highIsBest.first else { return Array(repeating: 0, count: count) }
    var rough: [Int64] = []
    rough.reserveCapacity(count)
    for place in 0..<count {
      let first = keys(0, place)
      guard first.isPresent else {
        rough.append(.max)
        continue
      }
      guard let number = first.number, let near = number.thousandths else {
        return Array(repeating: 0, count: count)
      }
      rough.append(highIsBest ? -near : near)
    }
    return rough
  }

  /// Below zero where the subject at the first place comes before; an absent key is last.
  private func compare(_ left: Int, _ right: Int, _ keys: Keys) -> Int {
    for key in highIsBest.indices {
      let order = compare(keys(key, left), keys(key, right), highIsBest[key])
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
    let isLess = compared(.less, one, other).isTrue
    return isLess == highIsBest ? 1 : -1
  }
}

extension KeyOrder {
  /// The order of a rule's own keys.
  init(_ keys: [OrderKey]) {
    self.init(highIsBest: keys.map(\.highIsBest))
  }
}

extension [ArraySlice<Int>] {
  /// The same subjects, each in a block of its own.
  var oneByOne: [ArraySlice<Int>] {
    flatMap { block in block.indices.map { block[$0...$0] } }
  }
}

extension Exact {
  /// The number in thousandths, rounded down; nil where that may not fit.
  fileprivate var thousandths: Int64? {
    guard let (upper, lower) = short else { return nil }
    let (units, isTooLarge) = upper.multipliedReportingOverflow(by: 1000)
    guard !isTooLarge else { return nil }
    let (below, rest) = units.quotientAndRemainder(dividingBy: lower)
    return rest < 0 ? below - 1 : below
  }
}
