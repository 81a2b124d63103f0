package import MeritModel

/// What a policy expects of a table: names, kinds and bounds, but not what it is used for.
package struct TableContract: Sendable {
  /// The table's name in the policy.
  package let name: String
  package let columns: [ContractColumn]
  /// The key columns by place; empty where rows have no key.
  package let key: [Int]
  /// The column with the id of the employee who owns the row.
  package let owner: Int?
  /// The column that decides the row's period.
  package let date: Int?
  /// The currency of amounts of money, by ISO 4217; nil where any is taken.
  package let currency: String?

  /// Makes a contract.
  package init(
    name: String, columns: [ContractColumn], key: [Int] = [], owner: Int? = nil, date: Int? = nil,
    currency: String? = nil
  ) {
    self.name = name
    self.columns = columns
    self.key = key
    self.owner = owner
    self.date = date
    self.currency = currency
  }
}

/// A column of a contract.
package struct ContractColumn: Sendable {
  package let name: String
  package let kind: Kind
  /// Says whether a cell may be empty.
  package let isOptional: Bool
  /// The least number allowed, inclusive.
  package let least: Exact?
  /// The greatest number allowed, inclusive.
  package let greatest: Exact?

  /// Makes a column.
  package init(
    name: String, kind: Kind, isOptional: Bool = false, least: Exact? = nil,
    greatest: Exact? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.least = least
    self.greatest = greatest
  }
}
