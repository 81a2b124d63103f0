import MeritModel

/// A path with `*` and `?` in its parts, as in `data/calls-*.csv`.
package struct FilePattern {
  private let parts: [String]

  /// Takes in a pattern; its parts are joined by `/`.
  package init(_ pattern: String) {
    parts = pattern.split(separator: "/").map(String.init)
  }

  /// Says whether a path stands for several files.
  package static func isPattern(_ path: String) -> Bool {
    path.contains("*") || path.contains("?")
  }

  /// The files below a folder that match, relative to it, sorted by Unicode scalars.
  package func matches(in folder: String, files: any FileSystem) -> [String] {
    var found = [""]
    for (place, part) in parts.enumerated() {
      let wanted = place == parts.count - 1 ? FileKind.file : .folder
      found = found.flatMap { prefix -> [String] in
        let names = (try? files.list(prefix.isEmpty ? folder : "\(folder)/\(prefix)")) ?? []
        return names.filter { FilePattern.fits(Array($0), Array(part)) }
          .map { prefix.isEmpty ? $0 : "\(prefix)/\($0)" }
          .filter { files.kind(of: "\(folder)/\($0)") == wanted }
      }
    }
    return found.sorted(by: precedes)
  }

  private static func fits(_ name: [Character], _ pattern: [Character]) -> Bool {
    var (place, next, star, mark) = (0, 0, -1, 0)
    while place < name.count {
      if next < pattern.count, pattern[next] == "?" || pattern[next] == name[place] {
        place += 1
        next += 1
      } else if next < pattern.count, pattern[next] == "*" {
        (star, mark) = (next, place)
        next += 1
      } else if star >= 0 {
        next = star + 1
        mark += 1
        place = mark
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}
