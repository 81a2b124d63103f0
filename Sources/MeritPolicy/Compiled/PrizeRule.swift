package import MeritModel

/// Prizes for the first places of an order.
package struct PrizeRule: Sendable {
  package let within: RankScope
  package let order: [OrderKey]
  /// From the first place down.
  package let places: [PrizePlaces]
  /// What a winner must meet.
  package let onlyIf: CompiledExpression?
  /// Whether people who fail the condition leave before the ranking, so that others move up; else a
  /// winner who fails leaves the prize vacant.
  package let movesUp: Bool
  package let ties: PrizeTies

  /// Makes prizes.
  package init(
    within: RankScope, order: [OrderKey], places: [PrizePlaces], onlyIf: CompiledExpression?,
    movesUp: Bool, ties: PrizeTies
  ) {
    self.within = within
    self.order = order
    self.places = places
    self.onlyIf = onlyIf
    self.movesUp = movesUp
    self.ties = ties
  }

  /// What each place pays in a group of a size, the first place first.
  package func sums(groupOf size: Int) -> [Exact] {
    places.flatMap { Array(repeating: $0.pays, count: $0.count.count(groupOf: size)) }
  }
}

/// A run of places that pay the same.
package struct PrizePlaces: Sendable {
  package let count: SizedCount
  package let pays: Exact

  /// Makes a run of places.
  package init(count: SizedCount, pays: Exact) {
    self.count = count
    self.pays = pays
  }
}

/// What people get who are equal in all keys of an order.
package enum PrizeTies: Hashable, Sendable {
  /// The sums of the block's places, split equally to the unit.
  case share(unit: Exact)
  /// Each the sum of the block's best place; the block uses up as many places as it has people.
  case each
  /// They are ordered by id.
  case nextKey
}

/// A number that may depend on the size of a group.
package struct SizedCount: Hashable, Sendable {
  /// From the lowest edge to the highest; below the lowest the number is 0.
  package let rows: [SizeRow]

  /// A row that holds from a size on.
  package struct SizeRow: Hashable, Sendable {
    package let edge: Exact
    /// True for `from`, false for `above`.
    package let isInclusive: Bool
    package let count: Int

    /// Makes a row.
    package init(edge: Exact, isInclusive: Bool, count: Int) {
      self.edge = edge
      self.isInclusive = isInclusive
      self.count = count
    }
  }

  /// Makes a number from its rows.
  package init(rows: [SizeRow]) {
    self.rows = rows
  }

  /// The same number for every size.
  package init(_ count: Int) {
    rows = [SizeRow(edge: .zero, isInclusive: true, count: count)]
  }

  /// The number for a group of a size.
  package func count(groupOf size: Int) -> Int {
    let size = Exact(size)
    let row = rows.last { $0.isInclusive ? size >= $0.edge : size > $0.edge }
    return row?.count ?? 0
  }
}
