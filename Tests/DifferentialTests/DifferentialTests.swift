import Foundation
import Reference
import Testing

/// The engine against the reference on seeded random policies and rows.
struct DifferentialTests {
  /// Twenty-four times 25 seeds: more than 500 cases remain where those that are refused are left out.
  private static let batches: [ClosedRange<UInt64>] = (0..<24).map { (batch: UInt64) in
    let first = batch * 25 + 1
    return first...first + 24
  }

  /// The figures of a case, or the reason why the run has to stop.
  private func referenceFigures(_ random: RandomCase) throws -> Result<String, ReferenceStop> {
    do {
      return .success(try random.referenceFigures())
    } catch let stop as ReferenceStop {
      return .failure(stop)
    }
  }

  @Test(
    "the engine and the reference agree", arguments: batches)
  func agreement(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let random = RandomCase(seed: seed)
      let folder = FileManager.default.temporaryDirectory.appending(path: "merit-\(UUID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      try random.writeBook(in: folder)
      switch try referenceFigures(random) {
      case .success(let expected):
        let found = try engineFigures(case: random, folder: folder)
        #expect(found == expected, "\(random): \(difference(found, expected))")
      case .failure(let stop):
        #expect(throws: EngineStop.self, "\(random) has to stop: \(stop)") {
          try engineFigures(case: random, folder: folder)
        }
      }
    }
  }

  /// The lines that only one side has, the first few of them.
  private func difference(_ found: String, _ expected: String) -> String {
    let (left, right) = (found.split(separator: "\n"), expected.split(separator: "\n"))
    let extra = left.filter { !Set(right).contains($0) }.prefix(4).map { "engine    \($0)" }
    let lost = right.filter { !Set(left).contains($0) }.prefix(4).map { "reference \($0)" }
    return "\n" + (extra + lost).joined(separator: "\n")
  }

  @Test("the order of rows does not matter", arguments: batches.prefix(2))
  func order(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      let random = RandomCase(seed: seed)
      guard case .success(let figures) = try referenceFigures(random) else { continue }
      let turned = random.tables.mapValues { Array($0.reversed()) }
      let evaluator = ReferenceEvaluator(policyJSON: random.policyJSON)
      #expect(try evaluator.figures(period: random.period, tables: turned) == figures)
    }
  }

  @Test("a seed gives one case, whatever the order of its files' rows is")
  func seeds() {
    let (one, same) = (RandomCase(seed: 7), RandomCase(seed: 7))
    #expect(one.policyJSON == same.policyJSON)
    #expect(one.csvFiles() == same.csvFiles())
    let lines = { (files: [String: String]) in files.mapValues { $0.split(separator: "\n").count } }
    #expect(lines(one.csvFiles(order: 1)) == lines(one.csvFiles(order: 2)))
  }

  /// The shapes that five hundred cases have to hold, each in ten of them at the least.
  private static let shapes = [
    "above", "attainment", "attainment.whenZero", "average", "average()", "bands", "basis row",
    "bonus in plus", "count", "curve", "dates", "deductions", "distinct", "error handler",
    "exception atLeast", "exception atMost", "exception shift", "flag", "for company",
    "for department", "for organisation", "for reports", "for team", "formula", "from null",
    "grade", "havingRows", "how_many()", "interval cells", "list of bonuses", "max", "max()",
    "median", "members()", "min", "min()", "minus", "needsRows", "no owner", "only", "onlyIf",
    "outcome position", "outcome promotion", "outcome training", "percentile", "plus", "prorate",
    "rankings", "ratio", "ratio for a list", "roles", "round ceiling", "round down", "round exact",
    "round floor", "round half-down", "round half-even", "round half-up", "round step", "round up",
    "sum", "table", "tiers interpolated", "tiers marginal", "tiers pays", "tiers whole", "times",
    "total", "weights literal", "weights no-score", "weights reweight", "window", "withSelf",
    "at-payment",
  ]

  @Test("five hundred cases cover the shapes and seldom stop")
  func coverage() throws {
    var counts: [String: Int] = [:]
    var stops: [String] = []
    for seed in UInt64(1)...500 {
      let random = RandomCase(seed: seed)
      for shape in random.shapes { counts[shape, default: 0] += 1 }
      if case .failure(let stop) = try referenceFigures(random) { stops.append(stop.reason) }
    }
    for shape in DifferentialTests.shapes { #expect(counts[shape, default: 0] >= 10, "\(shape)") }
    #expect(stops.count < 150)
    #expect(
      stops.allSatisfy { reason in
        ["the value is missing", "rows for one", "division by zero", "outside its range"]
          .contains { reason.contains($0) }
      })
  }
}
