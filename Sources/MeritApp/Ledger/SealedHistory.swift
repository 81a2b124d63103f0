import MeritEngine
package import MeritModel
import MeritPolicy

/// The closed periods of a book whose figures a run reads instead of computing them.
package struct SealedHistory: Sendable {
  private let ledger: BookLedger
  private let seals: [Period: Seal]

  /// Takes in a ledger as it stood at the end of a day; nil where nothing is closed.
  package init?(_ ledger: BookLedger?, knownOn: CalendarDay? = nil) {
    guard let ledger else { return nil }
    let seals = ledger.seals.filter { seal in knownOn.map { seal.entry.closedOn <= $0 } ?? true }
    guard !seals.isEmpty else { return nil }
    self.init(ledger, seals: seals)
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

  /// The seals of a grain in order of time that end before a day.
  func seals(of grain: Grain, before day: CalendarDay) -> [Seal] {
    seals.values.filter { $0.entry.period.grain == grain && $0.entry.period.end < day }
      .sorted { $0.entry.period.start < $1.entry.period.start }
  }

  /// The seal whose run gave the figures of a closed period that hold now: its own, or the last one
  /// that corrected it.
  func baseline(of seal: Seal) -> (seal: Seal, revision: Int) {
    let name = seal.entry.period.name
    let corrections = seals.values.sorted { $0.number < $1.number }.compactMap { seal in
      seal.entry.revisions.first { $0.period == name }.map { (seal, $0.number) }
    }
    return corrections.last ?? (seal, 1)
  }

  /// A document of a closed period as it holds now.
  func document(_ name: String, of seal: Seal) throws -> [UInt8] {
    let (holder, revision) = baseline(of: seal)
    let part = revision == 1 ? name : SealedRevision.path(name, of: seal.entry.period.name)
    return try ledger.part(part, of: holder)
  }

  /// What was paid so far for a period: by employee and pay code, over all seals.
  func paid(for period: String) throws -> [SealedPay.Key: Exact] {
    var paid: [SealedPay.Key: Exact] = [:]
    for seal in seals.values where seal.entry.parts.contains(where: { $0.name == SealedPay.name }) {
      for (key, amount) in SealedPay.read(try ledger.part(SealedPay.name, of: seal), for: period) {
        paid[key] = try paid[key, default: .zero] + amount
      }
    }
    return paid
  }

  /// The files of a seal as they were, laid out in a folder; nil where only their hashes are kept.
  func kept(
    _ seal: Seal, book: Book, in folder: String, files: any FileSystem
  ) throws -> KeptBook? {
    guard seal.entry.sources.allSatisfy(\.isKept) else { return nil }
    let laid = try SealedFiles(of: ledger, in: folder, files: files)
    return try KeptBook.layOut(seal, of: book, in: laid, files: files).valid
  }

  /// The bytes of a kept file of a seal.
  func text(of source: SealedSource, in seal: Seal) throws -> [UInt8] {
    try ledger.bytes(of: source, in: seal)
  }

  /// What was sealed of the rows of a closed period; nil in a seal without it.
  func rows(of seal: Seal) throws -> SealedRows? {
    guard seal.entry.parts.contains(where: { $0.name == SealedRows.name }) else { return nil }
    return SealedRows(try ledger.part(SealedRows.name, of: seal))
  }

  /// The manifest of a seal.
  func manifest(of seal: Seal) throws -> ManifestFacts? {
    ManifestFacts(try ledger.part("manifest.json", of: seal))
  }

  /// What the ledger holds of the earlier periods of a plan, by their places in it.
  func documents(_ plan: RunPlan) throws -> [Int: SealedDocument] {
    var documents: [Int: SealedDocument] = [:]
    for (place, need) in plan.needs.enumerated().dropLast() {
      guard need.known == nil, let seal = seals[need.period], plan.sealed.contains(need.period)
      else { continue }
      documents[place] = SealedDocument(
        seal, people: try document(SealedPeople.name, of: seal),
        figures: try document("figures.csv", of: seal))
    }
    return documents
  }
}
