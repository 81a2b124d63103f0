/// The customers of a book with the people who own them.
package struct CustomerList: Hashable, Sendable {
  /// The ids in Unicode order; a customer's index is the place in this list.
  package let ids: [String]
  /// For each customer the person of the roster who owns it; nil where nobody does.
  package let owners: [Int?]

  /// Puts customers into order; of each id there is one.
  package init(_ customers: [(id: String, owner: Int?)]) {
    let sorted = customers.sorted { precedes($0.id, $1.id) }
    ids = sorted.map(\.id)
    owners = sorted.map(\.owner)
  }

  /// The customers as groups of a period: each with its owner, if that person is there.
  func groups(of members: Set<Int>, people: Int) -> Groups {
    Groups(
      ids: ids,
      members: owners.map { owner in owner.map { members.contains($0) ? [$0] : [] } ?? [] },
      groupOfPerson: Array(repeating: nil, count: people))
  }
}
