import CaseMaker
import Foundation
import Reference
import Testing

/// The engine against the reference on seeded random books.
struct DifferentialTests {
  /// Twenty times 26 seeds.
  private static let batches: [ClosedRange<UInt64>] = (0..<20).map { (batch: UInt64) in
    let first = batch * 26 + 1
    return first...first + 25
  }

  @Test("the engine and the reference agree", arguments: batches)
  func agreement(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let random = RandomCase(seed: seed, features: .all)
      let folder = FileManager.default.temporaryDirectory.appending(path: "merit-\(UUID())")
      if case .different(let how) = try Comparison.of(random, in: folder) {
        Issue.record("\(random) (\(random.period)): \(how)\n\(DifferentialTests.rerun(seed))")
      }
    }
  }

  private static func rerun(_ seed: UInt64) -> String {
    "see it with: swift run merit-dev check --seed \(seed) --write FOLDER"
  }

  @Test("the order of rows does not matter", arguments: batches.prefix(2))
  func order(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let random = RandomCase(seed: seed)
      guard let figures = try? random.referenceFigures() else { continue }
      let turned = random.tables.mapValues { Array($0.reversed()) }
      #expect(try random.reference.figures(period: random.period, tables: turned) == figures)
    }
  }

  @Test("a seed gives one case, whatever the order of its files' rows is")
  func seeds() {
    let (one, same) = (RandomCase(seed: 7), RandomCase(seed: 7))
    #expect(one.policies == same.policies)
    #expect(one.csvFiles() == same.csvFiles())
    let lines = { (files: [String: String]) in files.mapValues { $0.split(separator: "\n").count } }
    #expect(lines(one.csvFiles(order: 1)) == lines(one.csvFiles(order: 2)))
  }
}
