#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  // The kernel tells when the program listens to signals and has the big file open, so the tests
  // neither guess nor sleep for a fixed time.
  @Suite("an interruption: exit status 130 or 143, nothing is left behind", .serialized)
  struct InterruptionTests {
    private static let sales = "data/sales.csv"

    @Test(
      "while a large file is read", .timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM],
      ["utf-8", "gb18030", "utf-16"])
    func reading(signal: Int32, encoding: String) async throws {
      try await withBook(encoding) { book in
        let command = try BookRunner.start(["run", "2026-03", "--book", book.path], in: book)
        try await expectEnd(of: command, by: signal)
      }
    }

    @Test("while a large file is looked at", .timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM])
    func inspection(signal: Int32) async throws {
      try await withBook("utf-16") { book in
        let command = try BookRunner.start(["inspect", Self.sales], in: book)
        let result = try await expectEnd(of: command, by: signal)
        #expect(result.standardOutput.isEmpty)
      }
    }

    @Test("while a draft is made of a large file", .timeLimit(.minutes(2)))
    func draft() async throws {
      try await withBook("utf-16") { book in
        let command = try BookRunner.start(["init", "new", "--from", Self.sales], in: book)
        try await expectEnd(of: command, by: SIGINT)
        #expect(!FileManager.default.fileExists(atPath: book.appendingPathComponent("new").path))
      }
    }

    @Test("while a large file of names is read", .timeLimit(.minutes(2)))
    func names() async throws {
      try await withBook("utf-8") { book in
        let names = book.appendingPathComponent("data/names.csv")
        try write(to: names, "alias,employee_id\n", as: "utf-8", row: "A,E1\n")
        try change(
          book, "\"inputs\": {",
          "\"identities\": { \"names\": { \"files\": [\"data/names.csv\"] } },\n\"inputs\": {")
        try change(
          book, "[\"\(Self.sales)\"] ",
          "[\"\(Self.sales)\"], \"columns\": { \"employee_id\": "
            + "{ \"column\": \"employee_id\", \"using\": \"names\" } } ")
        let command = try BookRunner.start(["run", "2026-03", "--book", book.path], in: book)
        try await expectEnd(of: command, by: SIGINT, file: "data/names.csv")
      }
    }

    @Test("while an export that no rule reads is hashed", .timeLimit(.minutes(2)))
    func hashOfRun() async throws {
      try await BookRunner.withCopy(of: ErrorCase.base) { book in
        try OutputFolder.fill(book)
        try writeHoles(to: book.appendingPathComponent("data/notes.csv"))
        try change(
          book, "\"inputs\": {", "\"inputs\": { \"notes\": { \"files\": [\"data/notes.csv\"] },")
        try change(
          book, "\"inputs\": {",
          "\"inputs\": { \"notes\": { \"key\": [\"id\"], \"columns\": { \"id\": \"id\" } },",
          file: "policies/base.policy.json")
        let command = try BookRunner.start(["run", "2026-03", "--book", book.path], in: book)
        try await expectEnd(of: command, by: SIGINT, file: "data/notes.csv")
        try OutputFolder.expectUntouched(book)
      }
    }

    @Test(
      "while an export is hashed to see whether it changed", .timeLimit(.minutes(2)),
      arguments: [SIGINT, SIGTERM])
    func hashOfStatus(signal: Int32) async throws {
      try await BookRunner.withCopy(of: ErrorCase.base) { book in
        let run = try await BookRunner.run(["run", "2026-03", "--book", book.path], in: book)
        try #require(run.status == 0, "\(run)")
        try writeHoles(to: book.appendingPathComponent(Self.sales))
        let command = try BookRunner.start(["status", "--book", book.path], in: book)
        let result = try await expectEnd(of: command, by: signal)
        #expect(result.standardOutput.isEmpty)
      }
    }

    /// Writes a file that takes long to hash and no place on the disk.
    private func writeHoles(to file: URL) throws {
      try Data().write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 16 << 30)
      try handle.close()
    }

    /// A book with results of an earlier run and a large file of sales; the results must stay.
    private func withBook(_ encoding: String, _ body: (URL) async throws -> Void) async throws {
      try await BookRunner.withCopy(of: ErrorCase.base) { book in
        try OutputFolder.fill(book)
        let file = book.appendingPathComponent(Self.sales)
        let start = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        try write(to: file, start, as: encoding, row: "L,E1,2026-03-05,1.25,won\n")
        if encoding == "gb18030" {
          try change(
            book, "[\"\(Self.sales)\"] ",
            "[\"\(Self.sales)\"], \"dialect\": { \"encoding\": \"gb18030\" } ")
        }
        try await body(book)
        try OutputFolder.expectUntouched(book)
      }
    }

    private func change(
      _ book: URL, _ old: String, _ new: String, file: String = "merit.json"
    ) throws {
      let config = book.appendingPathComponent(file)
      let text = String(decoding: try Data(contentsOf: config), as: UTF8.self)
      try #require(text.contains(old))
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: config)
    }

    /// Writes a row 1,200,000 times.
    private func write(
      to file: URL, _ start: String, as encoding: String, row: String
    ) throws {
      let isWide = encoding == "utf-16"
      let form = isWide ? String.Encoding.utf16LittleEndian : .utf8
      let head = (isWide ? "\u{FEFF}" : "") + start
      try #require(head.data(using: form)).write(to: file)
      let block = try #require(String(repeating: row, count: 10_000).data(using: form))
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      for _ in 0..<120 { try handle.write(contentsOf: block) }
      try handle.close()
    }

    @discardableResult
    private func expectEnd(
      of command: RunningCommand, by signal: Int32, file: String = sales
    ) async throws -> CommandResult {
      let process = command.processIdentifier
      while !isReading(process, file, signal) {
        try #require(isAlive(process), "the command ended before it was interrupted")
        await Task.yield()
      }
      #expect(kill(process, signal) == 0)
      let result = try await command.finish()
      #expect(result.status == 128 + signal && !result.wasKilled, "\(result)")
      #expect(result.standardError.contains("interrupted: nothing was written"), "\(result)")
      return result
    }

    private func isReading(_ process: Int32, _ file: String, _ signal: Int32) -> Bool {
      let folder = "/proc/\(process)"
      guard let status = try? String(contentsOfFile: "\(folder)/status", encoding: .utf8) else {
        return false
      }
      let masks = status.split(separator: "\n").filter {
        $0.hasPrefix("SigCgt:") || $0.hasPrefix("SigIgn:")
      }.compactMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
      guard masks.contains(where: { $0 & (1 << UInt64(signal - 1)) != 0 }) else { return false }
      let open = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")) ?? []
      let files = open.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")
      }
      let maps = (try? String(contentsOfFile: "\(folder)/maps", encoding: .utf8)) ?? ""
      return maps.contains(file) || files.contains { $0.hasSuffix(file) }
    }

    private func isAlive(_ process: Int32) -> Bool {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      else { return false }
      return !status.contains("State:\tZ")
    }
  }
#endif
