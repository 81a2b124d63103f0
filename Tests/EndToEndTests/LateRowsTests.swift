import Foundation
import TestSupport
import Testing

@Suite("late rows of a closed month: who pays for them")
struct LateRowsTests {
  private static let base = ShippedFiles.project
    .appendingPathComponent("Tests/ErrorCatalogueTests/base")

  private func run(_ command: [String], _ folder: URL) async throws -> CommandResult {
    try await BookRunner.run(command + ["--book", folder.path], in: folder)
  }

  private func change(_ path: String, _ old: String, _ new: String, _ folder: URL) throws {
    let file = folder.appendingPathComponent(path)
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  /// March is closed, a sale of March comes in April, and somebody's roster row is ended.
  private func closed(_ retro: String, _ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(of: Self.base) { folder in
      try change(
        "policies/base.policy.json", "\"roleChange\"", "\(retro)\"roleChange\"", folder)
      let done = try await run(["run", "2026-03"], folder)
      #expect(done.status == 0, "\(done.standardError)")
      let close = try await run(
        ["close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03"], folder)
      #expect(close.status == 0, "\(close.standardError)")
      try change(
        "data/roster.csv", "E3,Cho,specialist,T2,2026-01-01,",
        "E3,Cho,specialist,T2,2026-01-01,2026-04-30", folder)
      try change(
        "data/targets.csv", "E3,2026-03,10000",
        "E3,2026-03,10000\nE1,2026-04,1\nE2,2026-04,1\nE3,2026-04,1", folder)
      try await body(folder)
    }
  }

  @Test func `without retro the run and the status tell them, with it the run pays`() async throws {
    for (retro, isTold) in [("", true), ("\"retro\": { \"mode\": \"forward-delta\" }, ", false)] {
      try await closed(retro) { folder in
        try change("data/sales.csv", "S4,E2", "S9,E2,2026-03-12,100,won\nS4,E2", folder)
        let april = try await run(["run", "2026-04", "--dry-run"], folder)
        #expect(april.status == 0, "\(april.standardError)")
        #expect(april.standardError.contains("[L301]") == isTold, "\(april.standardError)")
        let status = try await run(["status"], folder)
        let late = "late     2026-03 has other rows of `sales` than it was closed with"
        #expect(status.standardOutput.contains(late) == isTold, "\(status.standardOutput)")
        let verify = try await run(["verify"], folder)
        #expect(verify.standardError.contains("so nothing of it is paid") == isTold)
      }
    }
  }

  @Test func `a leaver and new months change nothing of a closed one`() async throws {
    try await closed("") { folder in
      let april = try await run(["run", "2026-04", "--dry-run"], folder)
      #expect(april.status == 0 && !april.standardError.contains("[L301]"))
      let status = try await run(["status"], folder)
      #expect(!status.standardOutput.contains("late "), "\(status.standardOutput)")
    }
  }
}
