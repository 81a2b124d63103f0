import Foundation
import MeritApp
import TestSupport
import Testing

@Suite("a folder written whole or not at all")
struct AtomicFolderTests {
  private func replace(_ target: String, _ files: any FileSystem) throws {
    let folder = try AtomicFolder(target: target, files: files)
    do {
      try folder.write(Array("new".utf8), to: "a.txt")
      try folder.write(Array("new".utf8), to: "deep/b.txt")
      try folder.commit()
    } catch {
      folder.discard()
      throw error
    }
  }

  private func contents(_ folder: URL) throws -> [String: String] {
    var contents: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(name)
      if LocalFileSystem().kind(of: file.path) == .file {
        contents[name] = try String(contentsOf: file, encoding: .utf8)
      }
    }
    return contents
  }

  @Test("a new folder appears, an old one is replaced with all it held")
  func replaces() async throws {
    try await BookRunner.withFolder { url in
      let target = url.appendingPathComponent("out")
      for old in [nil, "old"] {
        if let old {
          try Data(old.utf8).write(to: target.appendingPathComponent("left.txt"))
        }
        try replace(target.path, LocalFileSystem())
        #expect(try contents(target) == ["a.txt": "new", "deep/b.txt": "new"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: url.path) == ["out"])
      }
    }
  }

  @Test("wherever a change fails, the folder is the old one or the new one", arguments: 1...20)
  func fails(place: Int) async throws {
    try await BookRunner.withFolder { url in
      let target = url.appendingPathComponent("out")
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      try Data("old".utf8).write(to: target.appendingPathComponent("a.txt"))
      let files = FailingFileSystem(failsAt: place)
      var failed = false
      do { try replace(target.path, files) } catch is FileError { failed = true }
      #expect(failed == (files.count >= place))
      let now = try contents(target)
      #expect(now == ["a.txt": "old"] || now == ["a.txt": "new", "deep/b.txt": "new"])
      // What a failure leaves is cleared by the next run.
      try replace(target.path, LocalFileSystem())
      #expect(try FileManager.default.contentsOfDirectory(atPath: url.path) == ["out"])
    }
  }
}
