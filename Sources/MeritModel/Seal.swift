/// A file that a closed period was computed from.
package struct SealedSource: Hashable, Sendable {
  /// What it is: `book`, `policy`, `input`, `identity`, `file`.
  package let role: String
  /// The path relative to the book.
  package let path: String
  /// The SHA-256 of its bytes in hexadecimal.
  package let hash: String
  package let byteCount: Int
  /// Whether its bytes lie in the ledger.
  package let isKept: Bool

  /// Makes a source.
  package init(role: String, path: String, hash: String, byteCount: Int, isKept: Bool) {
    self.role = role
    self.path = path
    self.hash = hash
    self.byteCount = byteCount
    self.isKept = isKept
  }
}

/// A document that was sealed with a period: figures, people, accounts, the manifest.
package struct SealedPart: Hashable, Sendable {
  /// Its name: `figures.csv`.
  package let name: String
  /// The SHA-256 of its bytes in hexadecimal.
  package let hash: String
  package let byteCount: Int

  /// Makes a part.
  package init(name: String, hash: String, byteCount: Int) {
    self.name = name
    self.hash = hash
    self.byteCount = byteCount
  }
}

/// Problems of one code that somebody took note of when a period was closed.
package struct Acknowledgement: Hashable, Sendable {
  /// The code: `D103`.
  package let code: String
  /// How many problems of the code there were.
  package let count: Int
  /// Why they do not matter.
  package let reason: String

  /// Makes an acknowledgement.
  package init(code: String, count: Int, reason: String) {
    self.code = code
    self.count = count
    self.reason = reason
  }
}

/// An earlier period whose figures a later one corrected.
package struct Revision: Hashable, Sendable {
  /// The name of the corrected period.
  package let period: String
  /// The number of this state of its figures; what was closed first is 1.
  package let number: Int

  /// Makes a revision.
  package init(period: String, number: Int) {
    self.period = period
    self.number = number
  }
}

/// What is written down when a period is closed.
package struct SealEntry: Hashable, Sendable {
  package let period: Period
  /// Who closed it, as given.
  package let closedBy: String
  /// The day on which it was closed, as given.
  package let closedOn: CalendarDay
  /// The version of the program.
  package let program: String
  package let policyID: String
  package let policyVersion: String
  /// How many people are in the period.
  package let people: Int
  /// The sum of the bonuses in canonical text; empty where it does not fit.
  package let total: String
  package let sources: [SealedSource]
  package let parts: [SealedPart]
  package let acknowledgements: [Acknowledgement]
  package let revisions: [Revision]

  /// Makes an entry.
  package init(
    period: Period, closedBy: String, closedOn: CalendarDay, program: String, policyID: String,
    policyVersion: String, people: Int, total: String, sources: [SealedSource],
    parts: [SealedPart], acknowledgements: [Acknowledgement] = [], revisions: [Revision] = []
  ) {
    self.period = period
    self.closedBy = closedBy
    self.closedOn = closedOn
    self.program = program
    self.policyID = policyID
    self.policyVersion = policyVersion
    self.people = people
    self.total = total
    self.sources = sources
    self.parts = parts
    self.acknowledgements = acknowledgements
    self.revisions = revisions
  }
}

/// An entry in its place in the chain.
package struct Seal: Hashable, Sendable {
  /// Its place from 1.
  package let number: Int
  package let entry: SealEntry
  /// The hash of the seal before; empty for the first.
  package let previous: String
  /// The SHA-256 of ``page(_:number:previous:)`` in hexadecimal.
  package let hash: String

  /// Makes a seal.
  package init(number: Int, entry: SealEntry, previous: String, hash: String) {
    self.number = number
    self.entry = entry
    self.previous = previous
    self.hash = hash
  }

  /// Everything that a seal says, as text that is hashed: one fact a line, fields apart by tabs.
  package static func page(_ entry: SealEntry, number: Int, previous: String) -> String {
    let period = entry.period
    var lines: [[String]] = [
      ["merit-seal", "1"], ["number", String(number)], ["previous", previous],
      [
        "period", period.name, period.grain.rawValue, period.start.description,
        period.end.description,
      ],
      ["closed", entry.closedBy, entry.closedOn.description], ["program", entry.program],
      ["policy", entry.policyID, entry.policyVersion],
      ["people", String(entry.people)], ["total", entry.total],
    ]
    lines += entry.sources.map { source in
      [
        "source", source.role, source.path, source.hash, String(source.byteCount),
        source.isKept ? "kept" : "hash",
      ]
    }
    lines += entry.parts.map { ["part", $0.name, $0.hash, String($0.byteCount)] }
    lines += entry.acknowledgements.map { ["acknowledged", $0.code, String($0.count), $0.reason] }
    lines += entry.revisions.map { ["revision", $0.period, String($0.number)] }
    return lines.map { $0.map(escaped).joined(separator: "\t") + "\n" }.joined()
  }

  // A tab or a line's end inside a field would let two different seals give one text.
  private static func escaped(_ field: String) -> String {
    var text = ""
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
