internal import GRDB

/// The ledger's tables, as a list of steps; a step that was released is never edited.
enum LedgerMigrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 seals") { db in
      for statement in firstTables { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    // Tables and rows stay; from here on a document may be packed by columns, and a file of which an
    // earlier seal holds the bytes lies there alone. A program of the first format finds neither.
    migrator.registerMigration("2 kept once") { db in
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    return migrator
  }

  private static let firstTables =
    [
      """
      CREATE TABLE seal (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        period TEXT NOT NULL UNIQUE, grain TEXT NOT NULL,
        starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
        closed_by TEXT NOT NULL, closed_on TEXT NOT NULL, program TEXT NOT NULL,
        policy_id TEXT NOT NULL, policy_version TEXT NOT NULL,
        people INTEGER NOT NULL, total TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
      ) STRICT
      """,
      """
      CREATE TABLE source (
        seal INTEGER NOT NULL REFERENCES seal (number), place INTEGER NOT NULL,
        role TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL,
        byte_count INTEGER NOT NULL, is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),
        PRIMARY KEY (seal, place)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE part (
        seal INTEGER NOT NULL REFERENCES seal (number), place INTEGER NOT NULL,
        name TEXT NOT NULL, hash TEXT NOT NULL, byte_count INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (seal, place)
      ) STRICT
      """,
      """
      CREATE TABLE acknowledgement (
        seal INTEGER NOT NULL REFERENCES seal (number), place INTEGER NOT NULL,
        code TEXT NOT NULL, count INTEGER NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (seal, place)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE revision (
        seal INTEGER NOT NULL REFERENCES seal (number), place INTEGER NOT NULL,
        period TEXT NOT NULL REFERENCES seal (period), number INTEGER NOT NULL CHECK (number > 1),
        PRIMARY KEY (seal, place), UNIQUE (period, number)
      ) STRICT, WITHOUT ROWID
      """,
      // Exports grow from month to month; a file shares its unchanged pieces with its earlier state.
      """
      CREATE TABLE piece (
        hash TEXT PRIMARY KEY, byte_count INTEGER NOT NULL, content BLOB NOT NULL
      ) STRICT
      """,
      """
      CREATE TABLE file_piece (
        file TEXT NOT NULL, place INTEGER NOT NULL, piece TEXT NOT NULL REFERENCES piece (hash),
        PRIMARY KEY (file, place)
      ) STRICT, WITHOUT ROWID
      """,
    ] + unchanging

  // History is only ever added to, even by somebody with a database tool who does not mean harm.
  private static let unchanging = [
    "seal", "source", "part", "acknowledgement", "revision", "piece", "file_piece",
  ].flatMap { table in
    ["UPDATE", "DELETE"].map { act in
      """
      CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
      BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END
      """
    }
  }
}
