package import MeritModel

/// Why a row is refused; the raw value 0 is a sound row.
package enum RowFault: UInt8, CaseIterable, Sendable {
  case wrongFieldCount = 1
  case unreadable
  case impossibleDate
  case emptyCell
  case outOfRange
  case unlisted
  case rowCheck
  case conflict
  case undecodable

  /// The code of the finding.
  package var code: DiagnosticCode {
    switch self {
    case .wrongFieldCount: .wrongFieldCount
    case .unreadable: .unreadableValue
    case .impossibleDate: .impossibleDate
    case .emptyCell: .emptyRequiredCell
    case .outOfRange: .outOfRange
    case .unlisted: .unlistedValue
    case .rowCheck: .rowCheckFails
    case .conflict: .duplicateRow
    case .undecodable: .undecodableByte
    }
  }

  /// The reason in the account.
  package var reason: String {
    switch self {
    case .wrongFieldCount: "wrong number of fields"
    case .unreadable: "unreadable value"
    case .impossibleDate: "impossible date"
    case .emptyCell: "empty required cell"
    case .outOfRange: "value out of range"
    case .unlisted: "unlisted value"
    case .rowCheck: "row check fails"
    case .conflict: "one key with different contents"
    case .undecodable: "undecodable byte"
    }
  }
}

/// What became of a sound row.
package enum RowUse: Int, CaseIterable, Sendable {
  case used
  case repeated
  case outsidePeriod
  case noDate
  case unknownOwner
  case ownerNotInPeriod
  case repeatedHeader
  case superseded

  /// The reason in the account; empty for a used row.
  package var reason: String {
    switch self {
    case .used: ""
    case .repeated: "repeats another row"
    case .superseded: "an older version of another row"
    case .outsidePeriod: "outside the period"
    case .noDate: "no date"
    case .unknownOwner: "owner not on the roster"
    case .ownerNotInPeriod: "owner not in the period"
    case .repeatedHeader: "repeats the header"
    }
  }
}

/// An id that owns rows and that the list of owners lacks.
package struct UnknownOwner: Hashable, Sendable {
  package let id: String
  /// Where it should stand, in words: `the roster`.
  package let list: String

  /// Makes an owner.
  package init(id: String, list: String) {
    self.id = id
    self.list = list
  }
}

/// The rows of an owner whom a list lacks.
package struct UnknownRows: Sendable {
  package var rows: Int
  package var line: Int
  /// What the columns of money add up to, by place.
  package private(set) var money: [Int: Exact] = [:]

  /// Starts with the first rows.
  init(rows: Int, line: Int) {
    self.rows = rows
    self.line = line
  }

  /// Adds an amount of a column; a sum that is too large stays what it was.
  mutating func add(_ amount: Exact, of column: Int) {
    money[column] = (try? (money[column] ?? .zero) + amount) ?? money[column]
  }

  /// Adds other rows.
  mutating func merge(_ other: UnknownRows) {
    rows += other.rows
    line = min(line, other.line)
    for (column, amount) in other.money { add(amount, of: column) }
  }
}

/// What one stretch of a file gave besides values: counts and findings, in the order of its rows.
///
/// Unchecked, since one worker owns it until the scan is over.
package final class ScanLog: @unchecked Sendable {
  /// The findings that are kept of one stretch; all are counted.
  package static let limit = 10_000

  package let table: String
  package let file: String
  package var rowsRead = 0
  package var faults = Array(repeating: 0, count: RowFault.allCases.count + 1)
  package var uses = Array(repeating: 0, count: RowUse.allCases.count)
  package var problems: [RowProblem] = []
  /// Sound rows that an event excuses, by its reason.
  package private(set) var excused: [String: Int] = [:]
  /// Sound rows that no measure can take, by the reason.
  package private(set) var leftOut: [String: Int] = [:]
  /// Rows and first line by an owner who is not where owners are listed.
  package private(set) var unknownOwners: [UnknownOwner: UnknownRows] = [:]
  /// Rows and first line by an owner who is not on the roster on the days of the rows.
  package private(set) var absentOwners: [String: UnknownRows] = [:]
  package var diagnostics: [Diagnostic] = []
  private var hasOverflow = false
  /// The first cell by column whose date could be read two ways.
  var ambiguousDates: [Int: (line: Int, text: String)] = [:]
  /// The first cell by column that only a decimal comma explains, where the book names none.
  var decimalCommas: [Int: (line: Int, text: String)] = [:]
  /// The conversions of cells and rows.
  var conversions: [ConversionKey: ConversionCount] = [:]

  init(table: String, file: String) {
    self.table = table
    self.file = file
  }

  /// Counts a row of an owner whom a list lacks, with its amounts of money by column.
  package func note(_ owner: UnknownOwner, line: Int, money: [(column: Int, amount: Exact)] = []) {
    var rows = UnknownRows(rows: 1, line: line)
    for (column, amount) in money { rows.add(amount, of: column) }
    if unknownOwners[owner] == nil {
      unknownOwners[owner] = rows
    } else {
      unknownOwners[owner]?.merge(rows)
    }
  }

  /// Counts a row on a day on which its owner is not on the roster.
  package func noteAbsence(of owner: String, line: Int) {
    let rows = UnknownRows(rows: 1, line: line)
    if absentOwners[owner] == nil {
      absentOwners[owner] = rows
    } else {
      absentOwners[owner]?.merge(rows)
    }
  }

  /// Counts rows that an event excuses.
  package func excuse(_ rows: Int, _ reason: String) { excused[reason, default: 0] += rows }

  /// Counts rows, used as far as their dates and owners say, that no measure can take for a reason.
  package func leaveOut(_ rows: Int, _ reason: String) {
    uses[RowUse.used.rawValue] -= rows
    leftOut[reason, default: 0] += rows
  }

  /// Says that a number computed from a row is out of range; the first row is told.
  package func reportOverflow(line: Int) {
    guard !hasOverflow else { return }
    hasOverflow = true
    diagnostics.append(
      Diagnostic(
        .overflow,
        "a number computed from this row of `\(table)` leaves the range of exact fractions of 128 bits",
        at: SourcePlace(file: file, line: line),
        help:
          "correct the amount in the row; no sum of money has so many digits; a range tells it, as "
          + "`\"money 0..1000000\"`"))
  }

  /// Keeps a finding about a row.
  package func report(_ problem: RowProblem) {
    if problems.count < ScanLog.limit { problems.append(problem) }
  }
}
