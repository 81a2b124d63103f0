import MeritEngine
import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy

/// Reads the rows that a period accepts from a book.
struct AcceptedRows {
  let reading: PeriodReading
  let policy: CompiledPolicy
  let cohort: Cohort

  /// The rows of a computed period.
  init(of result: PeriodResult, _ reading: PeriodReading) {
    self.init(
      reading: reading, policy: result.calculation.policy, cohort: result.calculation.cohort)
  }

  /// The rows of people who were found already.
  init(reading: PeriodReading, policy: CompiledPolicy, cohort: Cohort) {
    (self.reading, self.policy, self.cohort) = (reading, policy, cohort)
  }

  /// The rows of a period by the roster as the book has it; nil where it cannot be read.
  init?(_ reading: PeriodReading, policy: CompiledPolicy, period: Period) throws {
    let sources = try reading.resolvedSources(policy).sources
    guard let table = policy.roster, let source = sources["roster"] else { return nil }
    let read = try RosterReader.read(
      table.contract, source, settings: reading.settings, utcOffset: reading.utcOffset(policy))
    guard !read.diagnostics.hasErrors else { return nil }
    let scan = MeasureScan(policy, sources: sources, settings: reading.settings)
    let customers = try scan.customers(of: read.roster)?.list
    self.init(
      reading: reading, policy: policy,
      cohort: Cohort(of: read.roster, in: period, customers: customers))
  }

  /// The accepted rows of a table, with their keys where they are compared by them.
  func prints(_ table: String, keys: Bool = true) throws -> RowPrints {
    try scan().prints(of: table, in: cohort, keys: keys, hashing: { SealedRows.hash($0) })
  }

  /// The accepted rows of a table, summed up.
  func sum(_ table: String) throws -> RowSum {
    try scan().rowSum(of: table, in: cohort, hashing: { SealedRows.hash($0) })
  }

  /// The rows of a table that count, with their owners, to be compared with another state.
  func marks(of table: String) throws -> [RowMark] {
    try scan().marks(of: table, in: cohort)
  }

  /// The rows of every table, summed up.
  func sums() throws -> SealedRows {
    SealedRows(try byTable { try sum($0) })
  }

  /// What is sealed of them: where the exports are kept, the sums; else blocks too, by which rows are
  /// found that are not those of then.
  func sealed() throws -> SealedRows {
    if reading.book.book.keepsInputs { return try sums() }
    return SealedRows(try byTable { try prints($0, keys: false) }, people: cohort.members.count)
  }

  private func byTable<Facts>(_ facts: (String) throws -> Facts) throws -> [String: Facts] {
    let tables = policy.inputs.map(\.name)
    return Dictionary(
      uniqueKeysWithValues: try tables.map { ($0, try facts($0)) })
  }

  private func scan() throws -> MeasureScan {
    MeasureScan(
      policy, sources: try reading.resolvedSources(policy).sources, settings: reading.settings)
  }
}
