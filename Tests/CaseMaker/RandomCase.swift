package import Reference

/// One seeded book: policies with rows, and the period that is run.
package struct RandomCase: Sendable, CustomStringConvertible {
  /// The number that all of the case follows from.
  package let seed: UInt64
  /// The texts of the policy files, by date.
  package let policies: [String]
  /// The rows of every input by contract column.
  package let tables: [String: [[String: String]]]
  /// Other files that the policies name, by path.
  package let files: [String: String]
  /// The name of the period that is run.
  package let period: String
  /// What the policies are made of, for the account of what was covered.
  package let shapes: Set<String>

  /// The case of a seed, made of these features alone.
  package init(seed: UInt64, features: Features = .all) {
    var policy = PolicyMaker(seed: seed, features: features)
    policies = policy.policies()
    var rows = RowMaker(seed: seed ^ 0x5EED, policy: policy)
    self.seed = seed
    tables = rows.tables()
    files =
      policy.inputFeatures.holidaysStandInFile
      ? ["data/holidays.csv": (["date"] + policy.holidays).joined(separator: "\n") + "\n"] : [:]
    period = policy.time.run.name
    let layers = policy.time.layers.map { "layer " + $0 }
    shapes = policy.shapes.union(layers + ["run " + policy.time.run.grain])
      .union(policies.count > 1 ? ["versions"] : [])
  }

  package var description: String { "seed \(seed)" }

  /// The evaluator of the case's policies.
  package var reference: ReferenceEvaluator {
    ReferenceEvaluator(policies: policies, files: files)
  }

  /// The figures that the reference finds; throws ``ReferenceStop`` where the run has to stop.
  package func referenceFigures() throws -> String {
    try reference.figures(period: period, tables: tables)
  }
}
