import Foundation
import MeritModel
import MeritPolicy
import Testing

@Suite struct PolicyCompilerTests {
  @Test func `the example of the language compiles without an error`() throws {
    let file = folder("Tests/MeritPolicyTests/Fixtures/telesales-example.policy.json")
    let checked = PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "example")
    #expect(checked.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(checked.result?.rules.isEmpty == false)
  }

  @Test func `the policy that is shipped compiles without a finding but advice`() throws {
    let file = folder("Config/telesales.policy.json")
    let checked = PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "telesales")
    #expect(checked.diagnostics.filter { !$0.code.isAdvice }.isEmpty, "\(checked.diagnostics)")
  }

  private func folder(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: path)
  }
}
