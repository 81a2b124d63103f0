import Foundation
import TestSupport
import Testing

@Suite("how commands end")
struct ExitStatusTests {
  @Test(
    "wrong usage is 64, and the usage stands on standard error",
    arguments: [
      ["nonsense"], ["run"], ["check", "--nonsense"], ["check", "--format", "xml"], ["init"],
      ["rank", "2026-03", "--top", "0"],
    ])
  func usage(arguments: [String]) async throws {
    try await BookRunner.withFolder { folder in
      let result = try await BookRunner.run(arguments, in: folder)
      #expect(result.status == 64 && result.standardOutput == "")
      #expect(result.standardError.contains("Usage: merit"))
    }
  }

  @Test("a policy that stands without its option is told how to be named")
  func misplaced() async throws {
    try await BookRunner.withFolder { folder in
      let result = try await BookRunner.run(["check", "new.json"], in: folder)
      #expect(result.status == 64 && result.standardOutput == "")
      #expect(result.standardError.contains("merit check --policy new.json\n"))
    }
  }

  @Test("help and version are asked for, so they are data", arguments: ["--help", "--version"])
  func asked(argument: String) async throws {
    try await BookRunner.withFolder { folder in
      let result = try await BookRunner.run([argument], in: folder)
      #expect(result.status == 0 && !result.standardOutput.isEmpty)
      #expect(result.standardError == "")
    }
  }

  @Test("no book is 1, in text and in JSON", arguments: ["text", "json"])
  func noBook(format: String) async throws {
    try await BookRunner.withFolder { folder in
      let result = try await BookRunner.run(
        ["run", "2026-03", "--book", "none", "--format", format], in: folder)
      #expect(result.status == 1 && result.standardOutput == "")
      let message = "there is no book at `none`: it has no merit.json"
      let help = "name the book with --book DIR, or make one with `merit init DIR`"
      let text = "error[B001]: \(message)\n  help: \(help)\n"
      let json =
        #"{"severity":"error","code":"B001","message":"\#(message)","file":null,"line":null,"#
        + #""column":null,"pointer":null,"excerpt":null,"notes":[],"help":"\#(help)"}"# + "\n"
      #expect(result.standardError == (format == "text" ? text : json))
    }
  }

  @Test("a file that cannot be read is 2, with the system's words")
  func world() async throws {
    try await BookRunner.withFolder { folder in
      let result = try await BookRunner.run(["check", "--policy", "none.json"], in: folder)
      #expect(result.status == 2 && result.standardOutput == "")
      #expect(
        result.standardError == "error: cannot read `none.json`: no such file or directory\n")
    }
  }

  @Test("a dry run computes and writes nothing; a run writes its folder")
  func dryRun() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      let out = folder.appendingPathComponent("b/out").path
      let dry = try await BookRunner.run(
        ["run", "2026-03", "--book", "b", "--dry-run"], in: folder)
      #expect(dry.status == 0 && !FileManager.default.fileExists(atPath: out))
      let run = try await BookRunner.run(["run", "2026-03", "--book", "b"], in: folder)
      #expect(run.status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["2026-03"])
    }
  }

  @Test("redaction keeps the user's own lines out of messages")
  func redacted() async throws {
    try await BookRunner.withFolder { folder in
      let file = folder.appendingPathComponent("p.json")
      try Data(#"{ "policyFormat": 1, "secret": 1 "#.utf8).write(to: file)
      let open = try await BookRunner.run(["check", "--policy", "p.json"], in: folder)
      let shut = try await BookRunner.run(["check", "--policy", "p.json", "--redact"], in: folder)
      #expect(open.status == 1 && shut.status == 1)
      #expect(open.standardError.contains("\"secret\": 1"))
      #expect(!shut.standardError.contains("\"secret\": 1"))
    }
  }
}
