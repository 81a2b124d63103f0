import Reference
import TestSupport

/// The periods of a random case: what is run, what lies in it and before it, and the policies.
struct Timetable {
  /// The grains for which rules are made, the finest first; the run is of the last one.
  let layers: [String]
  let calendar: PolicyCalendar
  let calendarMembers: [(String, Node)]
  let run: Period
  /// The first day of every policy.
  let starts: [Day]
  /// The last day of the last policy.
  let end: Day

  init(random: inout SplitMix64, features: Features) {
    let layers = Timetable.layers(&random, features)
    let grain = layers[layers.count - 1]
    var (firstDay, firstMonth) = (1, 1)
    var members: [(String, Node)] = []
    if features.contains(.calendars), random.chance(20) {
      firstDay = random.pick([1, 15, 28])
      firstMonth = random.pick([1, 4, 11])
      members = [
        ("monthStartsOn", .number(String(firstDay))), ("yearStartsIn", .number(String(firstMonth))),
      ]
    }
    if layers.contains("ten-days") { members.append(("tenDays", true)) }
    let calendar = PolicyCalendar(firstDay: firstDay, firstMonth: firstMonth)
    let january = Day("2026-01-01") ?? Day(number: 0)
    let run = calendar.period(grain, holding: Day(number: january.number + random.number(0...364)))
    self.layers = layers
    self.calendar = calendar
    calendarMembers = members
    self.run = run
    starts = Timetable.starts(&random, features, run, calendar)
    end = calendar.next(calendar.period("year", holding: run.end)).end
  }

  private static func layers(_ random: inout SplitMix64, _ features: Features) -> [String] {
    var choices = [["month"], ["month"], ["month"], ["month"]]
    if features.contains(.quarters) {
      choices += [["month", "quarter"], ["month", "quarter"], ["quarter"]]
    }
    if features.contains(.years) {
      choices += [["month", "year"], ["quarter", "year"], ["month", "quarter", "year"]]
    }
    if features.contains(.days) { choices += [["day"], ["day", "month"]] }
    if features.contains(.tenDays) { choices += [["ten-days"], ["ten-days", "month"]] }
    return random.pick(choices)
  }

  private static func starts(
    _ random: inout SplitMix64, _ features: Features, _ run: Period, _ calendar: PolicyCalendar
  ) -> [Day] {
    let months = calendar.parts(of: calendar.period("year", holding: run.end), "month")
    let own = calendar.period("month", holding: run.start)
    var first = own
    for _ in 0..<random.pick([0, 1, 2, 3, 7]) { first = calendar.previous(first) }
    let inside = months.filter { run.start < $0.start && $0.start < run.end }
    if features.contains(.lateStart), let late = inside.first, random.chance(15) { first = late }
    guard features.contains(.versions), random.chance(35) else { return [first.start] }
    let later = (months + [own]).filter { first.start < $0.start && $0.start <= run.end }
    return later.isEmpty ? [first.start] : [first.start, random.pick(later).start]
  }

  /// The parts of the run of its finest grain that is not finer than ten days.
  var months: [Period] {
    layers.contains("month") || run.grain == "quarter" || run.grain == "year"
      ? calendar.parts(of: run, "month") : [calendar.period("month", holding: run.end)]
  }

  /// The months of data, some before the run.
  var monthsOfData: [Period] {
    var before = [calendar.period("month", holding: run.start)]
    for _ in 0..<3 { before.insert(calendar.previous(before[0]), at: 0) }
    return before.dropLast() + months
  }
}
