/// What a rule may know of a value before any row is read.
struct Operand {
  let text: String
  let kind: String
  var mayMiss: Bool
  var mayNotApply: Bool
  /// Whether the value is never below zero.
  var isNotNegative: Bool
  var isPositive = false
  /// Whether the value is a collector's or a balance's, which stands in no ratio or table.
  var isPlain = true

  var isAlwaysThere: Bool { !mayMiss && !mayNotApply }
}

/// A measure as made, with its scopes.
struct MadeMeasure {
  let name: String
  let scopes: [String]
  let operand: Operand
  /// Whether it has the grain of the layer above too.
  var isListed = false
}

/// A layer of rules below the one that is made.
struct LowerLayer {
  let per: String
  let made: [MadeMeasure]

  /// The grain as expressions write it.
  var word: String { per == "ten-days" ? "ten_days" : per }
}

/// What a plan binds in a layer.
struct BoundSlots {
  let per: String
  var score: MadeJudgement?
  var grade: MadeJudgement?
  var bonus: MadeBonus?

  var word: String { per == "ten-days" ? "ten_days" : per }
}
