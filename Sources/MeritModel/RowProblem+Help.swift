extension RowProblem {
  /// What to do about a row: in the file of problems its code leads to a page, on the terminal the
  /// sentence stands under it.
  package var help: String {
    switch code {
    case .wrongFieldCount:
      "mend the row in the export: every row has as many fields as the header; `merit inspect` shows it"
    case .unreadableValue, .impossibleDate:
      "correct the cell, or say in merit.json how the column is written: `\"format\": \"…\"`"
    case .emptyRequiredCell:
      "fill in the cell, or let the policy allow an empty one: a `?` after the column's kind"
    case .outOfRange:
      "correct the cell, or widen the column's range in the policy, as `\"number 0..\"`"
    case .unlistedValue:
      "correct the cell, add the value in the policy, or map it in merit.json: `\"values\": { … }`"
    case .rowCheckFails: "correct the row, or the input's `rowCheck` in the policy"
    case .duplicateRow: "delete the wrong row, or take the later one: `\"duplicates\": \"latest\"`"
    case .undecodableByte:
      "export the file again, or name its encoding: `\"dialect\": { \"encoding\": \"…\" }`"
    case .unknownOwner:
      "add the person to the roster, or the export's name of them to an identity table: `\"using\"`"
    case .rowOutsideEmployment:
      "correct `valid_from` or `valid_to` in the roster, or leave it if the row is the person's own"
    case .repeatedRow, .rowsOfFilePair, .supersededRow:
      "nothing, if the row is to count once; `merit why \(code.rawValue)` says which counts"
    case .excludedRow:
      "nothing, if the event is to excuse the row; else name fewer inputs in `\"applies\"`"
    case .linesPassedOver, .convertedCells:
      "nothing, if it was read as it is meant; `merit inspect` shows how"
    default: "`merit why \(code.rawValue)` says what to do"
    }
  }
}
