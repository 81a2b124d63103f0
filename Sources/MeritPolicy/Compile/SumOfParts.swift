import MeritModel

/// P341, P342: weights and shares that do not sum to one.
extension FindingCollector {
  /// Reports parts that do not sum to one, at the part that is to be changed.
  func checkSum(
    of parts: [Exact], _ items: [JSONNode], _ key: String, _ code: DiagnosticCode
  ) {
    let sum = parts.sum
    guard sum != .one, parts.count == items.count else { return }
    reportSum(of: parts, items, key, code) { "the \(key)s sum to \($0) %, not to 100 %" }
  }

  /// Reports a sum at the last part, which can take the difference, else at the first one too many.
  func reportSum(
    of parts: [Exact], _ items: [JSONNode], _ key: String, _ code: DiagnosticCode,
    severity: Severity? = nil, or other: String? = nil, says message: (Exact) -> String
  ) {
    guard let last = parts.last, let percent = try? parts.sum * Exact(100) else { return }
    let rest = (try? .one - parts.sum).flatMap { try? last + $0 } ?? .zero
    let place = rest > .zero ? parts.count - 1 : firstTooMany(parts)
    report(
      code, message(percent), at: items[place][key] ?? items[place], severity: severity,
      help: (rest > .zero
        ? "change them so that they sum to 100 %, "
          + "for example the last to `\"\(key)\": \"\(Kind.percent.text(rest))\"`"
        : "lower a `\"\(key)\"`, or delete one, so that they sum to 100 %")
        + (other.map { ", \($0)" } ?? ""))
  }

  /// The first part with which the sum is above one.
  private func firstTooMany(_ parts: [Exact]) -> Int {
    parts.indices.first { parts[...$0].sum > .one } ?? 0
  }
}

extension Collection where Element == Exact {
  fileprivate var sum: Exact {
    reduce(Exact.zero) { sum, part in (try? sum + part) ?? sum }
  }
}
