internal import MeritModel

/// Remembers the hour that was read last, since exports are mostly in the order of time.
struct HourMemory {
  private var months = MonthMemory()
  /// The first eight bytes, and eight from the month's to the hour's.
  private var day: UInt64 = 0
  private var hour: UInt64 = 0
  private var start: Int64 = 0

  /// The moment of `yyyy-MM-ddTHH:mm:ss`, or with a blank for the T; `empty` where it is none.
  @inline(__always)
  mutating func moment(_ bytes: WindowBytes, _ place: Int) -> Int64 {
    let (day, hour) = (bytes.word(at: place), bytes.word(at: place &+ 5))
    guard day == self.day, hour == self.hour else { return learn(bytes, place, day, hour) }
    let rest = FastCell.minutes(bytes, place &+ 13)
    return rest < 0 ? RowBatch.empty : start &+ rest
  }

  @inline(__always)
  private mutating func learn(
    _ bytes: WindowBytes, _ place: Int, _ day: UInt64, _ hour: UInt64
  ) -> Int64 {
    guard bytes[place &+ 10] == 84 || bytes[place &+ 10] == 32 else { return RowBatch.empty }
    let number = months.day(bytes, place)
    let second = FastCell.clock(bytes, place &+ 11)
    guard number != RowBatch.empty, second >= 0 else { return RowBatch.empty }
    (self.day, self.hour) = (day, hour)
    start = number &* 86_400 &+ second &- second % 3600
    return number &* 86_400 &+ second
  }
}

/// Remembers the month that was read last, since exports are mostly in the order of time.
struct MonthMemory {
  private var text: UInt64 = 0
  private var beforeFirst: Int64 = 0
  private var days: Int64 = 0

  /// The day number of `yyyy-MM-dd`; `empty` where it is none.
  @inline(__always)
  mutating func day(_ bytes: WindowBytes, _ start: Int) -> Int64 {
    let word = bytes.word(at: start)
    if word != text, !learn(bytes, start, word) { return RowBatch.empty }
    let (tens, ones) = (bytes[start &+ 8] &- 48, bytes[start &+ 9] &- 48)
    let day = Int64(tens) &* 10 &+ Int64(ones)
    guard tens < 10, ones < 10, day >= 1, day <= days else { return RowBatch.empty }
    return beforeFirst &+ day
  }

  private mutating func learn(_ bytes: WindowBytes, _ start: Int, _ word: UInt64) -> Bool {
    let year = FastCell.digits(bytes, start, 4)
    let month = FastCell.digits(bytes, start + 5, 2)
    guard bytes[start + 4] == 45, bytes[start + 7] == 45, year > 0,
      let first = CalendarDay(year: Int(year), month: Int(month), day: 1)
    else { return false }
    text = word
    beforeFirst = Int64(first.number) - 1
    days = Int64(CalendarDay.daysInMonth(year: Int(year), month: Int(month)))
    return true
  }
}
