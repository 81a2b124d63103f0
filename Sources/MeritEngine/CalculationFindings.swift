import MeritModel
import MeritPolicy
internal import Synchronization

/// The findings of a calculation, at most twenty of each code and rule; the rest is counted.
///
/// Several threads may add to it. Those of one rule come from one of them at a time, so that which are
/// kept does not depend on the threads.
final class CalculationFindings: Sendable {
  private struct Key: Hashable {
    let code: DiagnosticCode
    let place: SourcePlace
    let severity: Severity
  }

  private static let most = 20
  private struct Found {
    /// The period's name, where it is not the run's own.
    var period: String?
    var counts: [Key: Int] = [:]
    var kept: [Diagnostic] = []
  }

  private let found = Mutex(Found())

  /// The period's name, where it is not the run's own.
  var period: String? {
    get { found.withLock { $0.period } }
    set { found.withLock { $0.period = newValue } }
  }

  /// All findings in order, with one more for each kind that was cut.
  var diagnostics: [Diagnostic] {
    found.withLock { found in
      let more = found.counts.filter { $0.value > Self.most }.map { key, count in
        Diagnostic(
          key.code, "the same holds for \(count - Self.most) more", at: key.place,
          severity: key.severity, help: "mend the first of them, and `merit run` again")
      }
      return (found.kept + more).inOrder
    }
  }

  func add(
    _ code: DiagnosticCode, _ message: String, _ rule: Rule, severity: Severity,
    help: String
  ) {
    let key = Key(code: code, place: rule.place, severity: severity)
    found.withLock { found in
      found.counts[key, default: 0] += 1
      guard found.counts[key, default: 0] <= Self.most else { return }
      let message = found.period.map { "in \($0): \(message)" } ?? message
      found.kept.append(
        Diagnostic(code, message, at: rule.place, severity: severity, help: help))
    }
  }

  func add(_ diagnostic: Diagnostic) { found.withLock { $0.kept.append(diagnostic) } }

  /// Takes in the findings of the same period in other plans, but those that are known.
  func merge(_ other: CalculationFindings) {
    let found = other.diagnostics
    self.found.withLock { own in
      let known = Set(own.kept)
      own.kept += found.filter { !known.contains($0) }
    }
  }
}
