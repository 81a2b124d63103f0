import MeritModel
import MeritPolicy

/// The periods of one run: what has been computed of each, by each one's own version.
final class Timeline {
  let versions: [CompiledPolicy]
  /// The calendar of the version that governs the run's own period.
  let calendar: PeriodCalendar
  private var workspaces: [Period: Workspace] = [:]
  /// Earlier periods as they are known in later ones, by the later one.
  private var views: [Period: [Period: Workspace]] = [:]
  private var lenses: [[VersionLens?]] = []
  private var groupMaps: [GroupMapKey: [Int?]] = [:]

  init(versions: [CompiledPolicy], calendar: PeriodCalendar) {
    self.versions = versions
    self.calendar = calendar
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

  /// The period of the same grain just before.
  func before(_ work: Workspace) -> Workspace? {
    workspaces[calendar.previous(work.cohort.period)]
  }

  /// The parts of a period at a finer grain that a version governs, in order.
  func parts(of work: Workspace, _ grain: Grain) -> [Workspace] {
    calendar.parts(of: work.cohort.period, grain).compactMap { workspaces[$0] }
  }

  /// The last periods of a grain, the current one last; nil stands for one without a version.
  func last(_ count: Int, _ grain: Grain, of work: Workspace) -> [Workspace?] {
    var period = calendar.period(grain, containing: work.cohort.period.end)
    var found: [Workspace?] = []
    for _ in 0..<count {
      found.append(workspaces[period])
      period = calendar.previous(period)
    }
    return found.reversed()
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
    if let known = groupMaps[key] { return known }
    var places: [String: Int] = [:]
    for (place, id) in (other.cohort.groups[scope]?.ids ?? []).enumerated() { places[id] = place }
    let map = (one.cohort.groups[scope]?.ids ?? []).map { places[$0] }
    groupMaps[key] = map
    return map
  }

  private struct GroupMapKey: Hashable {
    let scope: Scope
    let from: Period
    let to: Period
    let isView: Bool
  }
}
