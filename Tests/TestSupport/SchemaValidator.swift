package import Foundation

/// Validates JSON files with the `jsonschema` of Python, which knows nothing of this project.
package enum SchemaValidator {
  /// The message of a test that is left out because the validator is absent.
  package static let skipped =
    "skipped: no python3 with the module jsonschema (apt install python3-jsonschema)"

  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("validate.py")

  /// A Python that has the module: the one that `Tests/run` made, the one at hand, the system's.
  private static let python: [String]? = {
    let made = ShippedFiles.project.appendingPathComponent(".build/python/bin/python3").path
    return [[made], ["/usr/bin/env", "python3"], ["/usr/bin/python3"]].first { command in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: command[0])
      process.arguments =
        command.dropFirst() + ["-c", "from jsonschema import Draft202012Validator"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }()

  /// Says whether the validator can be run.
  package static var isThere: Bool { python != nil }

  /// What the validator says of each file, by its path; nothing where the file fits the schema.
  package static func faults(_ schema: URL, _ files: [URL]) async throws -> [String: String] {
    let lines = try await run([schema.path] + files.map(\.path))
    return Dictionary(lines.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The examples of a schema with what is wrong with each; nothing where it fits.
  package static func examples(_ schema: URL) async throws -> [(example: String, fault: String)] {
    try await run([schema.path, "--examples"]).map { ($0[0], $0[1]) }
  }

  private static func run(_ arguments: [String]) async throws -> [[String]] {
    let command = python ?? []
    let result = try await BookRunner.run(
      command.dropFirst() + [script.path] + arguments, in: ShippedFiles.project,
      program: URL(fileURLWithPath: command[0]))
    guard result.status == 0 else { throw BookRunnerError.runFailed(result) }
    return result.standardOutput.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return [parts[0], parts.count > 1 ? parts[1] : ""]
    }
  }
}
