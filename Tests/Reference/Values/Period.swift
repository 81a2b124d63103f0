/// A period of some grain by its name, with its first and last day.
package struct Period: Hashable, Sendable {
  /// The name, such as `2026-03` or `2026-Q1`.
  package let name: String
  /// The grain as a policy writes it, such as `ten-days`.
  package let grain: String
  /// The first day.
  package let start: Day
  /// The last day.
  package let end: Day

  var days: Int { end.number - start.number + 1 }
}

/// The five grains, from the finest to the coarsest.
enum Grains {
  static let all = ["day", "ten-days", "month", "quarter", "year"]

  static func isFiner(_ grain: String, than other: String) -> Bool {
    guard let first = all.firstIndex(of: grain), let second = all.firstIndex(of: other) else {
      return false
    }
    return first < second
  }

  /// The grain that a word of an expression means.
  static func grain(ofWord word: String) -> String? {
    let grain = word == "ten_days" ? "ten-days" : word
    return all.contains(grain) ? grain : nil
  }

  /// The coarsest of these grains that is finer than another.
  static func coarsest(of grains: [String], finerThan other: String) -> String? {
    all.reversed().first { grains.contains($0) && isFiner($0, than: other) }
  }
}
