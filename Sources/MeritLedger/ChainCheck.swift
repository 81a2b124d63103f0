import MeritModel

/// Checks that every seal has the hash of what it says and stands on the one before.
struct ChainCheck {
  let hashing: Ledger.Hashing

  func check(_ seals: [Seal]) throws(LedgerError) {
    var previous = ""
    for (place, seal) in seals.enumerated() {
      let page = Seal.page(seal.entry, number: seal.number, previous: seal.previous)
      guard seal.number == place + 1, seal.previous == previous,
        hashing(Array(page.utf8)) == seal.hash
      else { throw .chainBroken(number: seal.number, period: seal.entry.period.name) }
      previous = seal.hash
    }
  }
}
