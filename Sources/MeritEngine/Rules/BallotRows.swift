import MeritModel
import MeritPolicy

/// The rows of a rating's ballots as everybody sees them; one for all, since a list is large to copy.
final class BallotRows: Sendable {
  /// The places of the rating's own columns in the list.
  static let (score, rater, ratee) = (0, 1, 2)

  let list: RowList
  /// For each row the score that was given.
  private let scores: [Value]
  /// For each column of the input its place in the list; nil for one that is not asked.
  private let places: [Int?]

  /// Shows a list that holds some columns of the input, in this order.
  init(_ list: RowList, columns: [Int]) {
    self.list = list
    scores = list.values(Self.score)
    var places = [Int?](repeating: nil, count: (columns.max() ?? -1) + 1)
    for (place, column) in columns.enumerated() where places[column] == nil {
      places[column] = place
    }
    self.places = places
  }

  /// A row's value in a column of the input.
  func value(_ column: Int, _ row: Int) -> Value {
    values(column)?[row] ?? .missing
  }

  /// The values of all rows in a column of the input; nil for one that is not asked.
  func values(_ column: Int) -> [Value]? {
    guard places.indices.contains(column), let place = places[column] else { return nil }
    return list.values(place)
  }

  /// Who gave a row, and what.
  func given(_ row: Int) -> (rater: String, score: Exact)? {
    guard let score = scores[row].number else { return nil }
    return (list.value(Self.rater, row).canonicalText, score)
  }

  /// The mean of the scores of some rows, without the extremes of many.
  func mean(_ rows: ArraySlice<Int>, _ trim: RatingTrim?) throws(ExactError) -> Exact {
    // The extremes among equal scores are the same whoever gave them.
    if let trim, rows.count > trim.above {
      let given = rows.compactMap { scores[$0].number }.sorted()
      return try mean(given[trim.kept(of: given.count)])
    }
    return try mean(rows.lazy.compactMap { [scores] in scores[$0].number })
  }

  private func mean(_ scores: some Sequence<Exact>) throws(ExactError) -> Exact {
    var (sum, count) = (ExactSum(), 0)
    for score in scores {
      try sum.add(score)
      count += 1
    }
    return try sum.total() / Exact(count)
  }
}

extension RatingTrim? {
  /// The places of those of so many scores in their order that count.
  func kept(of count: Int) -> Range<Int> { self?.kept(of: count) ?? 0..<count }
}

extension RatingTrim {
  /// The places of those of so many scores in their order that count.
  func kept(of count: Int) -> Range<Int> {
    count > above ? lowest..<(count - highest) : 0..<count
  }
}

/// The rows of valid ballots by the person rated.
final class RatedRows: Sendable {
  let ballots: BallotRows
  private let ofPerson: [ArraySlice<Int>]
  /// For each group of raters whether a row is of them; nothing where all are, and nil for a row that
  /// has to be asked alone.
  private let holds: [[Bool?]]

  init(ballots: BallotRows, ofPerson: [ArraySlice<Int>], holds: [[Bool?]]) {
    self.ballots = ballots
    self.ofPerson = ofPerson
    self.holds = holds
  }

  /// Whether a row is of a group of raters that has a condition; nil where it has to be asked alone.
  func isOf(_ group: Int, _ row: Int) -> Bool? { holds[group].isEmpty ? nil : holds[group][row] }

  /// The rows in which a person is rated, in the order of raters.
  subscript(person: Int) -> ArraySlice<Int> { ofPerson[person] }
}

/// Rows of an input as conditions over them see them: one row, or those of a ballot.
struct RowsAtHand {
  private let ballots: BallotRows
  /// The places of the rows in the list.
  private let all: ArraySlice<Int>
  /// The one row that is asked, where it is one of several.
  private var one: Int?

  init(_ ballots: BallotRows, _ places: ArraySlice<Int>) {
    self.ballots = ballots
    all = places
  }

  /// The places of the rows in the list.
  var places: ArraySlice<Int> { one.map { [$0] } ?? all }

  /// Turns to one of the rows by itself.
  mutating func turn(to place: Int) { one = place }

  /// The one row's value in a column of the input.
  func value(_ column: Int) -> Value {
    guard let row = one ?? all.first else { return .missing }
    return ballots.value(column, row)
  }
}

/// Rows that conditions over them are asked of, many at once: each by itself, or those of a ballot
/// together.
struct AskedRows {
  private let source: BallotRows
  /// For each ballot the places of its rows; nil where each row is asked by itself.
  private let ballots: [ArraySlice<Int>]?

  /// Rows by their places, or ballots, which are counted from 0.
  init(_ source: BallotRows, ballots: [ArraySlice<Int>]? = nil) {
    self.source = source
    self.ballots = ballots
  }

  /// The rows, each asked by itself.
  var oneByOne: AskedRows { AskedRows(source) }

  /// The places of the rows of all who are asked, and how many each has.
  func places(of asked: ArraySlice<Int>) -> (places: [Int], counts: [Int]) {
    guard let ballots else { return (Array(asked), asked.map { _ in 1 }) }
    var (places, counts): ([Int], [Int]) = ([], [])
    for one in asked {
      places += ballots[one]
      counts.append(ballots[one].count)
    }
    return (places, counts)
  }

  /// The values in a column of the input; those of a ballot are the values of its first row.
  func values(_ column: Int, of asked: ArraySlice<Int>) -> [Value?] {
    let values = source.values(column)
    guard let ballots else { return asked.map { values?[$0] ?? .missing } }
    return asked.map { one in ballots[one].first.flatMap { values?[$0] } ?? .missing }
  }
}

/// Rows put together by the number of a text: those of each text that occurs, in the order of the
/// texts; inside in their own order.
struct RowsByText {
  let groups: [ArraySlice<Int>]

  /// Puts rows together by the number that each has (``RowList/textNumbers(_:)``).
  init(_ rows: some Collection<Int>, _ numbers: [Int32]) {
    // Of number n, counted from -1, the rows end up between the edges n + 1 and n + 2.
    var edges = [Int](repeating: 0, count: Int(numbers.max() ?? -1) + 3)
    for row in rows { edges[Int(numbers[row]) + 2] += 1 }
    for place in edges.indices.dropFirst() { edges[place] += edges[place - 1] }
    var next = edges
    var sorted = [Int](repeating: 0, count: rows.count)
    for row in rows {
      let place = Int(numbers[row]) + 1
      sorted[next[place]] = row
      next[place] += 1
    }
    groups = zip(edges, edges.dropFirst()).filter { $0 < $1 }.map { [sorted] in sorted[$0..<$1] }
  }
}
