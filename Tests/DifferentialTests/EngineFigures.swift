import Foundation

/// Whether ``engineFigures(case:folder:)`` runs the engine.
let isEngineJoined = false

/// The engine is not joined to these tests.
struct EngineNotJoined: Error {}

/// The text of `out/PERIOD/figures.csv` after a run of the case's period in the book `folder`.
///
/// Throws where the run stops.
func engineFigures(case random: RandomCase, folder: URL) throws -> String {
  throw EngineNotJoined()
}

extension RandomCase {
  /// Writes the book of the case: `merit.json`, the policy and the files.
  func writeBook(in folder: URL) throws {
    var files = csvFiles()
    files["merit.json"] = meritJSON
    files["policies/random.policy.json"] = policyJSON
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
