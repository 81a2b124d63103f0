package import Foundation
import MeritApp
package import MeritModel

/// The findings that stopped a run.
package struct EngineStop: Error {
  /// The errors among them.
  package let diagnostics: [Diagnostic]

  /// Whether the policy itself is refused, but for what can only be seen with the data.
  var isOfPolicy: Bool { diagnostics.contains { $0.code.rawValue.hasPrefix("P") } }

  /// Whether nothing but the size of exact fractions stops the run.
  var isOfOverflow: Bool { diagnostics.allSatisfy { $0.code == .overflow } }

  var summary: String {
    diagnostics.prefix(4).map { "\($0.code.rawValue) \($0.message)" }.joined(separator: "; ")
  }
}

extension RandomCase {
  /// The text of `out/PERIOD/figures.csv` after a run of the case's period in the book `folder`, and
  /// whether some value that nobody is paid by was too large for exact fractions.
  ///
  /// Throws ``EngineStop`` where the data stop the run, anything else where the world failed.
  package func engineFigures(in folder: URL) throws -> (text: String, overflows: Bool) {
    let outcome = try BookRun.run(folder: folder.path, period: period)
    guard outcome.valid != nil else {
      throw EngineStop(diagnostics: outcome.diagnostics.filter { $0.severity == .error })
    }
    let file = folder.appending(path: "out/\(period)/figures.csv")
    let overflows = outcome.diagnostics.contains { $0.code == .overflow }
    return (String(decoding: try Data(contentsOf: file), as: UTF8.self), overflows)
  }
}
