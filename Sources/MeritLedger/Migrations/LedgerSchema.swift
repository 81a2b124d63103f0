internal import GRDB

/// The tables and rules of a ledger as the program makes them, to be compared with those of a file.
///
/// The rules keep history from being changed by mistake; who takes one out is seen.
enum LedgerSchema {
  /// Nil where all are as they are made.
  static func fault(_ db: Database) throws -> LedgerError? {
    let made = try DatabaseQueue()
    try LedgerMigrations.all.migrate(made)
    let (expected, found) = (try made.read(objects), try objects(db))
    let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted()
    return names.first.map { .rulesChanged(name: $0, count: names.count) }
  }

  /// The statements by what they make; what the libraries make for themselves is theirs.
  private static func objects(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_master
        WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'grdb~_%' ESCAPE '~'
        """
    ).map(RowFields.init)
    var objects: [String: String] = [:]
    for row in rows { objects[try row.text("name")] = try row.text("sql") }
    return objects
  }
}
