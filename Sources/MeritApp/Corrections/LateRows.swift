import MeritModel
import MeritPolicy

/// Finds the rows that a closed period has now and was not closed with.
package struct LateRows {
  private let reading: PeriodReading
  private let history: SealedHistory
  private let policies: [CompiledFile]

  /// Takes in how rows are read, what is closed, and the policies in force.
  package init(reading: PeriodReading, history: SealedHistory, policies: [CompiledFile]) {
    (self.reading, self.history, self.policies) = (reading, history, policies)
  }

  /// The tables whose rows in a closed period are not those that were sealed, in the order of the
  /// policy; none where a correction has taken them in, or nothing was sealed of them.
  func tables(of seal: Seal) throws -> [String] {
    let period = seal.entry.period
    guard history.baseline(of: seal).revision == 1, let sealed = try history.rows(of: seal),
      let file = policies.first(where: { $0.policy.header.governs(period) }),
      !reading.mismatches(file.policy).hasErrors,
      let now = try AcceptedRows(reading, policy: file.policy, period: period)
    else { return [] }
    return try file.policy.inputs.map(\.name).filter { table in
      guard let then = sealed.tables[table] else { return false }
      return try !then.holds(now.sum(table))
    }
  }

  /// What is said where no policy pays for the last closed periods; nothing where one does.
  package func words() throws -> [String] {
    guard let header = policies.last?.policy.header, header.retro == nil else { return [] }
    return try Grain.allCases.flatMap { grain in
      try history.seals(of: grain, before: CalendarDay(number: Int32.max))
        .suffix(CorrectionSearch.mostLate).compactMap { seal in
          // Rows of people change whenever somebody leaves, mostly for later periods.
          let tables = try tables(of: seal).filter { $0 != "roster" }
          guard !tables.isEmpty else { return nil }
          return "\(seal.entry.period.name) has other rows of "
            + tables.map { "`\($0)`" }.joined(separator: ", ")
            + " than it was closed with; the policy has no `retro`: nothing is paid for them"
        }
    }
  }
}

extension PolicyHeader {
  /// Says whether the version holds on the period's last day.
  fileprivate func governs(_ period: Period) -> Bool {
    effectiveFrom <= period.end && period.end <= effectiveTo
  }
}
