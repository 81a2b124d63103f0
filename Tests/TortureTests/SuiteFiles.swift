import Foundation
import TestSupport

/// The torture files that lie outside of the project.
enum SuiteFiles {
  /// The files of a suite with an ending, sorted; nil where the suite is absent.
  static func all(_ suite: String, ending: String) -> [URL]? {
    guard let folder = SharedFolder.folder("suites/\(suite)") else { return nil }
    let names =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { $0.hasSuffix(ending) }.map(folder.appendingPathComponent)
  }

  static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

  /// Says that a suite is absent.
  static func skip() { print(SharedFolder.skipped) }
}
