import MeritModel

/// Writes findings as text: place, severity, code, message, the user's own line with a caret, notes
/// and help.
struct TextDiagnostics {
  /// The most findings of one code that are shown whole.
  static let shownOfEachCode = 20

  let isColoured: Bool
  /// Leaves out the user's own lines.
  let isRedacted: Bool

  /// Writes findings in order, at most twenty of each code, then a count of the rest; a help that
  /// several of one code share stands at the first, and the others point there.
  func text(_ diagnostics: [Diagnostic]) -> String {
    var shown: [DiagnosticCode: Int] = [:]
    var given: [DiagnosticCode: [String: String]] = [:]
    var blocks: [String] = []
    for diagnostic in diagnostics.inOrder {
      shown[diagnostic.code, default: 0] += 1
      if shown[diagnostic.code, default: 0] <= Self.shownOfEachCode {
        let first = given[diagnostic.code]?[diagnostic.help]
        if first == nil {
          given[diagnostic.code, default: [:]][diagnostic.help] =
            diagnostic.place?.description ?? "the first \(diagnostic.code.rawValue)"
        }
        blocks.append(text(diagnostic, help: first.map { "as above, at `\($0)`" }))
      }
    }
    for (code, count) in shown.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where count > Self.shownOfEachCode {
      blocks.append("and \(count - Self.shownOfEachCode) more of \(code.rawValue)\n")
    }
    return blocks.joined()
  }

  private func text(_ diagnostic: Diagnostic, help: String?) -> String {
    var lines = [headline(diagnostic)]
    if let excerpt = diagnostic.excerpt, !isRedacted {
      lines += excerptLines(excerpt, line: diagnostic.place?.line)
    }
    if let pointer = diagnostic.place?.pointer, !pointer.isEmpty {
      lines.append("  at \(visible(pointer))")
    }
    lines += diagnostic.notes.map { "  note: \(visible($0))" }
    lines.append("  help: \(visible(help ?? diagnostic.help))")
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map { "\(visible($0.description)): " } ?? ""
    let level = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    return place + colour(level, diagnostic.severity) + ": \(visible(diagnostic.message))"
  }

  private func excerptLines(_ excerpt: Excerpt, line: Int?) -> [String] {
    let number = line.map(String.init) ?? ""
    let blank = String(repeating: " ", count: number.count)
    let (text, before, marked) = cut(excerpt)
    let carets = String(repeating: "^", count: max(1, displayWidth(of: visible(marked))))
    let indent = String(repeating: " ", count: displayWidth(of: visible(before)))
    return ["  \(number) | \(visible(text))", "  \(blank) | \(indent)\(carets)"]
  }

  /// Cuts a long line to a part around its caret, so that one finding stays one screen line.
  private func cut(_ excerpt: Excerpt) -> (text: String, before: String, marked: String) {
    let all = Array(excerpt.line)
    let caret = min(max(excerpt.column - 1, 0), all.count)
    let start = caret > 100 ? caret - 60 : 0
    let end = min(all.count, start + 160)
    let head = start > 0 ? "…" : ""
    let tail = end < all.count ? "…" : ""
    let markedEnd = min(caret + max(1, excerpt.length), end)
    return (
      head + String(all[start..<end]) + tail, head + String(all[start..<caret]),
      String(all[caret..<max(caret, markedEnd)])
    )
  }

  private func colour(_ text: String, _ severity: Severity) -> String {
    guard isColoured else { return text }
    let code =
      switch severity {
      case .error: "31"
      case .warning, .comingError: "33"
      case .hint: "36"
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}
