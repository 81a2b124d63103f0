/// Finds the dialect of a text from its head, never from more than it shows.
package struct CSVSniffer {
  /// Records that are looked at for the delimiter.
  private static let mostRecords = 100

  /// The dialect.
  package private(set) var dialect: CSVDialect
  /// The two delimiters that fit equally well, where the text does not say which is meant.
  package private(set) var unclear: (UInt8, UInt8)?
  /// Whether the first line says which delimiter is used: `sep=;`.
  let hasSeparatorLine: Bool

  private let head: [UInt8]
  private let settings: DialectSettings

  /// Looks at the head of a text without its mark; what the settings say is not guessed, and the
  /// names of columns that are wanted help to tell one delimiter from another.
  package init(
    _ head: [UInt8], settings: DialectSettings, wanted: [String] = [], isWhole: Bool = true
  ) {
    self.settings = settings
    dialect = CSVDialect(hasHeader: settings.header)
    dialect.quote = settings.quote ?? dialect.quote
    let separator = CSVSniffer.separator(head)
    hasSeparatorLine = separator != nil
    let endsWithReturn =
      head.firstPlace(of: 13) != nil && LineEnds(head, quote: dialect.quote).endsWithReturn
    self.head = endsWithReturn ? CSVSniffer.withLineFeeds(head, dialect, isWhole) : head
    if let known = settings.delimiter ?? separator {
      dialect.delimiter = known
    } else {
      findDelimiter(wanted, isWhole)
    }
    findForm(endsWithReturn: endsWithReturn, isWhole: isWhole)
  }

  /// The delimiter that a first line `sep=;` names.
  private static func separator(_ head: [UInt8]) -> UInt8? {
    guard head.starts(with: Array("sep=".utf8)), head.count > 5, head[5] == 13 || head[5] == 10
    else { return nil }
    return head[4]
  }

  /// The text with line feeds in place of carriage returns, as far as the delimiter needs it.
  private static func withLineFeeds(
    _ head: [UInt8], _ dialect: CSVDialect, _ isWhole: Bool
  ) -> [UInt8] {
    var writer = PlainFormWriter(
      PlainForm(delimiter: dialect.delimiter, quote: dialect.quote, endsWithReturn: true))
    return writer.write(head, isLast: isWhole)
  }

  private mutating func findDelimiter(_ wanted: [String], _ isWhole: Bool) {
    let evidence = evidence(Set(wanted.map(ColumnName.folded)), isWhole)
    let most = evidence.map(\.found).max() ?? 0
    let left = evidence.filter { $0.found == most }
    let steady = left.filter(\.isSteady)
    if steady.count > 1 { unclear = (steady[0].delimiter, steady[1].delimiter) }
    let best = steady.first ?? left.max { $0.inFirst < $1.inFirst }
    if let best, steady.count == 1 || best.inFirst > 1 { dialect.delimiter = best.delimiter }
  }

  private func evidence(_ names: Set<String>, _ isWhole: Bool) -> [DelimiterEvidence] {
    let delimiters = [",", ";", "\t", "|"].flatMap { Array($0.utf8) }
    let there = delimiters.filter { head.firstPlace(of: $0) != nil }
    var known: [UInt8: DelimiterEvidence] = [:]
    for delimiter in there {
      known[delimiter] = DelimiterEvidence(delimiter, records(delimiter, isWhole), wanted: names)
    }
    // With a delimiter that stands nowhere each record is one field and holds one name at most.
    if known.values.allSatisfy({ $0.found <= 1 }), there.count < delimiters.count {
      let absent = delimiters.filter { known[$0] == nil }
      let evidence = DelimiterEvidence(absent[0], records(absent[0], isWhole), wanted: names)
      for delimiter in absent {
        known[delimiter] = evidence
        known[delimiter]?.delimiter = delimiter
      }
    }
    return delimiters.compactMap { known[$0] }
  }

  private func records(_ delimiter: UInt8, _ isWhole: Bool) -> [[String]] {
    var dialect = dialect
    dialect.delimiter = delimiter
    var (records, place): ([[String]], Int) = ([], 0)
    for _ in 0..<max(0, settings.skipLines) {
      place = (head[place...].firstIndex(of: dialect.newline) ?? head.count - 1) + 1
    }
    while place < head.count, records.count < CSVSniffer.mostRecords {
      let record = HeaderRecord(head, from: place, dialect)
      guard record.isComplete || isWhole else { break }
      place = record.end
      if !record.isBlank { records.append(record.fields) }
    }
    return records
  }

  /// Tries the plain form first, then a backslash before quotes, blanks at quotes, and both.
  private mutating func findForm(endsWithReturn: Bool, isWhole: Bool) {
    var form = PlainForm(
      delimiter: dialect.delimiter, quote: dialect.quote, escape: settings.escape,
      endsWithReturn: endsWithReturn)
    if dialect.quote != CSVDialect.noQuote,
      QuoteFaults.count(head, form, isWhole: isWhole) > 0
    {
      // The head has plain line ends by now; its quotes are all that can differ.
      let backslash = UInt8(ascii: "\\")
      let tries: [(UInt8?, Bool)] =
        settings.escape.map { [($0, true)] }
        ?? [(backslash, false), (nil, true), (backslash, true)]
      for (escape, hasBlanks) in tries {
        var other = form
        (other.escape, other.hasBlanksAtQuotes) = (escape, hasBlanks)
        guard QuoteFaults.count(head, other, isWhole: isWhole) == 0 else { continue }
        form = other
        break
      }
    }
    dialect.form = form.isPlain ? nil : form
  }
}

/// How well one delimiter explains the first records.
private struct DelimiterEvidence {
  var delimiter: UInt8
  /// The most wanted names that one of the first records holds.
  let found: Int
  /// The fields of the first record, or of the one with the wanted names.
  let inFirst: Int
  /// Whether nine of ten records have as many fields as that one, and more than one.
  let isSteady: Bool

  init(_ delimiter: UInt8, _ records: [[String]], wanted: Set<String>) {
    self.delimiter = delimiter
    let hits = HeaderSearch.hits(records.prefix(HeaderSearch.mostTitleRecords), wanted)
    found = hits.max() ?? 0
    let header = found > 0 ? hits.firstIndex(of: found) ?? 0 : 0
    let fields = header < records.count ? records[header].count : 0
    let rows = records.dropFirst(header)
    let equal = rows.count { $0.count == fields }
    inFirst = fields
    isSteady = fields > 1 && equal * 10 >= rows.count * 9
  }
}

/// Counts the line ends outside quotes.
private struct LineEnds {
  private var feeds = 0
  private var loneReturns = 0

  init(_ head: [UInt8], quote: UInt8) {
    var (isQuoted, hasReturned) = (false, false)
    for byte in head {
      if byte == quote, quote != CSVDialect.noQuote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 { feeds += 1 }
      if hasReturned, byte != 10 { loneReturns += 1 }
      hasReturned = byte == 13
    }
    if hasReturned, feeds == 0 { loneReturns += 1 }
  }

  /// Whether a carriage return alone ends lines.
  var endsWithReturn: Bool { loneReturns > 0 }
}

/// Counts the quotes of a text that stand neither next to a delimiter nor twice.
private enum QuoteFaults {
  static func count(_ head: [UInt8], _ form: PlainForm, isWhole: Bool) -> Int {
    var writer = PlainFormWriter(form)
    let plain = form.isPlain ? head : writer.write(head, isLast: isWhole)
    guard let first = plain.firstPlace(of: form.quote) else { return 0 }
    var (faults, isQuoted) = (0, false)
    for place in first..<plain.count where plain[place] == form.quote {
      isQuoted.toggle()
      let neighbour = isQuoted ? place - 1 : place + 1
      guard plain.indices.contains(neighbour) else { continue }
      let next = plain[neighbour]
      let isSound = next == form.delimiter || next == 10 || next == 13 || next == form.quote
      if !isSound { faults += 1 }
    }
    return faults + (isQuoted && isWhole ? 1 : 0)
  }
}
