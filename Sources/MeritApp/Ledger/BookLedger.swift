import MeritLedger
package import MeritModel

/// The ledger of a book, opened after all checks.
package struct BookLedger: Sendable {
  /// The path relative to the book, as messages show it.
  let name: String
  let ledger: Ledger
  private let head: LedgerHead
  /// What is to be said of it although it can be used.
  package let findings: [Diagnostic]

  /// The seals in order.
  package var seals: [Seal] { ledger.seals }

  /// Opens the ledger of a book; nil where none was begun.
  ///
  /// Throws ``LedgerFailure`` where the file cannot be trusted.
  package static func open(_ book: Book, files: any FileSystem) throws -> BookLedger? {
    let path = "\(book.folder)/\(book.ledger)"
    guard let facts = FileFacts(path) else {
      let head = LedgerHead(of: path, files: files)
      if let lost = try head.finding([], ledger: book.ledger) { throw LedgerFailure(lost) }
      return nil
    }
    return facts.size == 0 && facts.isRegular
      ? nil : try BookLedger(book, path, facts, files)
  }

  /// Opens the ledger of a book, or begins one.
  package static func openOrBegin(_ book: Book, files: any FileSystem) throws -> BookLedger {
    if let opened = try open(book, files: files) { return opened }
    let path = "\(book.folder)/\(book.ledger)"
    if FileFacts(path) == nil { try files.write([], to: path) }
    guard let facts = FileFacts(path) else {
      throw FileError(operation: "read", path: path, reason: "it was removed")
    }
    return try BookLedger(book, path, facts, files)
  }

  private init(
    _ book: Book, _ path: String, _ facts: FileFacts, _ files: any FileSystem
  ) throws {
    name = book.ledger
    head = LedgerHead(of: path, files: files)
    var findings = try Self.check(facts, book.ledger)
    do throws(LedgerError) {
      let bytes = try Self.firstBytes(path)
      let log = FileFacts(path + "-wal")?.size ?? 0
      try LedgerHeader(bytes, fileSize: facts.size).check(hasLog: log > 0)
      ledger = try Ledger(path: path) { sha256($0) }
    } catch {
      throw failure(error, path: book.ledger)
    }
    if let finding = try head.finding(ledger.seals, ledger: book.ledger) {
      guard finding.severity == .warning else { throw LedgerFailure(finding) }
      findings.append(finding)
    }
    self.findings = findings
  }

  private static func check(_ facts: FileFacts, _ name: String) throws -> [Diagnostic] {
    let place = SourcePlace(file: name)
    guard facts.isRegular, facts.names == 1 else {
      throw LedgerFailure(
        Diagnostic(
          .ledgerIsLink, "the ledger is a link, or has a second name", at: place,
          help: "name the file itself under `\"ledger\"` of merit.json, and remove the other name"))
    }
    guard facts.isOpenToOthers else { return [] }
    return [
      Diagnostic(
        .ledgerOpenToOthers, "other users of this machine may read the ledger", at: place,
        help: "`chmod 600 \(name)`")
    ]
  }

  private static func firstBytes(_ path: String) throws(LedgerError) -> [UInt8] {
    do throws(FileError) {
      return try LocalFileSystem().read(path, first: LedgerHeader.length)
    } catch {
      throw .failed(reason: error.reason)
    }
  }

  /// Throws where the ledger holds closed periods of another policy.
  package func check(belongsTo policyID: String) throws {
    guard let seal = seals.last, seal.entry.policyID != policyID else { return }
    throw LedgerFailure(
      Diagnostic(
        .ledgerOfAnotherBook,
        "the ledger is that of the policy `\(seal.entry.policyID)`, not of `\(policyID)`",
        at: SourcePlace(file: name), help: "correct `ledger` in merit.json"))
  }

  /// Seals a period, then names the seal in the head.
  func seal(
    _ entry: SealEntry, parts: [String: [UInt8]],
    keep: @escaping (SealedSource, ([UInt8]) throws -> Void) throws -> Void
  ) throws -> Seal {
    let seal: Seal
    do {
      seal = try ledger.seal(entry, parts: parts, keep: keep)
    } catch let error as LedgerError {
      throw failure(error, path: name)
    }
    do throws(FileError) { try head.write(seal) } catch {
      throw LedgerFailure(
        Diagnostic(
          .ledgerHeadMissing,
          "\(entry.period.name) is closed, but the file `\(name).head`, which names the last seal, "
            + "was not written", at: SourcePlace(file: name), severity: .error,
          notes: [error.reason],
          help: "free the disk; the next close writes it. Do not close \(entry.period.name) again; "
            + "`merit ledger` shows it"))
    }
    return seal
  }

  /// Writes a kept file to a path where none lies; throws where it has not its hash.
  func copy(_ source: SealedSource, of seal: Seal, to path: String) throws {
    var hash = RunningHash()
    do {
      try LocalFileSystem().write(to: path) { take in
        try ledger.kept(source, of: seal) { bytes in
          hash.add(bytes)
          try take(bytes)
        }
      }
      guard hash.text == source.hash else {
        throw LedgerError.contentAltered(name: source.path, period: seal.entry.period.name)
      }
    } catch let error as LedgerError {
      throw failure(error, path: name)
    }
  }

  /// The bytes of a kept file; throws where it has not its hash.
  func bytes(of source: SealedSource, in seal: Seal) throws -> [UInt8] {
    var all: [UInt8] = []
    do { try ledger.kept(source, of: seal) { all += $0 } } catch let error as LedgerError {
      throw failure(error, path: name)
    }
    return all
  }

  /// The bytes of a sealed document.
  func part(_ part: String, of seal: Seal) throws -> [UInt8] {
    do throws(LedgerError) { return try ledger.part(part, of: seal) } catch {
      throw failure(error, path: name)
    }
  }
}
