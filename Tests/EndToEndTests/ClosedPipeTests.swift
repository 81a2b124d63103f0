import Foundation
import TestSupport
import Testing

@Suite("a reader that goes away")
struct ClosedPipeTests {
  @Test("closing the pipe early is no error")
  func closed() async throws {
    try await BookRunner.withFolder { folder in
      _ = try await BookRunner.run(["init", "b"], in: folder)
      let merit = try BookRunner.executable().path
      // The pipe is opened for writing beside a reader, which then goes away.
      let script =
        "mkfifo p; exec 3<>p; exec 4>p; exec 3<&-; '\(merit)' rank 2026-03 --book b >&4; echo $?"
      let result = try await BookRunner.run(
        ["-c", script], in: folder, program: URL(fileURLWithPath: "/bin/bash"))
      #expect(result.standardOutput == "0\n")
      #expect(result.standardError == "")
    }
  }
}
