/// One record of the head of a file and where the next one begins.
struct HeaderRecord {
  var fields: [String] = []
  /// The place after the record's line end.
  var end = 0
  /// Lines that the record takes up.
  var lines = 0
  var isComplete = false

  /// Reads one record at a place.
  init(_ head: [UInt8], from start: Int, _ dialect: CSVDialect) {
    let quote = dialect.quote == CSVDialect.noQuote ? nil : dialect.quote
    // A field without quotes is taken as it stands; one with quotes is put together without them.
    var (place, begin, isQuoted): (Int, Int, Bool) = (start, start, false)
    var unquoted: [UInt8]?
    func field(upTo end: Int) -> String {
      HeaderRecord.text(unquoted?[...] ?? head[begin..<end])
    }
    while place < head.count {
      let byte = head[place]
      place += 1
      if byte == dialect.newline { lines += 1 }
      if byte == quote {
        if unquoted == nil { unquoted = Array(head[begin..<place - 1]) }
        if isQuoted, place < head.count, head[place] == quote {
          unquoted?.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      } else if !isQuoted, byte == dialect.delimiter {
        fields.append(field(upTo: place - 1))
        (begin, unquoted) = (place, nil)
      } else if !isQuoted, byte == dialect.newline {
        isComplete = true
        break
      } else {
        unquoted?.append(byte)
      }
    }
    fields.append(field(upTo: isComplete ? place - 1 : place))
    end = place
  }

  /// Whether nothing stands in it, or blanks only.
  var isBlank: Bool {
    fields.count == 1 && fields[0].utf8.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == 13 ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}

/// Finds the record that names the columns, and the first row.
struct HeaderSearch {
  /// Records above the header that are looked at.
  static let mostTitleRecords = 50

  /// The names of the columns; of a file without header empty texts, one for each field of a row.
  private(set) var names: [String] = []
  /// The line of the names.
  private(set) var nameLine = 1
  /// The bytes of the record with the names, without its line end; empty where there is none.
  private(set) var record: [UInt8] = []
  /// The place and line of the first row.
  private(set) var start: Int
  private(set) var line = 1
  /// The lines above the header that the book does not pass over itself.
  private(set) var titles = 0
  /// Whether the header ends in the head.
  private(set) var isComplete = true

  private struct Candidate {
    let start: Int
    let line: Int
    let record: HeaderRecord
  }

  /// Searches from the first byte after the mark.
  init(
    _ head: [UInt8], from start: Int, _ dialect: CSVDialect, settings: DialectSettings,
    hasSeparatorLine: Bool, wanted: [String]
  ) {
    self.start = start
    for _ in 0..<max(0, settings.skipLines) + (hasSeparatorLine ? 1 : 0) { skipLine(head) }
    let first = line
    let records = HeaderSearch.records(head, from: self.start, line: line, dialect)
    guard let firstRecord = records.first else {
      self.start = head.count
      return
    }
    guard settings.header else {
      let given = settings.columnNames
      names = firstRecord.record.fields.indices.map { $0 < given.count ? given[$0] : "" }
      (self.start, line) = (firstRecord.start, firstRecord.line)
      return
    }
    let above = max(1, settings.namesIn) - 1
    let index = HeaderSearch.header(records, above, wanted)
    take(records, index, above: above, below: max(1, settings.headerRecords) - above - 1, head)
    if index > above { titles = records[index - above].line - first }
  }

  private mutating func skipLine(_ head: [UInt8]) {
    guard start < head.count else { return }
    start = (head[start...].firstIndex(of: 10) ?? head.count - 1) + 1
    line += 1
  }

  private static func records(
    _ head: [UInt8], from start: Int, line: Int, _ dialect: CSVDialect
  ) -> [Candidate] {
    var (place, line, records): (Int, Int, [Candidate]) = (start, line, [])
    while place < head.count, records.count < mostTitleRecords {
      let record = HeaderRecord(head, from: place, dialect)
      if !record.isBlank {
        records.append(Candidate(start: place, line: line, record: record))
      }
      (place, line) = (record.end, line + record.lines)
    }
    return records
  }

  /// The record where names belong, unless a later one holds more of the wanted names.
  private static func header(_ records: [Candidate], _ above: Int, _ wanted: [String]) -> Int {
    guard above < records.count else { return records.count - 1 }
    let found = hits(
      records[above...].lazy.map(\.record.fields), Set(wanted.map(ColumnName.folded)))
    return above + (found.firstIndex(of: found.max() ?? 0) ?? 0)
  }

  /// How many of some names, which are folded, each record holds, up to the first that holds all.
  static func hits(_ records: some Sequence<[String]>, _ names: Set<String>) -> [Int] {
    var hits: [Int] = []
    for record in records {
      hits.append(names.intersection(record.map(ColumnName.folded)).count)
      if hits.last == names.count { break }
    }
    return hits
  }

  private mutating func take(
    _ records: [Candidate], _ index: Int, above: Int, below: Int, _ head: [UInt8]
  ) {
    let header = records[index]
    names = header.record.fields
    nameLine = header.line
    var bytes = head[header.start..<header.record.end]
    while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
    record = Array(bytes)
    let last = records[min(index + max(0, below), records.count - 1)]
    (start, line) = (last.record.end, last.line + last.record.lines)
    isComplete = last.record.isComplete
  }
}
