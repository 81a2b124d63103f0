import MeritModel

/// Why a closed period comes out differently, for everybody and for one person.
struct CorrectionCauses {
  /// What is known of one table that changed.
  enum Change {
    /// The rows of then and now were compared.
    case rows(RowChanges)
    /// Only that these files are others.
    case files([String])
  }

  /// The policy that governs now, where it is another one.
  var policy: String?
  /// Whether the book maps the exports in another way.
  var isBookChanged = false
  /// The tables that changed, in order of their names.
  var tables: [(name: String, change: Change)] = []
  /// What became of the roster rows that decide, by employee.
  var people: [String: String] = [:]

  /// What is said where nothing of the period itself changed.
  private static let remote = "what it reads of other periods changed"

  /// The causes for the whole period; never none.
  var all: [String] {
    let own = (policy.map { [$0] } ?? []) + changes("")
    return own.isEmpty ? [isBookChanged ? "merit.json changed" : Self.remote] : own
  }

  /// The same where none of it is the person's own.
  private var others: [String] { changes("of other people: ") }

  /// What became of the rows of everybody; a mark stands before what is known by rows.
  private func changes(_ mark: String) -> [String] {
    var said = tables.compactMap { table in
      switch table.change {
      case .rows(let changes):
        changes.all.isNone ? nil : "\(mark)\(table.name): \(changes.all.words)"
      case .files(let files): "\(table.name): \(files.joined(separator: ", ")) changed"
      }
    }
    if !people.isEmpty {
      said.append(
        "\(mark)roster: the rows of \(people.count == 1 ? "1 person" : "\(people.count) people")")
    }
    return said
  }

  /// The causes for one person: the own rows first; where there are none, those of the others.
  func words(for employee: String) -> String {
    var own: [String] = []
    if let row = people[employee] { own.append("roster: \(row)") }
    for (name, change) in tables {
      guard case .rows(let changes) = change, let count = changes.byOwner[employee] else {
        continue
      }
      own.append("\(name): \(count.words)")
    }
    if own.isEmpty { own = others }
    own += [policy].compactMap(\.self)
    // How exports are read may have changed for the sake of the new rows, which say more.
    if own.isEmpty, isBookChanged { own = ["merit.json changed"] }
    return own.isEmpty ? Self.remote : own.joined(separator: "; ")
  }
}
