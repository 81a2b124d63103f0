package import Foundation

/// Finds the folder of public data and suites that lies outside the project.
package enum SharedFolder {
  /// The message of a test that is left out because the folder is absent.
  package static let skipped = "skipped: the shared folder is not beside the project (MERIT_SHARED)"

  /// A folder inside, or nil where it is absent: in `MERIT_SHARED`, else in `shared` beside the
  /// project.
  package static func folder(_ path: String) -> URL? {
    let project = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { place, _ in
      place.deletingLastPathComponent()
    }
    let beside = project.deletingLastPathComponent().appendingPathComponent("shared")
    let named = ProcessInfo.processInfo.environment["MERIT_SHARED"].map(URL.init(fileURLWithPath:))
    let folder = (named ?? beside).appendingPathComponent(path)
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }
}
