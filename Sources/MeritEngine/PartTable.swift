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

  /// Gives a subject its values.
  mutating func set(_ row: some Collection<Value>, of subject: Int) {
    let start = stretches[0].count
    stretches[0].append(contentsOf: row)
    places[subject] = Place(stretch: 0, range: start..<stretches[0].count)
  }

  /// Gives a subject one of its values, of which there are `count`; the others are missing until they
  /// are given.
  package mutating func set(_ part: Int, among count: Int, of subject: Int, to value: Value) {
    if places[subject].range.isEmpty { set(repeatElement(.missing, count: count), of: subject) }
    let place = places[subject]
    stretches[place.stretch][place.range.lowerBound + part] = value
  }

  /// Gives subjects their rows.
  mutating func add(_ rows: PartRows, of subjects: ArraySlice<Int>) {
    let stretch = stretches.count
    stretches.append(rows.values)
    for (subject, range) in zip(subjects, rows.ranges) {
      places[subject] = Place(stretch: stretch, range: range)
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

/// The values of some subjects' lines, steps or entries, by the subject's place among them.
struct PartRows: Sendable {
  fileprivate private(set) var values: [Value]
  /// Where those of each subject stand.
  fileprivate private(set) var ranges: [Range<Int>]
  private let width: Int

  /// Makes rows of as many values for each of so many subjects, all of them missing.
  init(width: Int, subjects: Int) {
    self.width = width
    values = Array(repeating: .missing, count: width * subjects)
    ranges = (0..<subjects).map { width * $0..<width * ($0 + 1) }
  }

  /// Gives the subject at a place one of its values.
  mutating func set(_ part: Int, at place: Int, to value: Value) {
    values[width * place + part] = value
  }

  /// Gives every subject one of its values; who has none keeps what was there.
  mutating func set(_ part: Int, to column: [Value?]) {
    var place = part
    for value in column {
      if let value { values[place] = value }
      place += width
    }
  }

  /// Gives the subject at a place other values than it had, as many as there are.
  mutating func replace(at place: Int, by row: some Collection<Value>) {
    ranges[place] = values.count..<values.count + row.count
    values.append(contentsOf: row)
  }
}
