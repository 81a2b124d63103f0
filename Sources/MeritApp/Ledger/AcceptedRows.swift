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

  /// The accepted rows of some tables, or of all.
  func prints(_ tables: [String]? = nil) throws -> [String: RowPrints] {
    let scan = MeasureScan(
      policy, sources: try reading.resolvedSources(policy).sources, settings: reading.settings)
    var prints: [String: RowPrints] = [:]
    for table in tables ?? policy.inputs.map(\.name) {
      prints[table] = try scan.prints(of: table, in: cohort, hashing: { SealedRows.hash($0) })
    }
    return prints
  }

  /// The rows of a table that count, with their owners, to be compared with another state.
  func marks(of table: String) throws -> [RowMark] {
    try MeasureScan(
      policy, sources: try reading.resolvedSources(policy).sources, settings: reading.settings
    ).marks(of: table, in: cohort)
  }

  /// What is sealed of them.
  func sealed() throws -> SealedRows {
    SealedRows(try prints(), people: cohort.members.count)
  }
}
