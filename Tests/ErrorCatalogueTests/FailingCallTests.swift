#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// Lets one call after the other fail that writes, syncs, renames or makes a folder.
  ///
  /// The calls are refused by `strace`, so that nothing in the program knows of it; where the
  /// machine has none or forbids it, the tests are skipped.
  @Suite("every write, sync and rename of a close and a run may fail")
  struct FailingCallTests {
    private static let tracer = URL(fileURLWithPath: "/usr/bin/strace")
    private static let closing = [
      "close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03",
    ]
    /// The calls, with the error that each gives.
    private static let calls = [
      ("write", "ENOSPC"), ("pwrite64", "ENOSPC"), ("fsync", "EIO"), ("fdatasync", "EIO"),
      ("ftruncate", "EIO"), ("mkdir", "ENOSPC"), ("rename", "EIO"), ("renameat2", "EIO"),
      ("fchmod", "EIO"), ("unlink", "EIO"), ("rmdir", "EIO"), ("flock", "ENOLCK"),
    ]

    /// Which of the calls are tried: the first ones each, of the many after them every seventh; all
    /// with `MERIT_ALL_CALLS=1`.
    private static let numbers: [Int] = {
      let isWhole = ProcessInfo.processInfo.environment["MERIT_ALL_CALLS"] == "1"
      return Array(1...16) + stride(from: 17, through: 400, by: isWhole ? 1 : 7)
    }()

    static let canInject: Bool = {
      let process = Process()
      process.executableURL = tracer
      process.arguments = ["-o", "/dev/null", "-e", "inject=mkdir:error=EIO", "/bin/true"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }()

    /// Runs a command of which the call of a number fails; nil where it makes fewer of them.
    private func run(
      _ command: [String], failing call: String, _ error: String, number: Int, in book: URL
    ) async throws -> CommandResult? {
      let log = book.appendingPathComponent("calls.log")
      let inject = "inject=\(call):error=\(error):when=\(number)"
      let program = try BookRunner.executable().path
      let result = try await BookRunner.run(
        ["-f", "-o", log.path, "-e", "trace=\(call)", "-e", inject, program] + command, in: book,
        program: Self.tracer)
      let calls = String(decoding: try Data(contentsOf: log), as: UTF8.self)
      try FileManager.default.removeItem(at: log)
      return calls.contains("(INJECTED)") ? result : nil
    }

    private func leftovers(_ book: URL) throws -> [String] {
      let names = try FileManager.default.subpathsOfDirectory(atPath: book.path)
      return names.filter { $0.hasSuffix(".draft") || $0.contains(".verify") }
    }

    @Test(
      "a close is done or not done, and says which",
      .enabled(if: FailingCallTests.canInject, "strace cannot be used here"), arguments: calls)
    func close(call: String, error: String) async throws {
      try await BookRunner.withCopy(of: ErrorCase.base) { base in
        let done = try await BookRunner.run(["run", "2026-03"], in: base)
        try #require(done.status == 0, "\(done)")
        for number in Self.numbers {
          let isLast = try await BookRunner.withCopy(of: base) { book in
            let given = try await run(
              Self.closing, failing: call, error, number: number, in: book)
            guard let result = given else { return true }
            try await check(result, "\(call) \(number)", in: book)
            return false
          }
          if isLast { return }
        }
        Issue.record("more calls of \(call) than were tried")
      }
    }

    private func check(_ result: CommandResult, _ what: String, in book: URL) async throws {
      #expect(!result.wasKilled && [0, 2].contains(result.status), "\(what): \(result)")
      #expect(try leftovers(book) == [], "\(what): \(result)")
      let again = try await BookRunner.run(Self.closing, in: book)
      let wasClosed = again.standardError.contains("[L101]")
      #expect(again.status == 0 || wasClosed, "\(what): \(again)")
      #expect(result.status != 0 || wasClosed, "\(what): it said that the period is closed")
      if result.status == 2, wasClosed {
        // A report that cannot be printed comes after the seal.
        let isTold = result.standardError.contains("2026-03 is closed") || what.hasPrefix("write")
        #expect(isTold, "\(what): \(result)")
      }
      let verified = try await BookRunner.run(["verify"], in: book)
      #expect(verified.status == 0, "\(what): \(verified)")
    }

    @Test(
      "a run leaves the old results or the new ones, whole",
      .enabled(if: FailingCallTests.canInject, "strace cannot be used here"), arguments: calls)
    func replaced(call: String, error: String) async throws {
      try await BookRunner.withCopy(of: ErrorCase.base) { base in
        let first = try await BookRunner.run(["run", "2026-03"], in: base)
        try #require(first.status == 0, "\(first)")
        let old = try OutputFolder.contents(base)
        let sales = base.appendingPathComponent("data/sales.csv")
        let text = try String(contentsOf: sales, encoding: .utf8)
        try Data(text.replacingOccurrences(of: ",5000,", with: ",6000,").utf8).write(to: sales)
        let new = try await BookRunner.withCopy(of: base) { book in
          let run = try await BookRunner.run(["run", "2026-03"], in: book)
          try #require(run.status == 0, "\(run)")
          return try OutputFolder.contents(book)
        }
        try #require(old != new)
        for number in Self.numbers {
          let isLast = try await BookRunner.withCopy(of: base) { book in
            let given = try await run(
              ["run", "2026-03"], failing: call, error, number: number, in: book)
            guard let result = given else { return true }
            #expect(
              !result.wasKilled && [0, 2].contains(result.status), "\(call) \(number): \(result)")
            let now = try OutputFolder.contents(book)
            #expect(now == new || (now == old && result.status == 2), "\(call) \(number)")
            #expect(try leftovers(book) == [], "\(call) \(number)")
            return false
          }
          if isLast { return }
        }
        Issue.record("more calls of \(call) than were tried")
      }
    }
  }
#endif
