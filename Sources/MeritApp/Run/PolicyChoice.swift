package import MeritModel
package import MeritPolicy

/// A policy file that was compiled.
package struct CompiledFile: Sendable {
  package let policy: CompiledPolicy
  /// The file relative to the book, its hash and size.
  package let file: String
  package let hash: String
  package let byteCount: Int
  /// The lists of holidays that it names.
  package let holidays: [InputFact]
}

/// Reads a book's policy files and picks the version that governs a period.
package struct PolicyChoice {
  private let files: any FileSystem
  /// The day whose knowledge counts; nil for all that is known.
  private let knownOn: CalendarDay?
  private let givesAdvice: Bool

  /// Takes in where files come from, the day after whose end nothing was known yet, and whether the
  /// author of a policy is to be advised.
  package init(
    files: any FileSystem, knownOn: CalendarDay? = nil, givesAdvice: Bool = false
  ) {
    self.files = files
    self.knownOn = knownOn
    self.givesAdvice = givesAdvice
  }

  /// Compiles all files of a folder, or as they are named where it is empty; every fault of every
  /// file is reported.
  package func compile(
    _ names: [String], in folder: String
  ) throws(FileError) -> Checked<[CompiledFile]> {
    var compiled: [CompiledFile] = []
    var diagnostics: [Diagnostic] = []
    for name in names {
      let bytes = try files.read(folder.isEmpty ? name : "\(folder)/\(name)")
      let checked = PolicyCompiler.compile(bytes, file: name, advice: givesAdvice)
      diagnostics += checked.diagnostics
      guard let policy = checked.valid else { continue }
      let read = try HolidayReading(files: files, folder: folder).reading(policy)
      diagnostics += read.diagnostics
      guard let (full, holidays) = read.result else { continue }
      compiled.append(
        CompiledFile(
          policy: full, file: name, hash: sha256(bytes), byteCount: bytes.count,
          holidays: holidays))
    }
    let (inForce, findings) = amended(compiled)
    diagnostics += findings + conflicts(inForce)
    if givesAdvice { diagnostics += CutOffPeriods(policies: inForce.map(\.policy)).findings }
    return Checked(inForce, diagnostics)
  }

  /// The policy that holds the period's last day, with the period as its calendar names it.
  package static func choose(
    _ compiled: [CompiledFile], period name: String
  ) -> Checked<(file: CompiledFile, period: Period)> {
    let named = compiled.compactMap { file in
      file.policy.header.calendar.period(named: name).map { (file: file, period: $0) }
    }
    guard !named.isEmpty else {
      return Checked(
        nil,
        [
          Diagnostic(
            .bookPeriodUnknown, "`\(name)` names no period",
            help: "write a month as `2026-03`, a quarter as `2026-Q1`, a year as `2026`, a day as "
              + "`2026-03-07`, ten days as `2026-03-T1`")
        ])
    }
    let fitting = named.first { file, period in
      let header = file.policy.header
      return header.effectiveFrom <= period.end && period.end <= header.effectiveTo
    }
    guard let fitting else {
      let spans = compiled.map { file in
        let header = file.policy.header
        return "\(file.file) holds from \(header.effectiveFrom) to \(header.effectiveTo)"
      }
      return Checked(
        nil,
        [
          Diagnostic(
            .noPolicyForPeriod, "no policy of the book holds on the last day of \(name)",
            notes: spans, help: "add a version, or widen `effective`")
        ])
    }
    return empty(fitting.file, fitting.period).map { Checked(nil, [$0]) } ?? Checked(fitting)
  }

  /// A period of a length of which the policy defines nothing has no results.
  private static func empty(_ file: CompiledFile, _ period: Period) -> Diagnostic? {
    let policy = file.policy
    let grains = Set(policy.rules.map(\.grain)).union(policy.plans.flatMap { $0.bindings.keys })
    guard !grains.isEmpty, !grains.contains(period.grain) else { return nil }
    let calendar = policy.header.calendar
    let runs = grains.sorted().map {
      "merit run \(calendar.period($0, containing: period.end).name)"
    }
    return Diagnostic(
      .bookPeriodUnknown,
      "nothing of the policy is per \(period.grain.rawValue): no plan has `\(period.grain.rawValue)`, "
        + "so \(period.name) has no results", at: SourcePlace(file: file.file),
      help: "run \(runs.count == 1 ? "" : "one of ")\(runs.quoted)")
  }

  /// Puts amendments that are approved in the place of the versions that they correct.
  private func amended(_ compiled: [CompiledFile]) -> ([CompiledFile], [Diagnostic]) {
    var (findings, replaced): ([Diagnostic], Set<String>) = ([], [])
    let known = compiled.filter { file in
      guard let knownOn, let approvedOn = file.policy.header.amendment?.approvedOn else {
        return true
      }
      return approvedOn <= knownOn
    }
    for file in known {
      let header = file.policy.header
      guard let amendment = header.amendment else { continue }
      let old = known.first { $0.policy.header.version == amendment.version }?.policy.header
      guard let old, old.effectiveFrom == header.effectiveFrom,
        old.effectiveTo == header.effectiveTo
      else {
        findings.append(
          Diagnostic(
            .amendsNothing,
            "\(header.version) amends `\(amendment.version)`, but no version of that name holds from "
              + "\(header.effectiveFrom) to \(header.effectiveTo)", at: amendment.place,
            help: "keep the amended file in the book, and let both hold for the same days, "
              + "or delete `\"amends\": \"\(amendment.version)\"`"))
        continue
      }
      replaced.insert(amendment.version)
    }
    return (known.filter { !replaced.contains($0.policy.header.version) }, findings)
  }

  private func conflicts(_ compiled: [CompiledFile]) -> [Diagnostic] {
    let sorted = compiled.sorted {
      $0.policy.header.effectiveFrom < $1.policy.header.effectiveFrom
    }
    return zip(sorted, sorted.dropFirst()).compactMap { one, other in
      let (first, second) = (one.policy.header, other.policy.header)
      if first.id != second.id {
        return Diagnostic(
          .twoPolicyIDs, "the book holds two policies: `\(first.id)` and `\(second.id)`",
          at: second.place,
          help:
            "write `\"id\": \"\(first.id)\"` if it is a version of the other; else name one policy's files "
            + "under `\"policies\"` of merit.json")
      }
      let next = first.effectiveTo.adding(days: 1)
      if next < second.effectiveFrom { return gap(first, second) }
      guard second.effectiveFrom <= first.effectiveTo else { return nil }
      return Diagnostic(
        .versionOverlap,
        "the versions \(first.version) and \(second.version) both hold on \(second.effectiveFrom)",
        at: first.toPlace,
        help: "let the earlier one end the day before: "
          + "`\"to\": \"\(second.effectiveFrom.adding(days: -1))\"`")
    }
  }

  private func gap(_ first: PolicyHeader, _ second: PolicyHeader) -> Diagnostic {
    let from = first.effectiveTo.adding(days: 1)
    let through = second.effectiveFrom.adding(days: -1)
    let days = from == through ? "on \(from)" : "from \(from) to \(through)"
    return Diagnostic(
      .versionGap, "no version of `\(first.id)` holds \(days)", at: second.fromPlace,
      notes: ["\(first.version) ends on \(first.effectiveTo)"],
      help: "let \(second.version) begin on `\(from)`, or \(first.version) end on `\(through)`")
  }
}
