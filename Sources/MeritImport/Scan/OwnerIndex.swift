/// Numbers the people who may own rows.
package struct OwnerIndex: Sendable {
  private let table: KeyTable
  /// The same in a smaller form, where the ids have one.
  private let numbered: NumberedIDs?
  /// The number of people; it stands for an owner who is none of them.
  package let count: Int
  private let people: [String]

  /// Numbers people by their place in a list of ids.
  package init(_ people: [String]) {
    numbered = NumberedIDs(people)
    var table = KeyTable(capacity: numbered == nil ? people.count : 0)
    if numbered == nil {
      for (index, id) in people.enumerated() { table.set(id, Int64(index)) }
    }
    self.table = table
    self.count = people.count
    self.people = people
  }

  /// Of some ids, as they are without case and leading zeros, the people whose ids are the same so.
  func lookalikes(of wanted: Set<String>) -> [String: [String]] {
    if wanted.isEmpty { return [:] }
    var alike: [String: [String]] = [:]
    for person in people {
      let id = IDText.lookalike(person)
      if wanted.contains(id) { alike[id, default: []].append(person) }
    }
    return alike
  }

  /// Whom a text cell names; the number of all where it names none of them.
  func find(_ cell: Int64, _ bytes: WindowBytes) -> Int {
    let (start, length) = (Int(cell >> 32), Int(cell & 0xFFFF_FFFF))
    guard cell != RowBatch.empty else { return count }
    if let numbered {
      let found = numbered.find(bytes, start, length)
      return found < 0 ? count : found
    }
    let found = table.find(bytes, start, length)
    return found == KeyTable.absent ? count : Int(found)
  }

  /// Finds for each of the first cells of a lane whom it names.
  func find(_ cells: Lane<Int64>, _ number: Int, _ bytes: WindowBytes, into target: Lane<Int>) {
    guard let numbered else {
      for row in 0..<number { target[row] = find(cells[row], bytes) }
      return
    }
    for row in 0..<number {
      let cell = cells[row]
      // An empty cell has no length that an id has.
      let found = numbered.find(
        bytes, Int(truncatingIfNeeded: cell >> 32), Int(truncatingIfNeeded: cell & 0xFFFF_FFFF))
      target[row] = found < 0 ? count : found
    }
  }
}
