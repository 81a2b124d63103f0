import Foundation
import TestSupport
import Testing

/// Tests that work on copies of the shipped examples.
protocol ExampleBooks {}

extension ExampleBooks {
  /// Gives `body` a copy of an example, which is removed afterwards.
  func withBook(_ example: String, _ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(
      of: ShippedFiles.project.appendingPathComponent("Examples/\(example)"), body)
  }

  /// Runs a command that must succeed.
  @discardableResult
  func done(_ arguments: String..., in book: URL) async throws -> CommandResult {
    let result = try await BookRunner.run(arguments, in: book)
    try #require(result.status == 0, "\(arguments): \(result)")
    return result
  }

  /// Runs and closes a period.
  func close(_ period: String, on day: String, in book: URL) async throws {
    try await done("run", period, in: book)
    try await done("close", period, "--by", "Ann", "--on", day, "--confirm", period, in: book)
  }

  /// Replaces a text wherever it stands in a file, at least once.
  func change(_ name: String, _ old: String, _ new: String, in book: URL) throws {
    let file = book.appendingPathComponent(name)
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try #require(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
  }

  /// The text of a file.
  func text(_ name: String, in book: URL) throws -> String {
    try String(contentsOf: book.appendingPathComponent(name), encoding: .utf8)
  }

  /// The value of a figure of a period.
  func figure(_ id: String, _ name: String, _ period: String, in book: URL) throws -> String? {
    try BookRunner.figures(in: book, period: period)
      .first { $0.id == id && $0.figure == name }?.value
  }
}
