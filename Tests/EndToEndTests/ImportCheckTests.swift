import Foundation
import TestSupport
import Testing

@Suite("merit-dev check: imports run one way")
struct ImportCheckTests {
  private static let modules = [
    "MeritModel", "MeritPolicy", "MeritImport", "MeritMeasure", "MeritEngine", "MeritReport",
    "MeritExcel", "MeritApp", "merit",
  ]

  private func program() throws -> URL {
    try BookRunner.executable().deletingLastPathComponent().appendingPathComponent("merit-dev")
  }

  @Test("this project keeps to the drawing")
  func project() async throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let result = try await BookRunner.run(
      ["check", "--project", root.path], in: root, program: program())
    #expect(result.status == 0 && result.standardError == "")
  }

  @Test(
    "an import against the drawing is told with its place, however it is written",
    arguments: [
      ("MeritModel", "import Foundation", "Foundation"),
      ("MeritEngine", "package import MeritImport", "MeritImport"),
      ("MeritReport", "  internal import MeritExcel", "MeritExcel"),
      ("MeritImport", "@preconcurrency import MeritPolicy", "MeritPolicy"),
      ("MeritPolicy", "import struct MeritEngine.Calculation", "MeritEngine"),
      ("MeritApp", "import CXlsxWriter", "CXlsxWriter"),
    ])
  func breach(module: String, line: String, imported: String) async throws {
    try await BookRunner.withFolder { folder in
      for name in Self.modules {
        let sources = folder.appendingPathComponent("Sources/\(name)")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        let text = name == module ? "// One.\n\(line)\n" : "// One.\n"
        try Data(text.utf8).write(to: sources.appendingPathComponent("A.swift"))
      }
      let result = try await BookRunner.run(["check"], in: folder, program: program())
      #expect(result.status == 1)
      #expect(
        result.standardError
          == "Sources/\(module)/A.swift:2: error: \(module) may not import \(imported)\n")
    }
  }
}
