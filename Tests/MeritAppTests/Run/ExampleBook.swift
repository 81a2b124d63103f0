import Foundation
import MeritApp
import TestSupport

/// A copy of one of the examples, to be changed by a test.
struct ExampleBook {
  let url: URL

  /// Copies the example of a name into a folder.
  init(_ name: String, in folder: URL) throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    url = folder.appendingPathComponent(name)
    try FileManager.default.copyItem(
      at: root.appendingPathComponent("Examples/\(name)"), to: url)
    try? FileManager.default.removeItem(at: url.appendingPathComponent("out"))
  }

  /// Copies a file of the book under another name, with one text replaced.
  func copy(_ name: String, to other: String, replacing changes: [(String, String)]) throws {
    var text = try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
    try Data(text.utf8).write(to: url.appendingPathComponent(other))
  }

  /// The contents of every file below a folder of the book; none where it is absent.
  func contents(_ name: String) throws -> [String: Data] {
    let folder = url.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(path)
      if LocalFileSystem().kind(of: file.path) == .file {
        contents[path] = try Data(contentsOf: file)
      }
    }
    return contents
  }
}
