/// Reads months: `2026-03`, `2026/3`, `202603`, `2026年3月`, `March 2026`, `Mar-26`.
enum MonthText {
  /// The months since year 0 of a text; nil where it is none.
  static func read(_ cell: [UInt8]) -> CellValue<Int64>? {
    let (text, isFolded) = WidthFolding.folded(cell)
    let start: [Conversion] = isFolded ? [.widthFolded] : []
    var cursor = DateCursor(text)
    if let month = numeric(&cursor), cursor.isAtEnd {
      let isPlain = text.count == 7 && text[4] == 45
      return CellValue(value: month, conversions: start + (isPlain ? [] : [.otherDateForm]))
    }
    cursor = DateCursor(text)
    return written(&cursor).flatMap { month, isShort in
      cursor.isAtEnd
        ? CellValue(
          value: month, conversions: start + [.writtenDate] + (isShort ? [.shortYear] : []))
        : nil
    }
  }

  private static func numeric(_ cursor: inout DateCursor) -> Int64? {
    guard let year = cursor.number(most: 4), year.count == 4 else { return nil }
    let isChinese = cursor.take("年")
    let hasMark = isChinese || cursor.take(45) || cursor.take(47) || cursor.take(46)
    guard let month = cursor.number(most: 2), hasMark || month.count == 2,
      isChinese == cursor.take("月")
    else { return nil }
    return months(year.value, month.value)
  }

  private static func written(_ cursor: inout DateCursor) -> (Int64, isShort: Bool)? {
    guard let month = DateName.month(cursor.letters()) else { return nil }
    if !cursor.take(45) { cursor.blanks() }
    guard let year = cursor.number(most: 4), year.count == 4 || year.count == 2 else {
      return nil
    }
    let isShort = year.count == 2
    let full = isShort ? ClockFields.year(ofTwoDigits: year.value) : year.value
    return months(full, month).map { ($0, isShort) }
  }

  private static func months(_ year: Int, _ month: Int) -> Int64? {
    (1...12).contains(month) && year > 0 ? Int64(year * 12 + month - 1) : nil
  }
}
