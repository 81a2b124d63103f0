package import Foundation

/// Finds the policies and books that the project ships, with those of its tests.
package enum ShippedFiles {
  /// The project's folder.
  package static let project = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { place, _ in
    place.deletingLastPathComponent()
  }

  private static let folders = [
    "Config", "Examples", "Tests/MeritPolicyTests/Fixtures", "Tests/SchemeTests/Cases",
    "Tests/RealDataTests/Books", "Tests/ErrorCatalogueTests/base",
  ]

  /// All policy files, sorted by path.
  package static let policies = files { $0.hasSuffix(".policy.json") }

  /// All merit.json, sorted by path.
  package static let books = files { $0 == "merit.json" }

  private static func files(_ isWanted: (String) -> Bool) -> [URL] {
    folders.flatMap { folder in
      let root = project.appendingPathComponent(folder)
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
      return paths.sorted().map(root.appendingPathComponent).filter {
        isWanted($0.lastPathComponent)
      }
    }
  }
}
