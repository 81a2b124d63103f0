import Foundation
import MeritApp
import MeritModel
import TestSupport
import Testing

@Suite("the sample book")
struct SampleBookTests {
  private let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("the program carries Examples/first-run as it is")
  func current() throws {
    let text = try SampleBookSource.text(project: project.path, files: LocalFileSystem())
    let file = project.appendingPathComponent(SampleBookSource.path)
    let isCurrent = try Data(contentsOf: file) == Data(text.utf8)
    #expect(isCurrent, "\(SampleBookSource.path) is stale: swift run merit-dev generate")
    for file in SampleBook.files {
      let example = project.appendingPathComponent("Examples/first-run/\(file.path)")
      #expect(try Data(contentsOf: example) == Data(file.bytes), "\(file.path)")
    }
    #expect(!SampleBook.files.contains { $0.path == "expected-figures.csv" })
  }

  @Test(
    "its policy is the one that we ship",
    arguments: ["telesales.policy.json", "telesales.tests.json"])
  func policy(name: String) throws {
    let shipped = project.appendingPathComponent("Config/\(name)")
    let sample = project.appendingPathComponent("Examples/first-run/policies/\(name)")
    #expect(try Data(contentsOf: shipped) == Data(contentsOf: sample))
  }

  @Test("it goes into a new folder or an empty one, and runs", arguments: ["new/deep", "empty"])
  func writes(name: String) async throws {
    try await BookRunner.withFolder { url in
      try FileManager.default.createDirectory(
        at: url.appendingPathComponent("empty"), withIntermediateDirectories: true)
      let target = url.appendingPathComponent(name)
      #expect(try SampleBook.write(to: target.path, files: LocalFileSystem()).isEmpty)
      for file in SampleBook.files {
        let written = target.appendingPathComponent(file.path)
        #expect(try Data(contentsOf: written) == Data(file.bytes))
      }
      let beside = try FileManager.default.contentsOfDirectory(atPath: target.path)
      #expect(beside.sorted() == ["README.md", "data", "merit.json", "policies"])
    }
  }

  @Test("a folder that holds something, or a file, is left alone", arguments: ["full", "full/x"])
  func refuses(name: String) async throws {
    try await BookRunner.withFolder { url in
      try BookFolder(url: url).write("mine", to: "full/x")
      let findings = try SampleBook.write(
        to: url.appendingPathComponent(name).path, files: LocalFileSystem())
      #expect(findings.map(\.code) == [.folderNotEmpty])
      let kept = try FileManager.default.contentsOfDirectory(
        atPath: url.appendingPathComponent("full").path)
      #expect(kept == ["x"])
    }
  }
}
