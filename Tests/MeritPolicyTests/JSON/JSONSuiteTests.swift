import Foundation
import MeritModel
import MeritPolicy
import TestSupport
import Testing

/// Files of public suites: what must be read, what must be refused, what every reader may decide.
private let suite = SharedFolder.folder("suites/jsontestsuite/test_parsing")
private let ownSuite = SharedFolder.folder("suites/policy-json-own")

private func files(_ folder: URL?, prefix: String = "") throws -> [URL] {
  guard let folder else { return [] }
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "json" && $0.lastPathComponent.hasPrefix(prefix) }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
}

private func read(_ file: URL) throws -> Checked<JSONNode> {
  JSONReader.read(Array(try Data(contentsOf: file)), file: file.lastPathComponent)
}

struct JSONSuiteTests {
  @Test(.enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
  func `valid files are read, save that keys may not repeat and digits are few`() throws {
    let found = try files(suite, prefix: "y_")
    #expect(found.count >= 90)
    for file in found {
      let checked = try read(file)
      #expect(checked.result != nil, "\(file.lastPathComponent)")
      let isDuplicate = file.lastPathComponent.contains("duplicated_key")
      for diagnostic in checked.diagnostics {
        #expect(
          diagnostic.code == (isDuplicate ? .duplicateKey : .tooManyDigits),
          "\(file.lastPathComponent): \(diagnostic.message)")
      }
      #expect(!isDuplicate || checked.diagnostics.count == 1)
    }
  }

  @Test(.enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
  func `invalid files are refused with one finding that has a place`() throws {
    let found = try files(suite, prefix: "n_")
    #expect(found.count >= 180)
    for file in found {
      let checked = try read(file)
      #expect(checked.result == nil, "\(file.lastPathComponent)")
      let found = checked.diagnostics.filter { $0.code != .tooManyDigits }
      #expect(found.count == 1, "\(file.lastPathComponent)")
      #expect(checked.diagnostics.allSatisfy { $0.place?.line != nil && $0.excerpt != nil })
    }
  }

  @Test(.enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
  func `undecided files: numbers and the mark are read, all else is refused`() throws {
    for file in try files(suite, prefix: "i_") {
      let name = file.lastPathComponent
      let isRead = name.hasPrefix("i_number") || name.contains("BOM_empty_object")
      #expect(try (read(file).result != nil) == isRead, "\(name)")
    }
  }

  /// The verdicts of the suite's own table, as far as the text alone decides.
  @Test(
    .enabled(if: ownSuite != nil, Comment(rawValue: SharedFolder.skipped)),
    arguments: [
      ("dup_key", DiagnosticCode.duplicateKey), ("dup_key_escaped", .duplicateKey),
      ("dup_key_nfd", .duplicateKey), ("trailing_comma", .notJSON), ("comment", .notJSON),
      ("nan", .notJSON), ("deep", .tooLarge), ("lone_surrogate", .notJSON),
      ("empty", .notJSON), ("huge_string", .tooLarge),
    ]) func `traps are refused by their own code`(name: String, code: DiagnosticCode) throws
  {
    let folder = try #require(ownSuite)
    let checked = try read(folder.appendingPathComponent("\(name).json"))
    #expect(checked.valid == nil)
    #expect(checked.diagnostics.map(\.code) == [code])
  }

  /// The verdicts of the suite's table over all its files: what must be refused is refused as JSON or
  /// as a policy, and what is exact is read to the last digit.
  @Test(.enabled(if: ownSuite != nil, Comment(rawValue: SharedFolder.skipped)))
  func `every file of the own suite has the verdict of its table`() throws {
    let folder = try #require(ownSuite)
    let table = try String(
      contentsOf: folder.appendingPathComponent("expected.csv"), encoding: .utf8)
    let lines = table.split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count == 22)
    for line in lines {
      let cells = line.split(separator: ",", maxSplits: 1).map(String.init)
      let file = folder.appendingPathComponent(cells[0])
      let read = try read(file)
      let compiled = PolicyCompiler.compile(
        Array(try Data(contentsOf: file)), file: cells[0])
      switch cells[1] {
      case "exact", "0": #expect(read.result != nil, "\(cells[0])")
      case "policy", "policy: recommend decimal-as-string":
        // Read or refused, but never without a word of why.
        #expect(read.valid != nil || read.diagnostics.hasErrors, "\(cells[0])")
      default:
        #expect(compiled.diagnostics.hasErrors, "\(cells[0]) is to be: \(cells[1])")
        #expect(
          compiled.diagnostics.filter { $0.severity == .error }.allSatisfy { $0.place != nil })
      }
    }
  }
}
