/// How a scan uses the machine; never what it finds.
package struct ScanSettings: Sendable {
  package var threads: Int
  /// The bytes of a stretch that one worker takes at a time.
  package var chunk: Int
  /// Called with the bytes done and the bytes of all files, from any thread.
  package var progress: (@Sendable (Int, Int) -> Void)?
  /// Asked between stretches; true ends the scan early.
  package var isCancelled: @Sendable () -> Bool

  /// Makes settings.
  package init(
    threads: Int = 1, chunk: Int = 4 << 20, progress: (@Sendable (Int, Int) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = max(1, threads)
    self.chunk = max(64, chunk)
    self.progress = progress
    self.isCancelled = isCancelled
  }
}

/// Numbers the people who may own rows.
package struct OwnerIndex: Sendable {
  let table: KeyTable
  /// The number of people; it stands for an owner who is none of them.
  package let count: Int
  private let people: [String]

  /// Numbers people by their place in a list of ids.
  package init(_ people: [String]) {
    var table = KeyTable(capacity: people.count)
    for (index, id) in people.enumerated() { table.set(id, Int64(index)) }
    self.table = table
    self.count = people.count
    self.people = people
  }

  /// The only person whose id differs in case and leading zeros alone.
  func lookalike(of id: String) -> String? {
    let wanted = IDText.lookalike(id)
    let found = people.filter { IDText.lookalike($0) == wanted }
    return found.count == 1 ? found.first : nil
  }
}
