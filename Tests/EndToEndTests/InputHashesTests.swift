import Foundation
import MeritApp
import TestSupport
import Testing

/// The hashes of a manifest against those of the files as they lie there.
@Suite struct InputHashesTests: ExampleBooks {
  private struct Manifest: Decodable {
    struct Input: Decodable {
      let file: String
      let sha256: String
    }
    let inputs: [Input]
  }

  /// Files in several encodings, some rewritten while they are read, some of which rows are cut.
  @Test(arguments: ["odd-exports", "missing-data"])
  func `the manifest has the hash of every input`(example: String) async throws {
    try await withBook(example) { book in
      try await done("run", "2026-03", "--threads", "3", in: book)
      let manifest = try JSONDecoder().decode(
        Manifest.self,
        from: Data(contentsOf: book.appendingPathComponent("out/2026-03/manifest.json")))
      #expect(manifest.inputs.count >= 4)
      for input in manifest.inputs {
        let bytes = try Data(contentsOf: book.appendingPathComponent(input.file))
        #expect(input.sha256 == sha256(Array(bytes)), "\(input.file)")
      }
    }
  }
}
