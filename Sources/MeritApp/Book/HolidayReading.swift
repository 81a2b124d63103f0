import MeritModel
import MeritPolicy

/// Reads the lists of holidays that a policy names: one date a line, the first line may say `date`.
struct HolidayReading {
  let files: any FileSystem
  /// The book's folder; empty where a policy is checked outside of a book.
  let folder: String

  /// The policy with the holidays of its files, and those files as the manifest names them.
  func reading(
    _ policy: CompiledPolicy
  ) throws(FileError) -> Checked<(policy: CompiledPolicy, facts: [InputFact])> {
    var policy = policy
    var facts: [InputFact] = []
    var diagnostics: [Diagnostic] = []
    for (place, calendar) in policy.calendars.enumerated() {
      guard let file = calendar.holidayFile else { continue }
      guard !BookPath.isAbsolute(file.path) else {
        diagnostics.append(outside(file))
        continue
      }
      let path = folder.isEmpty ? file.path : "\(folder)/\(file.path)"
      guard files.kind(of: path) == .file else {
        diagnostics.append(missing(file, calendar))
        continue
      }
      let bytes = try files.read(path)
      let read = days(bytes, file.path)
      diagnostics += read.diagnostics
      policy.setHolidays(Set(read.days), ofCalendar: place)
      let fact = InputFact(
        table: "holidays", file: file.path, hash: sha256(bytes), rows: read.days.count)
      if !facts.contains(fact) { facts.append(fact) }
    }
    return Checked((policy, facts), diagnostics)
  }

  private func outside(_ file: HolidayFile) -> Diagnostic {
    Diagnostic(
      .pathNotRelative, "`\(file.path)` is not written as seen from the book's folder",
      at: file.place,
      help: BookPath.help(file.path, from: folder))
  }

  private func missing(_ file: HolidayFile, _ calendar: OfficeCalendar) -> Diagnostic {
    Diagnostic(
      .fileMissing, "there is no file `\(file.path)` with the holidays of `\(calendar.name)`",
      at: file.place,
      help: "put it there, or list the days in the policy: `\"holidays\": [\"2026-01-01\"]`")
  }

  private func days(
    _ bytes: [UInt8], _ path: String
  ) -> (days: [CalendarDay], diagnostics: [Diagnostic]) {
    var days: [CalendarDay] = []
    var diagnostics: [Diagnostic] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = trimmed(String(decoding: line, as: UTF8.self), isFirst: index == 0)
      if text.isEmpty || index == 0 && text == "date" { continue }
      if let day = CalendarDay(iso: text) {
        days.append(day)
      } else {
        diagnostics.append(
          Diagnostic(
            .unreadableValue, "`\(text.shortened)` is no date that exists",
            at: SourcePlace(file: path, line: index + 1, column: 1), severity: .error,
            help: "write one date a line, as in `2026-01-01`"))
      }
    }
    return (days, diagnostics)
  }

  private func trimmed(_ line: String, isFirst: Bool) -> String {
    let mark = isFirst && line.hasPrefix("\u{FEFF}") ? String(line.dropFirst()) : line
    let blanks: Set<Character> = [" ", "\t", "\r"]
    return String(
      mark.drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed())
  }
}
