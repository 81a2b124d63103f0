import MeritModel
import MeritPolicy

/// Rows of an input that no rating counts, since the ballots in which they stand are void.
package struct VoidRows: Hashable, Sendable {
  package let table: String
  package let file: String
  package let count: Int
}

/// Finds the rows of void ballots that count nowhere.
struct VoidBallots {
  let stages: [Workspace]

  private struct Row: Hashable {
    let table: String
    let place: SourcePlace
  }

  /// The rows by table and file, in order.
  func rows() -> [VoidRows] {
    var (void, counted): (Set<Row>, Set<Row>) = ([], [])
    for stage in stages {
      for rule in stage.policy.rules {
        guard case .rating(let rating)? = rule.measure?.shape,
          let ballots = stage.ballots[rule.id], let list = stage.rowLists[rule.id]
        else { continue }
        let table = stage.policy.inputs[rating.table].name
        let isAlone = !stage.policy.rules.contains { $0.reads(rating) }
        for verdict in ballots.verdicts {
          let rows = verdict.rows.map { Row(table: table, place: list.place($0)) }
          let isVoid = (try? verdict.broken.get()) != nil
          if isVoid, isAlone { void.formUnion(rows) } else { counted.formUnion(rows) }
        }
      }
    }
    let groups = Dictionary(grouping: void.subtracting(counted)) { [$0.table, $0.place.file] }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, rows in
      VoidRows(table: key[0], file: key[1], count: rows.count)
    }
  }
}

extension Rule {
  /// Whether the rule can count rows that a rating takes as ballots too.
  fileprivate func reads(_ rating: RatingRule) -> Bool {
    guard case .rows(let rows)? = measure?.shape, rows.table == rating.table else { return false }
    let own = rows.condition?.root.fixed ?? [:]
    let other = rating.condition?.root.fixed ?? [:]
    return !own.contains { column, scalar in other[column].map { $0 != scalar } ?? false }
  }
}

extension Expression {
  /// The columns that a condition allows one value only, with the value.
  fileprivate var fixed: [Int: Scalar] {
    switch self {
    case .comparison(.equal, .column(let column), .literal(let scalar)): [column: scalar]
    case .all(let terms):
      terms.reduce(into: [:]) { fixed, term in
        fixed.merge(term.fixed) { first, _ in first }
      }
    default: [:]
    }
  }
}
