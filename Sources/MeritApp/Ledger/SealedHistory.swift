import MeritEngine
import MeritModel
import MeritPolicy

/// The closed periods of a book whose figures a run reads instead of computing them.
package struct SealedHistory: Sendable {
  private let ledger: BookLedger
  private let seals: [Period: Seal]

  /// Takes in a ledger; nil where nothing is closed.
  package init?(_ ledger: BookLedger?) {
    guard let ledger, !ledger.seals.isEmpty else { return nil }
    self.init(ledger, seals: ledger.seals)
  }

  /// Takes in the part of a ledger that stood before a seal.
  init?(_ ledger: BookLedger, before number: Int) {
    guard number > 1 else { return nil }
    self.init(ledger, seals: ledger.seals.filter { $0.number < number })
  }

  private init(_ ledger: BookLedger, seals: [Seal]) {
    self.ledger = ledger
    self.seals = Dictionary(seals.map { ($0.entry.period, $0) }) { first, _ in first }
  }

  /// The closed periods.
  var periods: Set<Period> { Set(seals.keys) }

  /// The seal of the closed period of a name.
  func seal(named name: String) -> Seal? {
    seals.first { $0.key.name == name }?.value
  }

  /// The seal of a closed period.
  func seal(of period: Period) -> Seal? { seals[period] }

  /// What the ledger holds of the earlier periods of a plan, by their places in it.
  func documents(_ plan: RunPlan) throws -> [Int: SealedDocument] {
    var documents: [Int: SealedDocument] = [:]
    for (place, need) in plan.needs.enumerated().dropLast() {
      guard let seal = seals[need.period] else { continue }
      documents[place] = try SealedDocument(seal, of: ledger)
    }
    return documents
  }
}
