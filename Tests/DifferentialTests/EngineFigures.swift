import Foundation
import MeritApp
import MeritModel

/// The findings that stopped a run.
struct EngineStop: Error {
  let diagnostics: [Diagnostic]
}

/// The text of `out/PERIOD/figures.csv` after a run of the case's period in the book `folder`.
///
/// Throws ``EngineStop`` where the data stop the run, anything else where the world failed.
func engineFigures(case random: RandomCase, folder: URL) throws -> String {
  let outcome = try BookRun.run(folder: folder.path, period: random.period)
  guard outcome.valid != nil else {
    throw EngineStop(diagnostics: outcome.diagnostics.filter { $0.severity == .error })
  }
  let file = folder.appending(path: "out/\(random.period)/figures.csv")
  return String(decoding: try Data(contentsOf: file), as: UTF8.self)
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
