/// A way of reading cells or rows that is not the plainest one; each use is counted and told.
package enum Conversion: Int, CaseIterable, Sendable {
  case emptyFieldsDropped
  case blanksTaken
  case widthFolded
  case composed
  case currencySign
  case grouping
  case decimalComma
  case percentSign
  case tenThousands
  case parentheses
  case otherMinus
  case clockDuration
  case wordDuration
  case serialDate
  case writtenDate
  case otherDateForm
  case timeDropped
  case partOfSecond
  case halfDayClock
  case dayFirst
  case monthFirst
  case shortYear
  case offset
  case zone
  case repeatedHour
  case ambiguousHour
  case skippedHour
  case missingWord

  /// What was done, after the number of cells or rows.
  package var words: String {
    switch self {
    case .emptyFieldsDropped: "with empty fields after the last column"
    case .blanksTaken: "with blanks around the text, taken off"
    case .widthFolded: "with full-width characters, read as the plain ones"
    case .composed: "with accents written apart, joined to their letters"
    case .currencySign: "with a currency sign, taken off"
    case .grouping: "with marks between thousands, taken out"
    case .decimalComma: "with a decimal comma"
    case .percentSign: "with a percent sign, divided by 100"
    case .tenThousands: "counted in 万 or 亿, multiplied out"
    case .parentheses: "in parentheses, read as negative"
    case .otherMinus: "with a sign other than a leading hyphen"
    case .clockDuration: "written as a clock, read as a duration"
    case .wordDuration: "written with units, read as a duration"
    case .serialDate: "that are day numbers of a spreadsheet, read as dates"
    case .writtenDate: "with a month or day in words"
    case .otherDateForm:
      "with a date, time or month in another form than 2026-03-01 09:30:00"
    case .timeDropped: "with a time, of which the date alone counts"
    case .partOfSecond: "with parts of a second, left out"
    case .halfDayClock: "with a 12-hour clock"
    case .dayFirst: "read as day, month, year"
    case .monthFirst: "read as month, day, year"
    case .shortYear: "with a year of two digits"
    case .offset: "with an offset from UTC, moved to the policy's zone"
    case .zone: "moved from another zone to the policy's"
    case .repeatedHour: "in an hour that the clock of its zone shows twice, read as the first"
    case .ambiguousHour: "in an hour that the policy's clock shows twice"
    case .skippedHour: "in an hour that the policy's clock skips"
    case .missingWord: "with a word for no value, read as empty"
    }
  }
}

/// What a conversion was applied to: a column of the contract, or whole rows.
struct ConversionKey: Hashable {
  /// The column by place; -1 for rows.
  let column: Int
  let conversion: Conversion
}

/// How often a conversion was applied, and where first.
struct ConversionCount {
  var count: Int
  var line: Int
  var text: String

  mutating func merge(_ other: ConversionCount) {
    count += other.count
    if other.line < line { (line, text) = (other.line, other.text) }
  }
}

extension ScanLog {
  /// Counts a conversion.
  func note(_ conversion: Conversion, column: Int, line: Int, text: () -> String) {
    let key = ConversionKey(column: column, conversion: conversion)
    if let known = conversions[key], known.line <= line {
      conversions[key]?.count += 1
    } else {
      let before = conversions[key]?.count ?? 0
      conversions[key] = ConversionCount(count: before + 1, line: line, text: text())
    }
  }

  /// Counts conversions of cells whose first line is known elsewhere.
  func add(_ count: Int, to conversion: Conversion, column: Int) {
    let key = ConversionKey(column: column, conversion: conversion)
    conversions[key, default: ConversionCount(count: 0, line: .max, text: "")].count += count
  }
}
