import MeritModel
import MeritPolicy
internal import Synchronization

/// The periods of one run: what has been computed of each, by each one's own version.
///
/// Unchecked: all periods are added before the first is computed; of what changes later, a lock keeps
/// the map of groups whole.
final class Timeline: @unchecked Sendable {
  let versions: [CompiledPolicy]
  /// The calendar of the version that governs the run's own period.
  let calendar: PeriodCalendar
  private var workspaces: [Period: Workspace] = [:]
  /// Earlier periods as they are known in later ones, by the later one.
  private var views: [Period: [Period: Workspace]] = [:]
  private var lenses: [[VersionLens?]] = []
  /// Who evaluates people.
  let workers: any Workers
  /// For each version the columns of the rows that reach rules one by one.
  let rowColumns: [PerRule<[Int]>]
  /// For each version how many rows a measure over rows needs.
  let rowNeeds: [PerRule<Int>]
  private let groupMaps = Mutex<[GroupMapKey: [Int?]]>([:])

  init(versions: [CompiledPolicy], calendar: PeriodCalendar, workers: any Workers) {
    self.versions = versions
    self.calendar = calendar
    self.workers = workers
    rowColumns = versions.map { PerRule($0.rowColumns) }
    rowNeeds = versions.map { policy in
      var needs = PerRule<Int>()
      for rule in policy.rules {
        if case .rows(let aggregate)? = rule.measure?.shape { needs[rule.id] = aggregate.needsRows }
      }
      return needs
    }
    lenses = versions.indices.map { one in
      versions.indices.map { other in
        one == other ? nil : VersionLens(from: versions[one], to: versions[other])
      }
    }
  }

  func add(_ workspace: Workspace) {
    if let known = workspace.stage.known {
      views[known, default: [:]][workspace.cohort.period] = workspace
    } else {
      workspaces[workspace.cohort.period] = workspace
    }
  }

  /// A period as it is known in another; nil where nothing asks for it.
  func view(of period: Period, in known: Period) -> Workspace? { views[known]?[period] }

  /// What was computed of a period; nil where the run did not need it or no version holds there.
  func workspace(at period: Period) -> Workspace? { workspaces[period] }

  /// What was computed of several periods, those left out of which nothing was.
  func workspaces(_ periods: [Period]) -> [Workspace] { periods.compactMap { workspaces[$0] } }

  /// The periods of the same grain before one without a gap, the latest first, as far back as one at
  /// a coarser grain that holds it.
  func before(_ period: Period, since grain: Grain?) -> [Workspace] {
    let start = grain.map { calendar.period($0, containing: period.start).start }
    var found: [Workspace] = []
    var next = calendar.previous(period)
    while let workspace = workspaces[next], start.map({ next.start >= $0 }) ?? true {
      found.append(workspace)
      next = calendar.previous(next)
    }
    return found
  }

  /// The periods that the rules of a period may ask for; only once all are added.
  func neighbours(of period: Period) -> Neighbours {
    var neighbours = Neighbours(before: workspaces[calendar.previous(period)])
    for grain in Grain.allCases where grain < period.grain {
      guard grain != .tenDays || calendar.hasTenDays else { continue }
      neighbours.parts[grain] = workspaces(calendar.parts(of: period, grain))
      neighbours.holdingEnd[grain] = workspaces[calendar.period(grain, containing: period.end)]
    }
    return neighbours
  }

  /// How the names of one version read in another; nil where they are the same version.
  func lens(from one: Workspace, to other: Workspace) -> VersionLens? {
    lenses[one.version][other.version]
  }

  /// For each group of one period the group of the same id in another.
  func groups(_ scope: Scope, from one: Workspace, to other: Workspace) -> [Int?] {
    let key = GroupMapKey(
      scope: scope, from: one.cohort.period, to: other.cohort.period,
      isView: other.stage.known != nil)
    return groupMaps.withLock { maps in
      if let known = maps[key] { return known }
      let map = groupMap(scope, from: one, to: other)
      maps[key] = map
      return map
    }
  }

  private func groupMap(
    _ scope: Scope, from one: Workspace, to other: Workspace
  ) -> [Int?] {
    var places: [String: Int] = [:]
    for (place, id) in (other.cohort.groups[scope]?.ids ?? []).enumerated() { places[id] = place }
    return (one.cohort.groups[scope]?.ids ?? []).map { places[$0] }
  }

  private struct GroupMapKey: Hashable {
    let scope: Scope
    let from: Period
    let to: Period
    let isView: Bool
  }
}

/// The periods that the rules of another period may ask for, found once for all its people.
struct Neighbours {
  /// The period of the same grain just before.
  let before: Workspace?
  /// The parts of the period at each finer grain that a version governs, in order.
  var parts: [Grain: [Workspace]] = [:]
  /// The period of each finer grain that holds the last day.
  var holdingEnd: [Grain: Workspace] = [:]
  /// For each balance the periods over which it has been carried, the latest first.
  var earlier = PerRule<[Workspace]>()
  /// The periods of the same year before, where a scale goes by the year to date.
  var earlierOfYear: [Workspace] = []
}
