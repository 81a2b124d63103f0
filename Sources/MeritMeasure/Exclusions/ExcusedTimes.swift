internal import MeritModel

/// When which people are excused, so that their rows of a table do not count.
struct ExcusedTimes: Sendable {
  /// An event as it concerns a person.
  struct Entry: Sendable {
    let event: ExcusingEvent
    /// The days on which it concerns the person, both inclusive: those in the event's group.
    let from: Int64
    let to: Int64
  }

  /// Why events excuse, each text once, in Unicode order.
  let reasons: [String]
  private let ofEverybody: [Entry]
  /// By person of the roster.
  private let ofPerson: [[Entry]]

  /// Takes the events of everybody and those of each person.
  init(reasons: [String], ofEverybody: [Entry], ofPerson: [[Entry]]) {
    self.reasons = reasons
    self.ofEverybody = ofEverybody.sorted(by: ExcusedTimes.precedes)
    self.ofPerson = ofPerson.map { $0.sorted(by: ExcusedTimes.precedes) }
  }

  /// Of several events that excuse a row the one that begins first says why.
  private static func precedes(_ one: Entry, _ other: Entry) -> Bool {
    (one.event.starts, one.event.ends, one.event.reason)
      < (other.event.starts, other.event.ends, other.event.reason)
  }

  /// Why a row of everybody is excused; nil where it counts.
  func reason(_ span: RowSpan) -> Int? {
    ofEverybody.first { $0.event.covers(span) }?.event.reason
  }

  /// Why a row of a person is excused; nil where it counts.
  func reason(_ span: RowSpan, of person: Int) -> Int? {
    guard person < ofPerson.count else { return nil }
    let found = ofPerson[person].first { entry in
      entry.from <= span.firstDay && span.firstDay <= entry.to && entry.event.covers(span)
    }
    return found?.event.reason
  }
}

/// An event that excuses whoever it concerns, in seconds, both ends inclusive.
struct ExcusingEvent: Sendable {
  let starts: Int64
  let ends: Int64
  /// The place of the reason among all.
  let reason: Int

  /// Says whether a row lies inside; rows of days compare by day.
  func covers(_ span: RowSpan) -> Bool {
    if let moment = span.moment { return starts <= moment && moment <= ends }
    return ExcusingEvent.day(starts) <= span.firstDay && span.lastDay <= ExcusingEvent.day(ends)
  }

  /// The day of a second, also before 1970.
  static func day(_ second: Int64) -> Int64 {
    second >= 0 ? second / 86_400 : -((86_399 - second) / 86_400)
  }
}

/// The time that a row covers: a moment, or days.
struct RowSpan {
  let firstDay: Int64
  let lastDay: Int64
  /// The second, where the row has one.
  let moment: Int64?

  /// A row at a second.
  init(moment: Int64) {
    self.moment = moment
    firstDay = ExcusingEvent.day(moment)
    lastDay = firstDay
  }

  /// A row over days.
  init(days: ClosedRange<Int64>) {
    moment = nil
    firstDay = days.lowerBound
    lastDay = days.upperBound
  }
}
