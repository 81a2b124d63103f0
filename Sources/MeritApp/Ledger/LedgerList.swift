package import MeritModel
import MeritReport

/// The closed periods, for the terminal and for scripts.
package struct LedgerList {
  private let seals: [Seal]

  /// Takes in the seals in order.
  package init(_ seals: [Seal]) { self.seals = seals }

  /// A line for each, the newest last.
  package var text: String {
    guard !seals.isEmpty else { return "no period is closed\n" }
    var table = TextTable(
      header: [
        "seal", "period", "closed", "by", "policy", "people", "bonus total", "inputs", "hash",
      ],
      numbers: [0, 5, 6])
    for seal in seals { table.append(cells(seal)) }
    return table.text + notes
  }

  /// The same for scripts, with everything that was acknowledged or corrected.
  package var json: JSONValue { .array(seals.map(object)) }

  private func cells(_ seal: Seal) -> [String] {
    let entry = seal.entry
    let inputs = entry.sources.filter { $0.role == "input" }
    return [
      String(seal.number), entry.period.name, entry.closedOn.description, entry.closedBy,
      entry.policyVersion, String(entry.people),
      Exact(canonical: entry.total).map(Shown.money) ?? "",
      inputs.allSatisfy(\.isKept) ? "kept" : "hashes", String(seal.hash.prefix(12)),
    ]
  }

  private var notes: String {
    seals.flatMap { seal in
      seal.entry.acknowledgements.map { fact in
        "\(seal.entry.period.name): \(fact.count) of \(fact.code) acknowledged: "
          + "\(visible(fact.reason))\n"
      }
        + seal.entry.revisions.map {
          "\(seal.entry.period.name): corrects \($0.period), which has state \($0.number) since\n"
        }
    }.joined()
  }

  private func object(_ seal: Seal) -> JSONValue {
    let entry = seal.entry
    return .object([
      ("seal", .whole(seal.number)), ("period", .text(entry.period.name)),
      ("closed_on", .text(entry.closedOn.description)), ("closed_by", .text(entry.closedBy)),
      ("merit", .text(entry.program)), ("policy", .text(entry.policyID)),
      ("version", .text(entry.policyVersion)), ("people", .whole(entry.people)),
      ("total", .text(entry.total)), ("hash", .text(seal.hash)),
      ("acknowledged", .array(entry.acknowledgements.map(acknowledgement))),
      ("revisions", .array(entry.revisions.map(revision))),
    ])
  }

  private func acknowledgement(_ fact: Acknowledgement) -> JSONValue {
    .object([
      ("code", .text(fact.code)), ("count", .whole(fact.count)), ("reason", .text(fact.reason)),
    ])
  }

  private func revision(_ revision: Revision) -> JSONValue {
    .object([("period", .text(revision.period)), ("state", .whole(revision.number))])
  }
}
