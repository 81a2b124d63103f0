package import MeritModel

/// Events that excuse people: the rows of some inputs that lie inside one of them do not count.
package struct ExclusionRule: Sendable {
  package let name: String
  package let label: String
  package let source: String?
  /// The input that holds the events, by its place in the policy.
  package let events: Int
  package let who: ExcusedPeople
  /// The columns of an event: its beginning and its end, both inclusive, and why.
  package let starts: Int
  package let ends: Int
  package let reason: Int
  /// The inputs whose rows are left out.
  package let applies: [Int]
  package let place: SourcePlace

  /// Makes an exclusion.
  package init(
    name: String, label: String, source: String?, events: Int, who: ExcusedPeople, starts: Int,
    ends: Int, reason: Int, applies: [Int], place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.source = source
    self.events = events
    self.who = who
    self.starts = starts
    self.ends = ends
    self.reason = reason
    self.applies = applies
    self.place = place
  }
}

/// Whom an event excuses.
package enum ExcusedPeople: Hashable, Sendable {
  case everybody
  /// The person in a column of the event.
  case person(column: Int)
  /// Those who are in the group of a column on the row's own day.
  case group(column: Int, Scope)
}
