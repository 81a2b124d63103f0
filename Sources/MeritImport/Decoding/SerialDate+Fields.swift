internal import MeritModel

extension SerialDate {
  /// The fields of a moment in seconds since 1970.
  static func moment(_ seconds: Int64, isUTC: Bool) -> CellValue<ClockFields> {
    let moment = Moment(seconds: seconds)
    let parts = moment.day.parts
    let second = Int(seconds - Int64(moment.day.number) * 86_400)
    var fields = ClockFields()
    (fields.year, fields.month, fields.day) = (parts.year, parts.month, parts.day)
    (fields.hour, fields.minute, fields.second) = (second / 3600, second / 60 % 60, second % 60)
    fields.offset = isUTC ? 0 : nil
    return CellValue(value: fields, conversions: isUTC ? [.offset] : [.serialDate])
  }
}
