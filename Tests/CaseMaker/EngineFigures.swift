package import Foundation
import MeritApp
package import MeritModel

/// The findings that stopped a run.
package struct EngineStop: Error {
  /// The errors among them.
  package let diagnostics: [Diagnostic]
}

extension RandomCase {
  /// The text of `out/PERIOD/figures.csv` after a run of the case's period in the book `folder`.
  ///
  /// Throws ``EngineStop`` where the data stop the run, anything else where the world failed.
  package func engineFigures(in folder: URL) throws -> String {
    let outcome = try BookRun.run(folder: folder.path, period: period)
    guard outcome.valid != nil else {
      throw EngineStop(diagnostics: outcome.diagnostics.filter { $0.severity == .error })
    }
    let file = folder.appending(path: "out/\(period)/figures.csv")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
