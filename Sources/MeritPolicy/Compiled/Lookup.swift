/// Where the value of a column stands: in the row of another table that columns of this one name.
package struct Lookup: Hashable, Sendable {
  /// The other table's place in the policy.
  package let table: Int
  /// The columns of this table whose values the other's key must have, in the key's order.
  package let match: [Int]
  /// The other table's key columns, without the day from which a row holds.
  package let key: [Int]
  /// The other table's column whose value is taken.
  package let gives: Int
  /// The days on which the other table's rows hold; nil where its rows hold always.
  package let validity: Validity?
  /// The column of this table whose value is taken where else there would be none.
  package var orElse: Int?

  /// Makes a lookup.
  package init(table: Int, match: [Int], key: [Int], gives: Int, validity: Validity?) {
    self.table = table
    self.match = match
    self.key = key
    self.gives = gives
    self.validity = validity
  }

  /// Which of several dated rows holds.
  package struct Validity: Hashable, Sendable {
    /// The day for which a row is sought.
    package let day: Day
    /// The other table's columns with the first and the last day of a row.
    package let from: Int
    package let to: Int?

    /// Makes a validity.
    package init(day: Day, from: Int, to: Int?) {
      self.day = day
      self.from = from
      self.to = to
    }
  }

  /// The day for which a row is sought.
  package enum Day: Hashable, Sendable {
    case column(Int)
    /// The last day of the period that is computed.
    case periodEnd
  }
}
