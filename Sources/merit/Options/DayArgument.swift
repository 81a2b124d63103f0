import ArgumentParser
import MeritModel

/// A day on the command line, as 2026-04-05.
struct DayArgument: ExpressibleByArgument {
  let day: CalendarDay

  /// Reads a day; nil where it does not exist.
  init?(argument: String) {
    guard let day = CalendarDay(iso: argument) else { return nil }
    self.day = day
  }
}
