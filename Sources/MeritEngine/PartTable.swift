package import MeritModel

/// The lines, steps or entries of a rule by person or group: their values stand together as they were
/// computed, since an array for each subject would be made and freed ten thousand times.
package struct PartTable: Sendable {
  /// Where each subject's values stand; nothing where the rule was not computed.
  private var places: [Place]
  /// Those that were set one by one, then as they were computed.
  private var stretches: [[Value]] = [[]]

  private struct Place {
    let stretch: Int
    let range: Range<Int>
  }

  /// Makes a table in which none of so many subjects has any.
  package init(count: Int) {
    places = Array(repeating: Place(stretch: 0, range: 0..<0), count: count)
  }

  /// Makes a table of the values of each subject.
  package init(_ rows: [[Value]]) {
    self.init(count: rows.count)
    stretches[0].reserveCapacity(rows.reduce(0) { $0 + $1.count })
    for (subject, row) in rows.enumerated() { set(row, of: subject) }
  }

  /// Gives a subject its values.
  mutating func set(_ row: some Collection<Value>, of subject: Int) {
    let start = stretches[0].count
    stretches[0].append(contentsOf: row)
    places[subject] = Place(stretch: 0, range: start..<stretches[0].count)
  }

  /// Gives subjects the values that stand one after another, to each as many as `counts` says.
  mutating func add(_ rows: PartRows, of subjects: ArraySlice<Int>) {
    let stretch = stretches.count
    stretches.append(rows.values)
    var start = 0
    for (subject, count) in zip(subjects, rows.counts) {
      places[subject] = Place(stretch: stretch, range: start..<start + count)
      start += count
    }
  }
}

extension PartTable: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }

  /// The values of a subject.
  package subscript(subject: Int) -> Parts {
    let place = places[subject]
    return Parts(stretches[place.stretch][place.range])
  }

  /// One of a subject's values; nil where it has not so many.
  func value(_ part: Int, of subject: Int) -> Value? {
    guard places.indices.contains(subject) else { return nil }
    let place = places[subject]
    guard part < place.range.count else { return nil }
    return stretches[place.stretch][place.range.lowerBound + part]
  }
}

extension PartTable: Equatable {
  /// Says whether every subject has the same values.
  package static func == (left: PartTable, right: PartTable) -> Bool { left.elementsEqual(right) }
}

/// The values of one subject's lines, steps or entries, counted from 0.
package struct Parts: RandomAccessCollection, Equatable, Sendable, ExpressibleByArrayLiteral {
  private let slice: ArraySlice<Value>

  init(_ slice: ArraySlice<Value>) { self.slice = slice }

  /// Makes parts of some values.
  package init(arrayLiteral values: Value...) { slice = values[...] }

  package var startIndex: Int { 0 }
  package var endIndex: Int { slice.count }

  /// The value at a place.
  package subscript(place: Int) -> Value { slice[slice.startIndex + place] }
}

/// The values of some subjects' lines, steps or entries, one subject after another.
struct PartRows: Sendable {
  private(set) var values: [Value] = []
  private(set) var counts: [Int] = []

  /// Adds the values of the next subject.
  mutating func add(_ row: some Collection<Value>) {
    values.append(contentsOf: row)
    counts.append(row.count)
  }
}
