import Foundation
import TestSupport
import Testing

@Suite("merit init and merit check, as typed")
struct InitCheckTests {
  @Test("init makes a book that passes the check, exactly so")
  func initAndCheck() async throws {
    try await BookRunner.withFolder { folder in
      let made = try await BookRunner.run(["init", "my-book"], in: folder)
      #expect(made.status == 0 && made.standardError == "")
      #expect(
        made.standardOutput
          == "made the book my-book: merit.json, policies, data\n"
          + "next: merit run 2026-03 --book my-book\n")
      let checked = try await BookRunner.run(["check", "--book", "my-book"], in: folder)
      // What leaving weights does to people is advice; nothing else is found.
      #expect(checked.status == 0)
      #expect(checked.standardError.contains("hint[P720]: `teamwork` leaves the weights"))
      #expect(checked.standardError.hasSuffix("\n0 errors, 1 hint\n"))
      let lines = checked.standardOutput.split(separator: "\n")
      #expect(
        String(lines.first ?? "")
          == "policies/telesales.policy.json: telesales 2026.1, 2026-01-01 to 2026-12-31, "
          + "14 inputs, 108 definitions, 4 plans")
      let claims = lines.dropFirst().filter { $0.hasPrefix("  claim ") && $0.contains(": proved") }
      #expect(claims.count == 4 && lines.count == 5)
      let quiet = try await BookRunner.run(["check", "--book", "my-book", "--quiet"], in: folder)
      #expect(quiet.standardError == "")
    }
  }

  @Test("what is written belongs to the owner alone")
  func modes() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      for (name, mode) in [("b", 0o700), ("b/data", 0o700), ("b/merit.json", 0o600)] {
        let facts = try FileManager.default.attributesOfItem(
          atPath: folder.appendingPathComponent(name).path)
        #expect(facts[.posixPermissions] as? Int == mode, "\(name)")
      }
    }
  }

  @Test("the check of the data tells what is wrong with rows, from inside the book")
  func data() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      let inside = folder.appendingPathComponent("b/data")
      let checked = try await BookRunner.run(["check", "--data"], in: inside)
      #expect(checked.status == 0)
      #expect(
        checked.standardError.hasPrefix(
          """
          data/calls-2026-03.csv:2: hint[D140]: 5666 cells of `talk_time` written as a clock, read \
          as a duration; the first is here
            help: nothing, if it was read as it is meant; `merit inspect` shows how
          data/calls-2026-03.csv:2502: warning[D103]: `E9999` is not on the roster; one row
            help: add the person to the roster, or the export's name of them to an identity table: \
          `"using"`
          data/customers.csv:255: hint[D117]: `E1020` is not on the roster on the day of 2 rows, \
          which count; the first here
            help: correct `valid_from` or `valid_to` in the roster, or leave it if the row is the \
          person's own
          data/customers.csv:300: hint[D117]: `E1023` is not on the roster on the day of 3 rows, \
          which count; the first here
            help: as above, at `data/customers.csv:255`
          data/customers.csv:304: hint[D117]: `E1024` is not on the roster on the day of 8 rows, \
          which count; the first here
            help: as above, at `data/customers.csv:255`
          data/follow-ups.csv:62:20: warning[D108]: `2026-03-32 10:00:00` in column `due_at` is \
          no date that exists
            help: correct the cell, or say in merit.json how the column is written: `"format": "…"`
          data/sales.csv:182: warning[D113]: the row repeats data/sales.csv:181
            help: nothing, if the row is to count once; `merit why D113` says which counts
          policies/telesales.policy.json:
          """))
      #expect(checked.standardError.hasSuffix("\n0 errors, 3 warnings, 5 hints\n"))
      let rows = checked.standardOutput.split(separator: "\n").map {
        $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
      }
      let followUps = try #require(rows.first { $0.first == "data/follow-ups.csv" })
      #expect(followUps.suffix(2) == ["241", "1"])
      #expect(rows.count { $0.first?.hasPrefix("data/") == true } == 14)
    }
  }

  @Test("a bad row of the roster is an error, told once")
  func badRoster() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      let roster = folder.appendingPathComponent("b/data/roster.csv")
      var lines = try String(contentsOf: roster, encoding: .utf8).split(separator: "\n")
      lines[1] = lines[1].split(separator: ",", maxSplits: 1).last.map { "," + $0 } ?? ""
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: roster)
      let checked = try await BookRunner.run(["check", "--data", "--book", "b"], in: folder)
      #expect(checked.status == 1)
      let told = checked.standardError.split(separator: "\n").filter {
        $0.hasPrefix("data/roster.csv:2")
      }
      #expect(told.count == 1 && told.first?.contains("error[D109]") == true)
    }
  }

  @Test("faults of the book and of its policies are told together")
  func together() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      for (name, old) in [
        ("merit.json", "\"output\""), ("policies/telesales.policy.json", "\"plans\""),
      ] {
        let file = folder.appendingPathComponent("b/\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let broken = old.replacingOccurrences(of: "\"", with: "") + "x"
        try Data(text.replacingOccurrences(of: old, with: "\"\(broken)\"").utf8).write(to: file)
      }
      let checked = try await BookRunner.run(["check", "--book", "b"], in: folder)
      #expect(checked.status == 1)
      #expect(checked.standardError.contains("error[P003]: the key `outputx` means nothing here"))
      #expect(checked.standardError.contains("help: did you mean `output`?"))
      #expect(checked.standardError.contains("error[P003]: the key `plansx` means nothing here"))
    }
  }

  @Test("init leaves a folder that holds something alone")
  func initRefuses() async throws {
    try await BookRunner.withFolder { folder in
      try Data().write(to: folder.appendingPathComponent("mine"))
      let refused = try await BookRunner.run(["init", "."], in: folder)
      #expect(refused.status == 1 && refused.standardOutput == "")
      #expect(
        refused.standardError
          == "error[B010]: the folder `.` is not empty\n  help: name a new folder, as in `merit init new-book`\n"
      )
    }
  }

  @Test("a policy file alone is checked without a book; its faults come with line and mend")
  func policyAlone() async throws {
    try await BookRunner.withFolder { folder in
      let file = folder.appendingPathComponent("p.json")
      try Data("{ \"policyFormat\": 1,\n  \"policyFormat\": 1 }".utf8).write(to: file)
      for path in ["p.json", file.path] {
        let checked = try await BookRunner.run(["check", "--policy", path], in: folder)
        #expect(checked.status == 1)
        #expect(checked.standardError.contains("p.json:2:3: error[P002]: the key `policyFormat`"))
        #expect(checked.standardError.contains("  2 |   \"policyFormat\": 1 }\n"))
        #expect(checked.standardError.contains("\n  help: "))
      }
    }
  }
}
