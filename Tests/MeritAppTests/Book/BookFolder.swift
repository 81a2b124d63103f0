import Foundation
import MeritApp
import MeritModel
import TestSupport

/// A book in a folder of its own, made from a text of merit.json and empty files.
struct BookFolder {
  let url: URL

  /// Reads a book that holds `merit.json` and the named files.
  static func read(
    _ json: String, files: [String] = ["policies/a.policy.json", "data/roster.csv"]
  ) async throws -> Checked<OpenBook> {
    try await BookRunner.withFolder { url in
      let folder = BookFolder(url: url)
      try folder.write(json, to: "merit.json")
      for file in files { try folder.write("", to: file) }
      return try BookReader.read(url.path, files: LocalFileSystem())
    }
  }

  func write(_ text: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
