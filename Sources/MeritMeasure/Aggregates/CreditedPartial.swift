internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Rows and sums of people to whom rows are credited in parts.
///
/// Sums are kept for each distinct share and weighted at the end, so that nothing is rounded.
final class CreditedPartial {
  private let shares: [Exact]
  private let people: Int
  /// Rows, each once for each of its people.
  private let whole: SumPartial
  /// Sums by share and person.
  private let parts: SumPartial

  init(_ column: Int?, _ people: Int, shares: [Exact]) {
    self.shares = shares
    self.people = people
    whole = SumPartial(column, people)
    parts = SumPartial(column, shares.count * (people + 1))
  }

  func add(_ batch: RowBatch, _ pass: OwnerPasses.Pass, _ chosen: Lane<Int32>, _ count: Int) {
    for owners in pass.whole { whole.add(batch, owners, chosen, count) }
    for owners in pass.shared { parts.add(batch, owners, chosen, count) }
  }

  func merge(_ other: CreditedPartial) {
    whole.merge(other.whole)
    parts.merge(other.parts)
  }

  func cell(of chosen: [Int], _ function: AggregateFunction, _ column: ColumnFacts)
    throws(ExactError) -> MeasureCell
  {
    let rows = try whole.cell(of: chosen, function, column).rows
    guard rows > 0 else { return MeasureCell(rows: 0, value: nil) }
    var sum = Exact.zero
    for (place, share) in shares.enumerated() {
      let slots = chosen.map { place * (people + 1) + $0 }
      guard case .number(let part)? = try parts.cell(of: slots, function, column).value else {
        continue
      }
      sum = try sum + part * share
    }
    return MeasureCell(rows: rows, value: .number(sum))
  }
}
