package import MeritModel

/// What is wrong with a ledger, or what it refuses.
///
/// The cases hold facts; the sentences are formed where they are shown. No name of a person and no
/// amount is among them.
package enum LedgerError: Error, Hashable, Sendable {
  /// The file is no SQLite database.
  case notADatabase
  /// A database, but of another program.
  case foreign
  /// A ledger of a newer program, whose format has this number.
  case newer(format: Int)
  /// The file is shorter than its own header says.
  case truncated(has: Int, needs: Int)
  /// The database's own structure is broken; the library's words.
  case damaged(reason: String)
  /// Tables or rules are not as the program makes them; the first by its name, and how many.
  case rulesChanged(name: String, count: Int)
  /// A seal's facts do not give its hash, or it does not stand on the one before.
  case chainBroken(number: Int, period: String)
  /// A sealed document or a kept file does not have its hash any more.
  case contentAltered(name: String, period: String)
  /// A part or a kept file is not there.
  case contentAbsent(name: String, period: String)
  /// The period has been closed.
  case closedAlready(Seal)
  /// Another process writes just now.
  case busy
  /// The system refused; the library's words.
  case failed(reason: String)
}
