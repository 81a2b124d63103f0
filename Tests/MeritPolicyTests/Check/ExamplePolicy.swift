import Foundation
import MeritModel
import MeritPolicy

/// The complete policy of the language document.
enum ExamplePolicy {
  static var compiled: Checked<CompiledPolicy> {
    get throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      let file = folder.appending(path: "Fixtures/telesales-example.policy.json")
      return PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "example")
    }
  }
}
