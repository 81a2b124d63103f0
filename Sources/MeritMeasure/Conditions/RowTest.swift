internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A condition on rows in a form that runs over whole columns.
indirect enum RowTest: Sendable {
  /// A present cell from the first number to the second, both inclusive.
  case range(Int, Int64, Int64)
  /// A cell whose number, below 64, is in a bit set.
  case bits(Int, UInt64)
  case present(Int)
  /// Two present cells of one scale.
  case pair(ComparisonOperator, Int, Int)
  case withinHours(Int, OfficeCalendar)
  case workday(Int, isMoment: Bool, OfficeCalendar)
  case not(RowTest)
  case all([RowTest])
  case any([RowTest])
  /// Whatever else rows may say, row by row.
  case slow(Expression)

  /// The columns whose fractions it cannot see.
  var numberColumns: [Int] {
    switch self {
    case .range(let column, _, _): [column]
    case .pair(_, let left, let right): [left, right]
    case .not(let test): test.numberColumns
    case .all(let tests), .any(let tests): tests.flatMap(\.numberColumns)
    default: []
    }
  }

  /// Sets for each of some rows whether it meets the condition; absent operands do not.
  func fill(
    _ mask: Int, _ masks: inout MaskStack, _ batch: RowBatch, _ rows: Lane<Int32>,
    _ count: Int, _ calendars: [OfficeCalendar]
  ) {
    let result = masks.lane(mask)
    switch self {
    case .range(let column, let least, let greatest):
      let lane = batch.lanes[column]
      for index in 0..<count {
        let cell = lane[Int(rows[index])]
        result[index] = cell >= least && cell <= greatest ? 1 : 0
      }
    case .bits(let column, let bits):
      let lane = batch.lanes[column]
      for index in 0..<count {
        let cell = lane[Int(rows[index])]
        let bit = bits &>> UInt64(truncatingIfNeeded: cell & 63) & 1
        result[index] = cell == RowBatch.empty ? 0 : UInt8(truncatingIfNeeded: bit)
      }
    case .present(let column):
      let lane = batch.lanes[column]
      for index in 0..<count {
        result[index] = lane[Int(rows[index])] == RowBatch.empty ? 0 : 1
      }
    case .pair(let symbol, let left, let right):
      RowTest.compare(symbol, batch.lanes[left], batch.lanes[right], rows, count, result)
    case .withinHours(let column, let calendar):
      RowTest.hours(batch.lanes[column], calendar, rows, count, result)
    case .workday(let column, let isMoment, let calendar):
      let lane = batch.lanes[column]
      for index in 0..<count {
        let cell = lane[Int(rows[index])]
        guard cell != RowBatch.empty else {
          result[index] = 0
          continue
        }
        let day = isMoment ? Moment(seconds: cell).day : CalendarDay(number: Int32(cell))
        result[index] = calendar.isWorkday(day) ? 1 : 0
      }
    case .not(let test):
      test.fill(mask, &masks, batch, rows, count, calendars)
      for index in 0..<count { result[index] ^= 1 }
    case .all(let tests): combine(tests, mask, &masks, batch, rows, count, calendars, isAll: true)
    case .any(let tests): combine(tests, mask, &masks, batch, rows, count, calendars, isAll: false)
    case .slow(let expression):
      let evaluator = RowEvaluator(batch: batch, calendars: calendars)
      for index in 0..<count {
        result[index] = evaluator.truth(expression, Int(rows[index])) == true ? 1 : 0
      }
    }
  }

  private func combine(
    _ tests: [RowTest], _ mask: Int, _ masks: inout MaskStack, _ batch: RowBatch,
    _ rows: Lane<Int32>, _ count: Int, _ calendars: [OfficeCalendar], isAll: Bool
  ) {
    let result = masks.lane(mask)
    result.fill(isAll ? 1 : 0, count: count)
    for test in tests {
      test.fill(mask + 1, &masks, batch, rows, count, calendars)
      let other = masks.lane(mask + 1)
      if isAll {
        for index in 0..<count { result[index] &= other[index] }
      } else {
        for index in 0..<count { result[index] |= other[index] }
      }
    }
  }

  private static func compare(
    _ symbol: ComparisonOperator, _ left: Lane<Int64>, _ right: Lane<Int64>, _ rows: Lane<Int32>,
    _ count: Int, _ result: Lane<UInt8>
  ) {
    for index in 0..<count {
      let row = Int(rows[index])
      let (first, second) = (left[row], right[row])
      let areThere = first != RowBatch.empty && second != RowBatch.empty
      result[index] = symbol.holds(first, second) && areThere ? 1 : 0
    }
  }

  private static func hours(
    _ lane: Lane<Int64>, _ calendar: OfficeCalendar, _ rows: Lane<Int32>, _ count: Int,
    _ result: Lane<UInt8>
  ) {
    // Exports are mostly in the order of time, so the day of the row before often answers.
    var (dayStart, isWorkday) = (Int64.min / 2, false)
    let hours = calendar.hours ?? 0..<0
    for index in 0..<count {
      let cell = lane[Int(rows[index])]
      guard cell != RowBatch.empty else {
        result[index] = 0
        continue
      }
      if cell < dayStart || cell >= dayStart + 86_400 {
        let day = Moment(seconds: cell).day
        dayStart = Int64(day.number) * 86_400
        isWorkday = calendar.isWorkday(day)
      }
      let second = Int(cell - dayStart)
      result[index] = isWorkday && hours.contains(second) ? 1 : 0
    }
  }
}

/// The masks of nested conditions.
struct MaskStack {
  private var lanes: [Lane<UInt8>] = []

  mutating func lane(_ depth: Int) -> Lane<UInt8> {
    while lanes.count <= depth {
      lanes.append(Lane(capacity: RowBatch.capacity, repeating: 0))
    }
    return lanes[depth]
  }

  func free() {
    for lane in lanes { lane.free() }
  }
}
