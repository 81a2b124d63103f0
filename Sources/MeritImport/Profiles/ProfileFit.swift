extension ProfileForm {
  /// The bytes of a file that are looked at to recognise its form.
  private static let headSize = 1 << 15
  /// The rows that are looked at where there is no header.
  private static let mostRows = 50

  /// Says whether the first bytes of a plain text look like this form.
  func fits(_ text: [UInt8], isWhole: Bool) -> Bool {
    let isCut = text.count > ProfileForm.headSize
    let head = isCut ? Array(text[..<ProfileForm.headSize]) : text
    switch looks {
    case .header(let names): return hasHeader(names, head, isWhole: isWhole && !isCut)
    case .cells(let fields, let values):
      return hasRows(fields, values, head, isWhole: isWhole && !isCut)
    }
  }

  private func hasHeader(_ names: [String], _ head: [UInt8], isWhole: Bool) -> Bool {
    let sniffer = CSVSniffer(head, settings: dialect, wanted: names, isWhole: isWhole)
    let header = HeaderSearch(
      head, from: 0, sniffer.dialect, settings: dialect,
      hasSeparatorLine: sniffer.hasSeparatorLine, wanted: names)
    let found = Set(header.names.map(ColumnName.folded))
    return names.allSatisfy { found.contains(ColumnName.folded($0)) }
  }

  private func hasRows(
    _ fields: ClosedRange<Int>, _ values: [Int: Set<String>], _ head: [UInt8], isWhole: Bool
  ) -> Bool {
    let form = CSVSniffer(head, settings: dialect, isWhole: isWhole).dialect
    var (place, rows) = (0, 0)
    while place < head.count, rows < ProfileForm.mostRows {
      let record = HeaderRecord(head, from: place, form)
      guard record.isComplete || isWhole else { break }
      place = record.end
      if record.isBlank { continue }
      guard fields.contains(record.fields.count) else { return false }
      for (number, known) in values {
        guard number <= record.fields.count, known.contains(record.fields[number - 1]) else {
          return false
        }
      }
      rows += 1
    }
    return rows > 0
  }
}
