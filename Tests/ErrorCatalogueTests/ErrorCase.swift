import Foundation
import GRDB
import TestSupport
import Testing

/// One bad input: what differs from the sound base book, and what must be answered.
struct ErrorCase: Decodable, Sendable {
  struct Edit: Decodable, Sendable {
    var file, replace, with: String
  }

  /// A file that is too large to lie here: a piece many times between two texts.
  struct Filled: Decodable, Sendable {
    var file, before, piece, after: String
    var times: Int
  }

  /// A line that `problems.csv` must hold; `at` is `FILE` or `FILE:LINE`.
  struct Problem: Decodable, Sendable {
    var code, at: String
  }

  var title: String
  /// The command line; without one it is `run 2026-03`.
  var command: [String]?
  /// True where the command is given as it stands, outside of any book.
  var plain: Bool?
  var exit: Int32
  /// Changes of the base book, and commands that must then succeed, before what the case is about.
  var first: [Edit]?
  var before: [[String]]?
  var edits: [Edit]?
  /// What mends the book: with these edits too, neither `check` nor the command finds the codes.
  var mend: [Edit]?
  /// Files that the mend takes from the base book again.
  var restore: [String]?
  /// Why the help can offer no text to paste.
  var noPaste: String?
  var filled: [Filled]?
  var remove: [String]?
  /// Whole files as hexadecimal digits, for bytes that are no text.
  var bytes: [String: String]?
  /// Statements for the book's ledger, behind its back.
  var sql: [String]?
  /// Files that are cut to so many bytes.
  var cut: [String: Int]?
  /// The permissions that files get, in decimal.
  var modes: [String: Int]?
  /// Files that get a second name.
  var links: [String: String]?
  /// Codes and phrases that the answer on standard error must hold.
  var codes: [String]?
  var says: [String]?
  /// How a line of the answer must begin.
  var place: String?
  var problems: [Problem]?
  /// `SCOPE,ID,FIGURE` with the value that it must have.
  var figures: [String: String]?
  /// True where all figures must be those of the base book.
  var same: Bool?

  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// The sound book that every case damages.
  static let base = home.appendingPathComponent("base")

  /// The names of all cases.
  static let names: [String] = {
    let cases = home.appendingPathComponent("Cases").path
    let found = (try? FileManager.default.contentsOfDirectory(atPath: cases)) ?? []
    return found.filter { !$0.hasPrefix(".") }.sorted()
  }()

  static func read(_ name: String) throws -> ErrorCase {
    let file = home.appendingPathComponent("Cases/\(name)/case.json")
    return try JSONDecoder().decode(ErrorCase.self, from: Data(contentsOf: file))
  }

  /// Lays out the base book with this case's changes.
  func lay(_ name: String, at book: URL) async throws {
    let manager = FileManager.default
    try manager.copyItem(at: Self.base, to: book)
    try Self.make(first ?? [], in: book)
    for command in before ?? [] {
      let result = try await BookRunner.run(command + ["--book", book.path], in: book)
      try #require(result.status == 0, "\(command): \(result.standardError)")
    }
    let changes = Self.home.appendingPathComponent("Cases/\(name)")
    for path in try manager.subpathsOfDirectory(atPath: changes.path) where path != "case.json" {
      let data = try? Data(contentsOf: changes.appendingPathComponent(path))
      try data?.write(to: book.appendingPathComponent(path))
    }
    for fill in filled ?? [] {
      let text = fill.before + String(repeating: fill.piece, count: fill.times) + fill.after
      try Data(text.utf8).write(to: book.appendingPathComponent(fill.file))
    }
    try Self.make(edits ?? [], in: book)
    for (path, digits) in bytes ?? [:] {
      let characters = Array(digits)
      let values = stride(from: 0, to: characters.count, by: 2).compactMap {
        UInt8(String(characters[$0...$0 + 1]), radix: 16)
      }
      try Data(values).write(to: book.appendingPathComponent(path))
    }
    if let sql { try tamper(sql, book) }
    for (path, length) in cut ?? [:] {
      let file = book.appendingPathComponent(path)
      try Data(contentsOf: file).prefix(length).write(to: file)
    }
    for (path, mode) in modes ?? [:] {
      try manager.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: book.appendingPathComponent(path).path)
    }
    for (path, other) in links ?? [:] {
      try manager.linkItem(
        at: book.appendingPathComponent(path), to: book.appendingPathComponent(other))
    }
    for path in remove ?? [] { try manager.removeItem(at: book.appendingPathComponent(path)) }
  }

  /// Replaces texts that each stand once in their file.
  static func make(_ edits: [Edit], in book: URL) throws {
    for edit in edits {
      let file = book.appendingPathComponent(edit.file)
      let parts = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        .components(separatedBy: edit.replace)
      try #require(parts.count == 2, "\(edit.replace) must stand once in \(edit.file)")
      try Data(parts.joined(separator: edit.with).utf8).write(to: file)
    }
  }

  private func tamper(_ statements: [String], _ book: URL) throws {
    let queue = try DatabaseQueue(path: book.appendingPathComponent("ledger.sqlite").path)
    try queue.write { db in
      for statement in statements { try db.execute(sql: statement) }
    }
    try queue.close()
  }
}
