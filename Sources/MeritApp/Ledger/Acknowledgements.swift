import MeritModel
import MeritPolicy

/// Holds the problems of a run against those that somebody took note of.
struct AcknowledgedProblems {
  /// What is sealed of it.
  let list: [Acknowledgement]
  let findings: [Diagnostic]

  /// Takes in findings and row problems, the codes that were acknowledged, and why.
  init(
    _ diagnostics: [Diagnostic], _ problems: [RowProblem], acknowledged: [String], reason: String
  ) {
    let weighty: Set<Severity> = [.warning, .comingError, .error]
    var rows: [String: Int] = [:]
    for problem in problems where weighty.contains(problem.severity) {
      rows[problem.code.rawValue, default: 0] += 1
    }
    var counts = rows
    // What is said of the policy alone was known when it was approved; a finding that sums up rows is
    // not one more.
    for finding in diagnostics
    where weighty.contains(finding.severity) && !finding.code.rawValue.hasPrefix("P")
      && rows[finding.code.rawValue] == nil
    {
      counts[finding.code.rawValue, default: 0] += 1
    }
    let codes = Set(acknowledged.map { $0.uppercased() })
    list = codes.sorted().compactMap { code in
      counts[code].map { Acknowledgement(code: code, count: $0, reason: reason) }
    }
    let open = counts.filter { !codes.contains($0.key) }.sorted { $0.key < $1.key }
    findings =
      (open.isEmpty ? [] : [Self.open(open)])
      + codes.filter { counts[$0] == nil }.sorted().map { Self.idle($0, counts.keys) }
  }

  private static func open(_ open: [(key: String, value: Int)]) -> Diagnostic {
    let codes = open.map(\.key).joined(separator: " ")
    return Diagnostic(
      .problemsNotAcknowledged, "there are problems that nobody acknowledged",
      notes: open.map { code, count in
        "\(count) of \(code)" + (DiagnosticCode(rawValue: code).flatMap(words) ?? "")
      },
      help: "see problems.csv, mend the exports, or add `--acknowledge \(codes) --reason \"…\"`")
  }

  /// What a code says, by the first sentence of its page.
  private static func words(_ code: DiagnosticCode) -> String? {
    CodePages.page(for: code).map { page in
      let text = page.meaning.split(separator: "\n").joined(separator: " ")
      let end = text.firstRange(of: ". ")?.lowerBound ?? text.lastIndex(of: ".") ?? text.endIndex
      return ": " + text[..<end]
    }
  }

  private static func idle(_ code: String, _ codes: some Collection<String>) -> Diagnostic {
    Diagnostic(
      .nothingToAcknowledge, "the run has no problem `\(code)`",
      help: meant(by: code, among: codes, else: "leave `--acknowledge \(code)` out"))
  }
}
