/// An indicator as made, with the lowest points that it can give.
struct MadeIndicator {
  let name: String
  let mayNotApply: Bool
  let low: Int
}

/// A score or grade as made.
struct MadeJudgement {
  let name: String
  let mayNotApply: Bool
  let low: Int
}
