internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The rows of people to whom rows are credited, so that a group takes each of them once, however
/// many of its people it is credited to.
final class OncePartial {
  private struct Entry {
    let place: RowPlace
    let value: Scalar?
    let owner: Int
    /// The place of the share among the distinct ones.
    let share: Int
  }

  /// A row of a group with what is credited to its people together.
  private struct Row {
    let place: RowPlace
    let value: Scalar?
    var share: Exact
  }

  private let column: Int?
  private let people: Int
  private let shares: [Exact]
  private var entries: [Entry] = []
  /// The places of each person's entries, once the gathering has ended.
  private var byOwner: [Int: [Int]] = [:]

  init(_ column: Int?, _ people: Int, shares: [Exact]) {
    self.column = column
    self.people = people
    self.shares = shares
  }

  func add(_ batch: RowBatch, _ pass: OwnerPasses.Pass, _ chosen: Lane<Int32>, _ count: Int) {
    for slots in pass.shared {
      for index in 0..<count {
        let row = Int(chosen[index])
        let (share, owner) = slots[row].quotientAndRemainder(dividingBy: people + 1)
        guard owner < people else { continue }
        var value: Scalar?
        if let column {
          guard case .present(let scalar) = batch.value(column, row) else { continue }
          value = scalar
        }
        let place = RowPlace(file: batch.file, line: batch.lines[row])
        entries.append(Entry(place: place, value: value, owner: owner, share: share))
      }
    }
  }

  func merge(_ other: OncePartial) { entries += other.entries }

  /// Ends the gathering.
  func finish() {
    byOwner = Dictionary(grouping: entries.indices) { entries[$0].owner }
  }

  /// The rows of some people together, in the order of files and lines.
  private func rows(of people: [Int]) throws(ExactError) -> [Row] {
    var found: [RowPlace: Row] = [:]
    for entry in people.flatMap({ byOwner[$0] ?? [] }).map({ entries[$0] }) {
      let share = shares[entry.share]
      if let known = found[entry.place] {
        found[entry.place]?.share = try known.share + share
      } else {
        found[entry.place] = Row(place: entry.place, value: entry.value, share: share)
      }
    }
    return found.values.sorted { $0.place < $1.place }
  }

  func cell(of chosen: [Int], _ function: AggregateFunction, _ column: ColumnFacts)
    throws(ExactError) -> MeasureCell
  {
    let rows = try rows(of: chosen)
    guard let first = rows.first else { return MeasureCell(rows: 0, value: nil) }
    let value: Scalar?
    switch function {
    case .only: value = first.value
    case .distinct(let havingRows):
      let groups = Dictionary(grouping: rows.compactMap(\.value)) { $0 }
      value = .number(Exact(groups.values.count { $0.count >= havingRows }))
    default: value = .number(try number(rows, function))
    }
    return MeasureCell(
      rows: rows.count, value: value, conflict: function == .only ? conflict(rows, column) : [])
  }

  private func conflict(_ rows: [Row], _ column: ColumnFacts) -> [SourcePlace] {
    guard rows.count > 1 else { return [] }
    return rows.prefix(2).map {
      SourcePlace(file: column.files[$0.place.file], line: $0.place.line)
    }
  }

  private func number(
    _ rows: [Row], _ function: AggregateFunction
  ) throws(ExactError) -> Exact {
    let numbers = rows.map { $0.value?.exact ?? .zero }
    switch function {
    case .count: return try sum(rows.map(\.share))
    case .sum:
      var sum = Exact.zero
      for (row, number) in zip(rows, numbers) { sum = try sum + number * row.share }
      return sum
    case .average: return try sum(numbers) / Exact(rows.count)
    case .min: return numbers.min() ?? .zero
    case .max: return numbers.max() ?? .zero
    case .median, .percentile: return try ValuePartial.middle(of: numbers.sorted(), function)
    case .share, .only, .distinct: return Exact(rows.count)
    }
  }

  private func sum(_ numbers: [Exact]) throws(ExactError) -> Exact {
    var sum = Exact.zero
    for number in numbers { sum = try sum + number }
    return sum
  }
}

extension Scalar {
  fileprivate var exact: Exact? { if case .number(let number) = self { number } else { nil } }
}
