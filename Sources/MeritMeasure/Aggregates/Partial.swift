internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// What one worker has gathered for one aggregate, by person; the last place holds rows of nobody.
enum Partial {
  case sums(SumPartial)
  case extremes(ExtremePartial)
  case only(OnlyPartial)
  case distinct(DistinctPartial)
  case values(ValuePartial)
  case rows(RowsPartial)
  case credited(CreditedPartial)
  case once(OncePartial)

  /// Gathers for a number of people; `shares` are those of credited people, where rows have such.
  init(_ key: AggregateKey, people: Int, shares: [Exact]?) {
    switch key.what {
    case .value(_, let column) where key.countsOnce:
      self = .once(OncePartial(column, people, shares: shares ?? []))
    case .value(let function, let column) where shares != nil && function.isWeighted:
      self = .credited(CreditedPartial(column, people, shares: shares ?? []))
    case .rows(let columns):
      self = .rows(RowsPartial(columns, people: people, shares: shares))
    case .value(let function, let column): self.init(function, column, people)
    }
  }

  private init(_ function: AggregateFunction, _ column: Int?, _ people: Int) {
    switch function {
    case .count, .share, .sum, .average: self = .sums(SumPartial(column, people))
    case .min: self = .extremes(ExtremePartial(column ?? 0, people, isGreatest: false))
    case .max: self = .extremes(ExtremePartial(column ?? 0, people, isGreatest: true))
    case .only: self = .only(OnlyPartial(column ?? 0))
    case .distinct(let havingRows):
      self = .distinct(DistinctPartial(column ?? 0, people, havingRows: havingRows))
    case .median, .percentile: self = .values(ValuePartial(column ?? 0, people))
    }
  }

  /// Takes in chosen rows; `owners` gives for each row of the batch the place of its owner.
  func add(_ batch: RowBatch, _ owners: Lane<Int>, _ rows: Lane<Int32>, _ count: Int) {
    switch self {
    case .sums(let partial): partial.add(batch, owners, rows, count)
    case .extremes(let partial): partial.add(batch, owners, rows, count)
    case .only(let partial): partial.add(batch, owners, rows, count)
    case .distinct(let partial): partial.add(batch, owners, rows, count)
    case .values(let partial): partial.add(batch, owners, rows, count)
    case .rows(let partial): partial.add(batch, owners, rows, count)
    case .credited, .once: preconditionFailure("credited rows have several owners")
    }
  }

  /// Takes in chosen rows, each for every person to whom it belongs.
  func add(_ batch: RowBatch, _ pass: OwnerPasses.Pass, _ rows: Lane<Int32>, _ count: Int) {
    switch self {
    case .credited(let partial): partial.add(batch, pass, rows, count)
    case .once(let partial): partial.add(batch, pass, rows, count)
    case .rows(let partial): partial.add(batch, pass, rows, count)
    default: for owners in pass.whole { add(batch, owners, rows, count) }
    }
  }

  /// Takes in what another worker has gathered; `isText` says which columns hold texts.
  func merge(_ other: Partial, isText: [Bool]) {
    switch (self, other) {
    case (.sums(let own), .sums(let other)): own.merge(other)
    case (.extremes(let own), .extremes(let other)): own.merge(other)
    case (.only(let own), .only(let other)): own.merge(other)
    case (.distinct(let own), .distinct(let other)): own.merge(other)
    case (.values(let own), .values(let other)): own.merge(other)
    case (.rows(let own), .rows(let other)): own.merge(other, isText: isText)
    case (.credited(let own), .credited(let other)): own.merge(other)
    case (.once(let own), .once(let other)): own.merge(other)
    default: preconditionFailure("partials of one aggregate have one form")
    }
  }

  /// Ends the gathering; from here on nothing changes.
  func finish() {
    if case .once(let partial) = self { partial.finish() }
  }

  /// The cell of some people together.
  func cell(of people: [Int], _ function: AggregateFunction, _ column: ColumnFacts)
    throws(ExactError) -> MeasureCell
  {
    switch self {
    case .sums(let partial): try partial.cell(of: people, function, column)
    case .extremes(let partial): try partial.cell(of: people, column)
    case .only(let partial): partial.cell(of: people, column)
    case .distinct(let partial): partial.cell(of: people, function)
    case .values(let partial): try partial.cell(of: people, function, column)
    case .credited(let partial): try partial.cell(of: people, function, column)
    case .once(let partial): try partial.cell(of: people, function, column)
    case .rows: MeasureCell(rows: 0, value: nil)
    }
  }
}

/// What a column's cells mean.
struct ColumnFacts {
  let kind: Kind
  let scale: NumberScale
  /// The names of the table's files.
  let files: [String]
}

/// What is gathered of rows.
enum Gathered: Hashable, Sendable {
  /// A function of a column; nil for a count.
  case value(AggregateFunction, Int?)
  /// The rows themselves with some columns.
  case rows([Int])
}

/// Tells aggregates apart; equal ones are computed once.
struct AggregateKey: Hashable, Sendable {
  let what: Gathered
  /// The condition's place among those of the table.
  let condition: Int?
  /// The window's place among those of the table.
  let window: Int
  /// The way in which rows belong to people, by its place among those of the table; 0 is its own.
  var ownership = 0
  /// Whether a row that is credited to several people of a group is one row of the group.
  var countsOnce = false
}

extension AggregateFunction {
  /// Whether a part of a row counts as a part.
  var isWeighted: Bool { self == .sum || self == .count }
}
