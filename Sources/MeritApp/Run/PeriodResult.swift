package import MeritEngine
package import MeritModel
import MeritPolicy
import MeritReport

/// What was read for one period: people, rows by measure, and the account of every row.
package struct PeriodInput: Sendable {
  package let roster: Roster
  /// The parts and earlier periods that the run's rules read, each after those that it reads.
  package let earlier: [PeriodStage]
  /// The run's own period.
  package let own: PeriodStage
  package let accounts: [ConservationAccount]
  package let problems: [RowProblem]
  package let files: [InputFact]
  /// The identity tables that name the people of the inputs.
  package let identities: [InputFact]

  /// Who is in the run's own period.
  package var cohort: Cohort { own.cohort }

  /// Makes an input.
  package init(
    roster: Roster, earlier: [PeriodStage], own: PeriodStage, accounts: [ConservationAccount],
    problems: [RowProblem], files: [InputFact], identities: [InputFact]
  ) {
    self.roster = roster
    self.earlier = earlier
    self.own = own
    self.accounts = accounts
    self.problems = problems
    self.files = files
    self.identities = identities
  }
}

/// An input file as the manifest names it.
package struct InputFact: Hashable, Sendable {
  package let table: String
  package let file: String
  /// The SHA-256 of its bytes in hexadecimal.
  package let hash: String
  package let rows: Int
  /// The encoding in which it was read; nil where that is no choice.
  package let encoding: String?

  /// Makes a fact.
  package init(table: String, file: String, hash: String, rows: Int, encoding: String? = nil) {
    self.table = table
    self.file = file
    self.hash = hash
    self.rows = rows
    self.encoding = encoding
  }
}

/// A version of the policy by which earlier periods of a run were computed.
package struct PolicyFact: Hashable, Sendable {
  package let id: String
  package let version: String
  /// The file relative to the book.
  package let file: String
  /// The SHA-256 of its bytes in hexadecimal.
  package let hash: String
}

/// A period with everything known of it.
package struct PeriodResult {
  package let input: PeriodInput
  package let calculation: Calculation
  package let calculator: Calculator
  /// The findings of policy, import and calculation that forbid nothing.
  package let diagnostics: [Diagnostic]
  package let policyFile: InputFact
  /// The other versions by which earlier periods were computed.
  package let otherPolicies: [PolicyFact]
  /// The lists of holidays that the policies name.
  package let holidays: [InputFact]
  /// The parts and earlier periods that the run read, in order of time.
  package let earlier: [EarlierPeriod]
  /// The closed periods that come out differently, in order of time.
  package let corrections: [CorrectedResult]
  /// The day whose knowledge counted; nil for all that is known.
  package let knownOn: CalendarDay?

  /// Where each row went; those of void ballots count nowhere, which the reading cannot know.
  package var accounts: [ConservationAccount] {
    let void = calculator.voidRows()
    return input.accounts.map { account in
      guard let rows = void.first(where: { $0.table == account.table && $0.file == account.file })
      else { return account }
      var account = account
      account.rowsUsed -= rows.count
      account.notUsed["in a void ballot", default: 0] += rows.count
      return account
    }
  }

  /// Every file but policies and book that the result depends on.
  var inputs: [InputFact] { holidays + input.identities + input.files }
}

/// A period that a run read besides its own.
package struct EarlierPeriod: Hashable, Sendable {
  package let name: String
  /// The hash of its seal; nil where it is not closed.
  package let seal: String?
  /// Whether it was computed: because it is open, or once more to be corrected.
  package let isComputed: Bool

  /// In which way it was read.
  var role: PeriodRole {
    seal == nil ? .computed : isComputed ? .recomputed : .closed
  }

  /// The period as the reports list it.
  var source: MeritReport.SourceFile {
    MeritReport.SourceFile(role: role.rawValue, path: name, sha256: seal ?? "")
  }
}
