import MeritEngine
import MeritLedger
import MeritModel
import MeritPolicy

/// Says which closed periods a run computes once more: those whose files are not those that they
/// were closed with, and all that follow them.
struct CorrectionSearch {
  /// The closed periods whose differences are paid, and those that lie too far back.
  struct Found {
    var paid: [Seal] = []
    var unpaid: [Seal] = []
  }

  /// More periods too far back than this are not computed.
  static let mostUnpaid = 12
  /// Where nothing is paid for closed periods, so many of the last ones are looked at: what comes late
  /// comes for them, and `merit verify` looks at all.
  static let mostLate = 2

  let history: SealedHistory
  let request: RunRequest
  let files: any FileSystem
  /// Reads the rows of closed periods where nothing is paid for them; nil leaves them alone.
  var reader: PeriodReading?

  /// Looks through the closed periods of the run's grain.
  func periods(
    before period: Period, by file: CompiledFile, among policies: [CompiledFile]
  ) throws -> Found {
    var found = Found()
    let header = file.policy.header
    let closed = history.seals(of: period.grain, before: period.start)
    var hashes: [String: String?] = [:]
    guard let retro = header.retro else {
      found.unpaid = try late(closed, policies, &hashes)
      return found
    }
    guard
      let first = try closed.firstIndex(where: { seal in
        try isChanged(history.baseline(of: seal).seal, seal.entry.period, policies, &hashes)
      })
    else { return found }
    let start = windowStart(retro, period, header.calendar)
    for seal in closed[first...] {
      if seal.entry.period.end >= start {
        found.paid.append(seal)
      } else {
        found.unpaid.append(seal)
      }
    }
    found.unpaid = Array(found.unpaid.suffix(Self.mostUnpaid))
    return found
  }

  /// The last closed periods from the first one on whose rows are not those that were sealed.
  private func late(
    _ closed: [Seal], _ policies: [CompiledFile], _ hashes: inout [String: String?]
  ) throws -> [Seal] {
    guard let reader, request.knownOn == nil else { return [] }
    let last = closed.suffix(Self.mostLate)
    let rows = LateRows(reading: reader, history: history, policies: policies)
    let first = try last.firstIndex { seal in
      try isChanged(seal, seal.entry.period, policies, &hashes) && !rows.tables(of: seal).isEmpty
    }
    return first.map { Array(last[$0...]) } ?? []
  }

  /// The first day of the months whose corrections are paid.
  private func windowStart(
    _ retro: Retro, _ period: Period, _ calendar: PeriodCalendar
  ) -> CalendarDay {
    guard let months = retro.atMostMonths else { return CalendarDay(number: .min) }
    guard months > 0 else { return period.start }
    let before = calendar.period(.month, containing: period.start.adding(days: -1))
    return calendar.windowStart(months, .month, endingWith: before)
  }

  private func isChanged(
    _ seal: Seal, _ period: Period, _ policies: [CompiledFile], _ hashes: inout [String: String?]
  ) throws -> Bool {
    let sources = seal.entry.sources
    let known = Set(sources.map(\.path))
    if request.inputFiles.contains(where: { !known.contains($0) }) { return true }
    let governing = policies.first { file in
      let header = file.policy.header
      return header.effectiveFrom <= period.end && period.end <= header.effectiveTo
    }
    if let governing, !sources.contains(where: { $0.role == "policy" && $0.hash == governing.hash })
    {
      return true
    }
    return try sources.contains { source in
      guard source.role != "policy", !source.path.hasPrefix(request.output + "/") else {
        return false
      }
      if source.role == "input", !request.inputFiles.contains(source.path) { return true }
      return try hash(source.path, &hashes) != source.hash
    }
  }

  private func hash(_ name: String, _ hashes: inout [String: String?]) throws -> String? {
    if let known = hashes[name] { return known }
    let path = "\(request.bookFolder)/\(name)"
    let hash = files.kind(of: path) == .file ? try sha256(of: path, files: files) : nil
    hashes[name] = .some(hash)
    return hash
  }
}
