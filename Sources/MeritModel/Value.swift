/// A grade with its place in its set.
@usableFromInline
package struct Grade: Hashable, Sendable {
  @usableFromInline let place: UInt32
  @usableFromInline let text: KeptText

  /// Its place from the best, 0 first.
  @inlinable
  package var rank: Int { Int(place) }
  /// Its name.
  package var name: String { text.string }

  /// Makes a grade; the rank is not below zero.
  package init(rank: Int, name: String) {
    place = UInt32(rank)
    text = KeptText(name)
  }

  /// Says whether both are the same.
  @inlinable
  package static func == (left: Grade, right: Grade) -> Bool {
    left.place == right.place && left.text == right.text
  }
}

/// A value that is there; plain bytes, since rules copy values by the million.
@usableFromInline
package enum Scalar: Hashable, Sendable {
  /// Any numeric kind; a percent as its fraction, a duration in the unit of its kind.
  case number(Exact)
  case grade(Grade)
  /// Texts, ids, choices and names of months and quarters.
  case text(Text)
  case flag(Bool)
  case day(CalendarDay)
  case moment(Moment)

  // Inlinable as what a value is asked below; the one that Swift writes goes through two more calls.

  /// Says whether both are the same.
  @inlinable
  package static func == (left: Scalar, right: Scalar) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let other)): one == other
    case (.grade(let one), .grade(let other)): one == other
    case (.text(let one), .text(let other)): one == other
    case (.flag(let one), .flag(let other)): one == other
    case (.day(let one), .day(let other)): one == other
    case (.moment(let one), .moment(let other)): one == other
    default: false
    }
  }

  /// A text of a string.
  package static func text(_ string: String) -> Scalar { .text(Text(string)) }

  /// The text, where it is one.
  package var text: String? {
    guard case .text(let text) = self else { return nil }
    return text.string
  }

  /// The canonical text as in figures.csv.
  package var canonicalText: String {
    switch self {
    case .number(let number): number.canonicalText
    case .grade(let grade): grade.name
    case .text(let text): text.string
    case .flag(let flag): flag ? "true" : "false"
    case .day(let day): day.description
    case .moment(let moment): moment.description
    }
  }
}

// Usable from inline as every type that a value is made of, or the compiler would inline nothing of
// them in other modules, whatever is said of their functions.

/// A value in one of the three data states.
@usableFromInline
package enum Value: Hashable, Sendable {
  case present(Scalar)
  /// It should exist and does not.
  case missing
  /// By rule it does not exist.
  case notApplicable

  // Inlinable, since rules ask this of millions of values, and other modules would call it else.

  /// Says whether both are the same.
  @inlinable
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.present(let one), .present(let other)): one == other
    case (.missing, .missing), (.notApplicable, .notApplicable): true
    default: false
    }
  }

  /// A number that is present.
  @inlinable @inline(__always)
  package static func number(_ number: Exact) -> Value { .present(.number(number)) }

  /// The number, where one is present.
  @inlinable @inline(__always)
  package var number: Exact? {
    guard case .present(.number(let number)) = self else { return nil }
    return number
  }

  /// The grade, where one is present.
  package var grade: Grade? {
    guard case .present(.grade(let grade)) = self else { return nil }
    return grade
  }

  /// The text, where one is present.
  package var text: String? {
    guard case .present(.text(let text)) = self else { return nil }
    return text.string
  }

  /// The date, where one is present.
  package var day: CalendarDay? {
    guard case .present(.day(let day)) = self else { return nil }
    return day
  }

  /// Says whether a value is present.
  @inlinable @inline(__always)
  package var isPresent: Bool {
    if case .present = self { true } else { false }
  }

  /// Says whether the value is a flag that is set: a condition that holds.
  @inlinable
  package var isTrue: Bool {
    if case .present(.flag(let flag)) = self { flag } else { false }
  }

  /// The name of the state: `present`, `missing`, `not-applicable`.
  package var stateName: String {
    switch self {
    case .present: "present"
    case .missing: "missing"
    case .notApplicable: "not-applicable"
    }
  }

  /// The canonical text; empty for an absent value.
  package var canonicalText: String {
    guard case .present(let scalar) = self else { return "" }
    return scalar.canonicalText
  }
}
