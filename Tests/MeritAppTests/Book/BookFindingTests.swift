import Foundation
import MeritApp
import MeritModel
import TestSupport
import Testing

@Suite("finding the book")
struct BookFindingTests {
  @Test("the nearest folder upwards that holds merit.json is the book")
  func nearest() async throws {
    try await BookRunner.withFolder { url in
      let folder = BookFolder(url: url)
      try folder.write("{}", to: "outer/merit.json")
      try folder.write("{}", to: "outer/inner/merit.json")
      try folder.write("", to: "outer/inner/data/deep/x.csv")
      let files = LocalFileSystem()
      let deep = "\(url.path)/outer/inner/data/deep"
      #expect(
        BookReader.find(nil, from: deep, files: files).valid == "\(url.path)/outer/inner")
      #expect(
        BookReader.find(nil, from: "\(url.path)/outer", files: files).valid
          == "\(url.path)/outer")
    }
  }

  @Test("a named folder is taken as it is, and only it")
  func named() async throws {
    try await BookRunner.withFolder { url in
      let folder = BookFolder(url: url)
      try folder.write("{}", to: "merit.json")
      try folder.write("", to: "data/x.csv")
      let files = LocalFileSystem()
      #expect(BookReader.find(url.path, from: "/", files: files).valid == url.path)
      let none = BookReader.find("\(url.path)/data", from: url.path, files: files)
      #expect(none.valid == nil && none.diagnostics.map(\.code) == [.bookMissing])
    }
  }

  @Test("without a book the answer names both ways out")
  func none() {
    let found = BookReader.find(nil, from: "/nowhere/at/all", files: LocalFileSystem())
    #expect(found.diagnostics.map(\.code) == [.bookMissing])
    #expect(found.diagnostics.first?.help.contains("--book DIR") == true)
    #expect(found.diagnostics.first?.help.contains("merit init DIR") == true)
  }
}
