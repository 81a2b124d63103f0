import Foundation
import MeritApp
import MeritModel
import TestSupport
import Testing

@Suite("a run of a period")
struct RunPeriodTests {
  @Test("two runs give the same bytes, however many threads read", arguments: [1, 2, 7])
  func sameBytes(threads: Int) async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("first-run", in: folder)
      _ = try BookRun.run(folder: book.url.path, period: "2026-03", threads: 1)
      let once = try book.contents("out/2026-03")
      _ = try BookRun.run(folder: book.url.path, period: "2026-03", threads: threads)
      let again = try book.contents("out/2026-03")
      #expect(once.keys.sorted() == again.keys.sorted())
      for (name, bytes) in once { #expect(again[name] == bytes, "\(name)") }
    }
  }

  @Test("wherever a write fails, the results are the old ones or the new ones")
  func faults() async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("brackets", in: folder)
      let out = book.url.appendingPathComponent("out/2026-03")
      let counting = FailingFileSystem(failsAt: 0)
      _ = try BookRun.run(folder: book.url.path, period: "2026-03", files: counting)
      let new = try book.contents("out/2026-03")
      #expect(new["figures.csv"] != nil && counting.count > 20)
      for place in 1...counting.count {
        try FileManager.default.removeItem(at: out)
        try BookFolder(url: out).write("old", to: "figures.csv")
        let files = FailingFileSystem(failsAt: place)
        var failed = false
        do {
          _ = try BookRun.run(folder: book.url.path, period: "2026-03", files: files)
        } catch is FileError {
          failed = true
        }
        let now = try book.contents("out/2026-03")
        let isOld = now == ["figures.csv": Data("old".utf8)]
        #expect(isOld || now == new, "at change \(place)")
        #expect(failed || now == new, "at change \(place)")
      }
    }
  }

  @Test("a period with an error writes nothing and touches nothing")
  func errors() async throws {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("brackets", in: folder)
      _ = try BookRun.run(folder: book.url.path, period: "2026-03")
      let old = try book.contents("out")
      try book.copy("data/roster.csv", to: "data/roster.csv", replacing: [("employee_id", "who")])
      let broken = try BookRun.run(folder: book.url.path, period: "2026-03")
      #expect(broken.valid == nil)
      #expect(broken.diagnostics.contains { $0.code == .columnMissing })
      #expect(try book.contents("out") == old)
    }
  }
}
