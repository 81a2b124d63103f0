import Crypto
import Foundation
import MeritLedger
import MeritModel
import TestSupport
import Testing

/// A ledger whose hashes all fit is told from a true one only by computing everything again.
@Suite("a ledger that was forged with care")
struct ForgedLedgerTests {
  private static let closing = [
    "close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03",
  ]

  @Test("a figure that does not follow from the inputs is named, never its value")
  func figure() async throws {
    let result = try await verified { name, text in
      name == "figures.csv" ? text.replacingOccurrences(of: ",5000\n", with: ",5001\n") : text
    }
    #expect(result.status == 1, "\(result)")
    #expect(result.standardError.contains("[L201]"), "\(result)")
    #expect(result.standardError.contains("employee E2, net_sales"), "\(result)")
    #expect(!result.standardError.contains("5001") && !result.standardError.contains("5000"))
  }

  @Test("a file of the results that would have other bytes is named")
  func output() async throws {
    let result = try await verified { name, text in
      guard name == "manifest.json", let mark = text.range(of: "\"file\": \"payroll.csv\"") else {
        return text
      }
      let hash = text[mark.upperBound...].range(of: "\"sha256\": \"")
      guard let place = hash?.upperBound else { return text }
      let digit = text[place] == "0" ? "1" : "0"
      return text.replacingCharacters(in: place..<text.index(after: place), with: digit)
    }
    #expect(result.status == 1, "\(result)")
    #expect(result.standardError.contains("[L202]"), "\(result)")
    #expect(result.standardError.contains("`payroll.csv`"), "\(result)")
  }

  @Test("a table whose accepted rows are not those that were sealed is named")
  func rows() async throws {
    let result = try await verified { name, text in
      name == "rows.csv" ? text.replacingOccurrences(of: "sales,4,", with: "sales,5,") : text
    }
    #expect(result.status == 1, "\(result)")
    #expect(result.standardError.contains("[L202]"), "\(result)")
    #expect(result.standardError.contains("`sales`"), "\(result)")
  }

  @Test("the same ledger written once more without a change is sound")
  func unchanged() async throws {
    let result = try await verified { _, text in text }
    #expect(result.status == 0, "\(result)")
  }

  /// Closes a month, writes its ledger once more with other documents, and verifies.
  private func verified(_ change: (String, String) -> String) async throws -> CommandResult {
    try await BookRunner.withCopy(of: ErrorCase.base) { book in
      for command in [["run", "2026-03"], Self.closing] {
        let done = try await BookRunner.run(command, in: book)
        try #require(done.status == 0, "\(done)")
      }
      try forge(book, change)
      return try await BookRunner.run(["verify"], in: book)
    }
  }

  private func forge(_ book: URL, _ change: (String, String) -> String) throws {
    let path = book.appendingPathComponent("ledger.sqlite").path
    let old = try Ledger(path: path, hashing: Self.hash)
    let seal = try #require(old.seals.first)
    var parts: [String: [UInt8]] = [:]
    for part in seal.entry.parts {
      let text = String(decoding: try old.part(part.name, of: seal), as: UTF8.self)
      parts[part.name] = Array(change(part.name, text).utf8)
    }
    var kept: [String: [UInt8]] = [:]
    for source in seal.entry.sources where source.isKept {
      try old.kept(source, of: seal) { kept[source.path, default: []] += $0 }
    }
    try old.close()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try Data().write(to: URL(fileURLWithPath: path))
    let new = try Ledger(path: path, hashing: Self.hash)
    let forged = try new.seal(entry(seal.entry, parts), parts: parts) { source, take in
      try take(kept[source.path] ?? [])
    }
    try new.close()
    try Data("merit-ledger-head 1\n1\n\(forged.hash)\n".utf8)
      .write(to: URL(fileURLWithPath: path + ".head"))
  }

  private func entry(_ entry: SealEntry, _ parts: [String: [UInt8]]) -> SealEntry {
    SealEntry(
      period: entry.period, closedBy: entry.closedBy, closedOn: entry.closedOn,
      program: entry.program, policyID: entry.policyID, policyVersion: entry.policyVersion,
      people: entry.people, total: entry.total, sources: entry.sources,
      parts: parts.sorted { $0.key < $1.key }.map {
        SealedPart(name: $0.key, hash: Self.hash($0.value), byteCount: $0.value.count)
      },
      acknowledgements: entry.acknowledgements, revisions: entry.revisions)
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
  }
}
