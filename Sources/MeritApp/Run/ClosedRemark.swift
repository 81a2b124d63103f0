internal import MeritModel
internal import MeritReport

extension RunPeriod {
  /// What is to be said before figures of a closed period that are computed anew; nil where it is open,
  /// or where a day says whose knowledge counts.
  ///
  /// What was paid so far is told where it is asked for one person.
  package func closedRemark(_ request: RunRequest, employee: String? = nil) throws -> String? {
    guard request.knownOn == nil, let seal = history?.seal(named: request.period) else {
      return nil
    }
    var words = "\(request.period) was closed on \(seal.entry.closedOn)"
    if let employee, let paid = try history?.paid(for: request.period) {
      var sum = Exact.zero
      for (key, amount) in paid where key.employee == employee { sum = try sum + amount }
      words += "; paid for it so far: \(Shown.money(sum))"
    }
    return words
      + "\nWhat follows is computed with what is known now; what differs from what was paid becomes a"
      + " correction in a later period.\n\n"
  }
}
