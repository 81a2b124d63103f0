internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Rows and their sum by person.
final class SumPartial {
  private let column: Int?
  private let people: Int
  private var rows: RowCounts
  private let sums: Lane<Int64>
  /// What was carried over where a sum left 64 bits.
  private var carried: [Int: Int128] = [:]
  /// The sums of cells that are no whole number of parts.
  private var wide: [Int: Exact] = [:]
  /// The people whose cells add up to more than 128 bits hold.
  private var overflows: Set<Int> = []

  init(_ column: Int?, _ people: Int) {
    self.column = column
    self.people = people
    rows = RowCounts(people + 1)
    sums = Lane(capacity: column == nil ? 1 : people + 1, repeating: 0)
  }

  deinit {
    rows.free()
    sums.free()
  }

  func add(
    _ batch: RowBatch, _ owners: Lane<Int>, _ chosen: Lane<Int32>, _ count: Int
  ) {
    let rows = rows.lane(forRows: count)
    guard let column else {
      for index in 0..<count { rows[owners[Int(chosen[index])]] &+= 1 }
      return
    }
    let (lane, sums) = (batch.lanes[column], sums)
    for index in 0..<count {
      let row = Int(chosen[index])
      let cell = lane[row]
      if cell == RowBatch.empty { continue }
      let owner = owners[row]
      rows[owner] &+= 1
      if cell == RowBatch.wideMark {
        addWide(owner, batch.wide[column][row] ?? .zero)
        continue
      }
      let (sum, isTooLarge) = sums[owner].addingReportingOverflow(cell)
      if isTooLarge { carry(owner) }
      sums[owner] = isTooLarge ? cell : sum
    }
  }

  private func carry(_ owner: Int) { carried[owner, default: 0] += Int128(sums[owner]) }

  private func sum(of person: Int) -> Int128 { Int128(sums[person]) + (carried[person] ?? 0) }

  private func addWide(_ owner: Int, _ number: Exact) {
    guard let sum = try? (wide[owner] ?? .zero) + number else {
      overflows.insert(owner)
      return
    }
    wide[owner] = sum
  }

  func merge(_ other: SumPartial) {
    rows.merge(other.rows)
    if column != nil {
      for person in 0...people {
        let (sum, isTooLarge) = sums[person].addingReportingOverflow(other.sums[person])
        if isTooLarge { carry(person) }
        sums[person] = isTooLarge ? other.sums[person] : sum
      }
    }
    carried.merge(other.carried) { $0 + $1 }
    for (person, number) in other.wide.sorted(by: { $0.key < $1.key }) { addWide(person, number) }
    overflows.formUnion(other.overflows)
  }

  func cell(of chosen: [Int], _ function: AggregateFunction, _ column: ColumnFacts)
    throws(ExactError) -> MeasureCell
  {
    guard overflows.isDisjoint(with: chosen) else { throw .overflow }
    var (count, parts, extra): (Int, Int128, Exact) = (0, 0, .zero)
    for person in chosen {
      count += rows.count(of: person)
      guard self.column != nil else { continue }
      parts += sum(of: person)
      if let number = wide[person] { extra = try extra + number }
    }
    guard count > 0 else { return MeasureCell(rows: 0, value: nil) }
    if function == .count { return MeasureCell(rows: count, value: .number(Exact(count))) }
    let sum = try column.scale.exact(parts) + extra
    let value = function == .average ? try sum / Exact(count) : sum
    return MeasureCell(rows: count, value: .number(value))
  }
}
