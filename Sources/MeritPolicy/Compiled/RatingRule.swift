package import MeritModel

/// The mean of what several raters think of a person, ballot by ballot.
package struct RatingRule: Sendable {
  /// The input's place in the policy; its owner is the person rated.
  package let table: Int
  /// The columns of a row: the score, who gives it, and who gets it.
  package let score: Int
  package let rater: Int
  package let ratee: Int
  package let condition: CompiledExpression?
  /// What must hold over all rows of one rater, or the ballot is void.
  package let validWhen: [CompiledExpression]
  /// The kinds of raters; empty where all count alike.
  package let groups: [RaterGroup]
  /// Fewer raters than this are none, where there are no groups.
  package let needsRaters: Int
  package let trim: RatingTrim?
  /// The least weight that must remain after reweighting.
  package let reweightNeeds: Exact?
  package let whenNoRaters: HandlerAction

  /// Makes a rating.
  package init(
    table: Int, score: Int, rater: Int, ratee: Int, condition: CompiledExpression?,
    validWhen: [CompiledExpression], groups: [RaterGroup], needsRaters: Int, trim: RatingTrim?,
    reweightNeeds: Exact?, whenNoRaters: HandlerAction
  ) {
    self.table = table
    self.score = score
    self.rater = rater
    self.ratee = ratee
    self.condition = condition
    self.validWhen = validWhen
    self.groups = groups
    self.needsRaters = needsRaters
    self.trim = trim
    self.reweightNeeds = reweightNeeds
    self.whenNoRaters = whenNoRaters
  }

  /// The conditions over rows that are asked ballot by ballot.
  package var conditions: [CompiledExpression] { validWhen + groups.compactMap(\.condition) }

  /// The columns that are kept of each row: score, rater, ratee, then those of the conditions.
  package var columns: [Int] {
    var columns = [score, rater, ratee]
    for column in conditions.flatMap(\.root.columns) where !columns.contains(column) {
      columns.append(column)
    }
    return columns
  }

  /// The expressions that stand for absent values.
  package var substitutes: [CompiledExpression] {
    ([whenNoRaters] + groups.map(\.whenTooFew)).compactMap(\.substitute)
  }
}

/// One kind of raters.
package struct RaterGroup: Sendable {
  package let id: String
  /// Which rows are theirs; nil for all.
  package let condition: CompiledExpression?
  package let weight: Exact
  package let needsRaters: Int
  package let whenTooFew: HandlerAction

  /// Makes a group.
  package init(
    id: String, condition: CompiledExpression?, weight: Exact, needsRaters: Int,
    whenTooFew: HandlerAction
  ) {
    self.id = id
    self.condition = condition
    self.weight = weight
    self.needsRaters = needsRaters
    self.whenTooFew = whenTooFew
  }
}

/// The extremes that are left out of many scores.
package struct RatingTrim: Hashable, Sendable {
  /// More raters than this are trimmed.
  package let above: Int
  package let highest: Int
  package let lowest: Int

  /// Makes a trim.
  package init(above: Int, highest: Int, lowest: Int) {
    self.above = above
    self.highest = highest
    self.lowest = lowest
  }
}

extension Expression {
  /// The columns of the row at hand that it names.
  fileprivate var columns: [Int] {
    if case .column(let column) = self { [column] } else { parts.flatMap(\.columns) }
  }
}
