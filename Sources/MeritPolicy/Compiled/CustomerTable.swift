/// The customers as a group of their own.
package struct CustomerTable: Sendable {
  /// The input that lists them, by its place in the policy.
  package let table: Int
  /// The column with their id, which is the input's key.
  package let id: Int
  /// The column with the person who owns them; nil where nobody does.
  package let owner: Int?
  /// For each input, by its place, the column that names the customer of a row.
  package let columns: [Int: Int]

  /// Makes a group.
  package init(table: Int, id: Int, owner: Int?, columns: [Int: Int]) {
    self.table = table
    self.id = id
    self.owner = owner
    self.columns = columns
  }
}
