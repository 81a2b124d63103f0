internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A table that is read once more to tell of its single rows what measuring did with them.
struct OnceMore: Sendable {
  let read: TableRead
  let plan: TablePlan
  /// The rows that others make superfluous.
  let exclusions: Exclusions
  private let people: OwnerIndex

  /// Opens the table and finds what leaves rows out: looked-up columns, events, other rows.
  init(_ scan: MeasureScan, _ index: Int, _ source: TableSource, _ cohort: Cohort) throws {
    people = OwnerIndex(cohort.roster.people)
    read = try TableRead(scan.policy, index, source, people, scan.settings)
    var plan = read.plan(MeasureScan.Asked(cohorts: [cohort]))
    var others = LookupSources(
      policy: scan.policy, sources: scan.sources, roster: cohort.roster, settings: scan.settings)
    plan.lookups = try others.columns(of: read.table, read.scan.scales)
    plan.excused = try others.excused(index, plan)
    var exclusions: Exclusions?
    if read.comparedBy != nil { _ = try read.gather(plan, &exclusions) }
    self.plan = plan
    self.exclusions = exclusions ?? Exclusions(files: read.files)
  }

  /// The owners of rows, for one worker.
  func passes() -> OwnerPasses { OwnerPasses(plan, people: people) }
}
