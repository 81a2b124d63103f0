internal import MeritModel

/// What is told of a stretch: faults that stop the reading of a file, and rows that are no rows of it.
extension StretchReader {
  func lineOf(_ place: Int, _ lines: Int) -> Int {
    lines + ByteCensus(window.bytes, from: front, to: place, file.dialect).newlines
  }

  func fault(_ code: DiagnosticCode, _ message: String, line: Int, help: String) {
    log.diagnostics.append(
      Diagnostic(code, message, at: SourcePlace(file: file.name, line: line), help: help))
  }

  func reportOpenEnd() {
    if places.quoted != 0 {
      fault(
        .unclosedQuote, "the quote that opens in this record is never closed", line: line,
        help:
          "close it in the export; where quotes are plain signs: `\"dialect\": { \"quote\": null }`"
      )
    } else {
      fault(
        .fieldTooLong, "the record is longer than 16 MiB", line: line,
        help: "look for a quote that is never closed, or name the `quote` of the file")
    }
  }

  func reportStrayQuote(_ place: Int, _ row: Int) {
    let before = ByteCensus(window.bytes, from: row, to: place, file.dialect).newlines
    fault(
      .textAfterQuote,
      "a quote stands inside the text of a field; a quote in quoted text is written twice",
      line: line + before,
      help: "double it in the export, or say what quotes are: `\"dialect\": { \"quote\": \"…\" }`")
  }

  func reportUndecodable(_ place: Int, _ row: Int, _ end: Int) {
    log.rowsRead += 1
    log.faults[Int(RowFault.undecodable.rawValue)] += 1
    let encoding = file.dialect.encoding
    let origin = file.file.origin(ofBadByte: offset + place - front)
    log.report(
      RowProblem(
        code: .undecodableByte, severity: DiagnosticCode.undecodableByte.severity,
        table: log.table, file: log.file, line: line,
        column: window.bytes.array(at: row, count: place - row).count { $0 & 0xC0 != 0x80 } + 1,
        message: (origin.map { "byte \($0) of the file" } ?? "a byte of the row")
          + " is not \(encoding)",
        value: window.bytes.text(at: row, count: min(end - row, 200))))
  }

  func reportFieldCount(_ fields: Int, _ row: Int, _ end: Int) {
    log.rowsRead += 1
    log.faults[Int(RowFault.wrongFieldCount.rawValue)] += 1
    log.report(
      RowProblem(
        code: .wrongFieldCount, severity: DiagnosticCode.wrongFieldCount.severity,
        table: log.table, file: log.file, line: line, column: nil,
        message: "the row has \(fields) fields instead of \(file.fieldCount)",
        value: window.bytes.text(at: row, count: min(end - row, 200))))
  }
}
