internal import GRDB

/// The fields of a row that anything may have happened to; the library's own access ends the
/// process where a value is of another type.
struct RowFields {
  let row: Row

  func text(_ column: String) throws(LedgerError) -> String {
    try value(column, String.fromDatabaseValue)
  }

  func number(_ column: String) throws(LedgerError) -> Int {
    try value(column, Int.fromDatabaseValue)
  }

  func flag(_ column: String) throws(LedgerError) -> Bool {
    try number(column) != 0
  }

  func bytes(_ column: String) throws(LedgerError) -> [UInt8] {
    try value(column) { value in
      if case .blob(let data) = value.storage { [UInt8](data) } else { nil }
    }
  }

  private func value<Field>(
    _ column: String, _ read: (DatabaseValue) -> Field?
  ) throws(LedgerError) -> Field {
    guard let value = row[column] as DatabaseValue?, let field = read(value) else {
      throw .damaged(reason: "the column \(column) holds something else")
    }
    return field
  }
}
