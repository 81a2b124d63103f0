/// Events that excuse people: the rows that lie inside one of them do not count.
struct Exclusions {
  let policy: PolicyText
  let roster: Roster

  /// The tables without the rows that are excused.
  func applied(to tables: [String: InputTable]) throws -> [String: InputTable] {
    var tables = tables
    for (_, definition) in policy.members("exclusions") {
      guard let events = tables[try definition.needText("from")] else {
        throw ReferenceStop("an exclusion without its input")
      }
      for name in definition["applies"]?.texts ?? [] {
        tables[name]?.rows.removeAll { row in
          events.rows.contains { covers($0.cells, row, definition) }
        }
      }
    }
    return tables
  }

  private func covers(_ event: [String: Value], _ row: InputRow, _ definition: JSON) -> Bool {
    guard let span = row.span, isInside(row, span, event, definition) else { return false }
    guard let column = definition["who"]?.text, column != "everybody" else { return true }
    guard let who = event[column], who.isPresent else { return false }
    return row.credits.contains { credit in
      switch definition["whoIs"]?.text ?? "employee" {
      case "employee": return credit.owner == who.text
      case let scope:
        // The group is the one that the owner was in on the row's own day.
        return roster.rows.contains {
          $0.id == credit.owner && $0.isValid(on: span.lowerBound)
            && $0.text("\(scope)_id") == who.text
        }
      }
    }
  }

  private func isInside(
    _ row: InputRow, _ span: ClosedRange<Day>, _ event: [String: Value], _ definition: JSON
  ) -> Bool {
    guard let column = definition["starts"]?.text, let starts = event[column], starts.isPresent
    else { return false }
    let ends = definition["ends"]?.text.flatMap { event[$0] } ?? .missing
    if case .moment(let day, let second) = row.moment {
      return Exclusions.isNotBefore(day, second, starts)
        && (!ends.isPresent || Exclusions.isNotAfter(day, second, ends))
    }
    guard let first = try? starts.needDay(), first <= span.lowerBound else { return false }
    guard ends.isPresent, let last = try? ends.needDay() else { return true }
    return span.upperBound <= last
  }

  private static func isNotBefore(_ day: Day, _ second: Int, _ edge: Value) -> Bool {
    switch edge {
    case .day(let first): return first <= day
    case .moment(let first, let start): return first < day || (first == day && start <= second)
    default: return false
    }
  }

  private static func isNotAfter(_ day: Day, _ second: Int, _ edge: Value) -> Bool {
    switch edge {
    case .day(let last): return day <= last
    case .moment(let last, let end): return day < last || (day == last && second <= end)
    default: return false
    }
  }
}
