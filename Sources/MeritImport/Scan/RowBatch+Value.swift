package import MeritModel

extension RowBatch {
  /// The value of a cell as the rules see it; missing where it is empty.
  package func value(_ column: Int, _ row: Int) -> Value {
    let cell = lanes[column][row]
    guard cell != RowBatch.empty else { return .missing }
    if cell == RowBatch.wideMark, kinds[column].isNumeric {
      return wide[column][row].map { .number($0) } ?? .missing
    }
    if !choices[column].isEmpty { return .present(choices[column][Int(cell)]) }
    let isText = kinds[column].isText
    return RowBatch.scalar(
      cell, kinds[column], scales[column], text: isText ? text(column, row) : ""
    ).map { .present($0) } ?? .missing
  }

  /// The value of a cell that is neither empty nor wide; `text` is that of a text cell.
  package static func scalar(_ cell: Int64, _ kind: Kind, _ scale: NumberScale, text: String)
    -> Scalar?
  {
    switch kind {
    case .text, .id, .grade: .text(text)
    case .date: .day(CalendarDay(number: Int32(truncatingIfNeeded: cell)))
    case .datetime: .moment(Moment(seconds: cell))
    case .month: .text(padded(Int(cell / 12), 4) + "-" + padded(Int(cell % 12) + 1, 2))
    case .quarter: .text(padded(Int(cell / 4), 4) + "-Q\(cell % 4 + 1)")
    case .flag: .flag(cell == 1)
    case .choice(let names): .text(names[Int(cell)])
    case .number, .count, .percent, .points, .money, .days, .months, .minutes, .seconds:
      (try? scale.exact(Int128(cell))).map { .number($0) }
    }
  }
}

extension Kind {
  /// Says whether cells of the kind are texts that are not in a list.
  package var isText: Bool {
    switch self {
    case .text, .id, .grade: true
    default: false
    }
  }
}
