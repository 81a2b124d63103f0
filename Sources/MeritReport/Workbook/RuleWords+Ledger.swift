import MeritModel
import MeritPolicy

extension RuleWords {
  /// An allocation in one sentence.
  static func words(_ share: AllocationRule, _ policy: CompiledPolicy) -> String {
    let among = share.among.map { ", among those with \(name($0, in: policy))" } ?? ""
    let condition = share.onlyIf.map { "; only if \(name($0, in: policy))" } ?? ""
    return "The pool of \(words(share.pool, in: policy)) is split within \(words(share.within)) by "
      + "\(name(share.by, in: policy))\(among)\(condition)."
  }

  /// Prizes in one sentence.
  static func words(_ prize: PrizeRule, _ policy: CompiledPolicy) -> String {
    let places = prize.places.map { row in
      "\(words(row.count)) × \(row.pays.canonicalText)"
    }
    let condition = prize.onlyIf.map { condition in
      let vacant = prize.movesUp ? "else the next moves up" : "else the prize stays vacant"
      return "; only if \(name(condition, in: policy)), \(vacant)"
    }
    return "Within \(words(prize.within)) by \(words(prize.order, policy)): "
      + "\(places.joined(separator: ", "))\(condition ?? "")."
  }

  /// The keys of an order.
  static func words(_ keys: [OrderKey], _ policy: CompiledPolicy) -> String {
    keys.map { "\(name($0.of, in: policy)), the \($0.highIsBest ? "highest" : "lowest") first" }
      .joined(separator: "; then ")
  }

  private static func words(_ count: SizedCount) -> String {
    if count.rows.count == 1, count.rows[0].edge.isZero { return "\(count.rows[0].count)" }
    let rows = count.rows.map { row in
      "\(row.count) \(row.isInclusive ? "from" : "above") \(row.edge.canonicalText) people"
    }
    return "(\(rows.joined(separator: ", ")))"
  }

  /// A balance in one sentence.
  static func words(_ balance: BalanceRule, _ policy: CompiledPolicy) -> String {
    var parts = [
      balance.add.map { "plus \(name($0, in: policy))" },
      balance.take.map { "less \(name($0, in: policy))" },
      balance.ceiling.map { "what is above \(name($0, in: policy)) leaves" },
      balance.floor.map { "what lacks to \(name($0, in: policy)) is made good" },
    ].compactMap(\.self)
    switch balance.release {
    case .when(let condition)?: parts.append("all is paid out if \(name(condition, in: policy))")
    case .each(let condition)?:
      parts.append(
        "each addition is paid out once \(name(condition, in: policy)) for its own period")
    case .schedule(let rows)?:
      let shares = rows.map { "\(Shown.percent($0.share)) after \($0.after) periods" }
      parts.append("paid out: \(shares.joined(separator: ", "))")
    case .spread(let spread)?:
      let table = policy.inputs[spread.table]
      parts.append(
        "each row is paid out in equal parts in the "
          + "\(table.name).\(table.columnName(spread.over)) periods after it")
    case nil: break
    }
    return "The balance of the period before, \(parts.joined(separator: ", "))."
  }
}
