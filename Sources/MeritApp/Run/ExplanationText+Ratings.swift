import MeritEngine
import MeritModel
import MeritPolicy

extension ExplanationText {
  /// What the raters of each group gave, with the scores that were left out; never who gave them.
  func rating(_ parts: [Derivation.RatingPart]) -> [String] {
    if parts.isEmpty { return ["no valid ballot rates the person, or too few do"] }
    return parts.flatMap { part -> [String] in
      // Ballots are secret: the scores stand by size, without those who gave them.
      let scores = part.given.map { $0.score.canonicalText + ($0.isTrimmed ? " (left out)" : "") }
      return [head(part)] + (scores.isEmpty ? [] : ["  scores: \(scores.joined(separator: ", "))"])
    }
  }

  private func head(_ part: Derivation.RatingPart) -> String {
    let count = part.given.count { !$0.isTrimmed }
    let scores = count == 1 ? "1 score" : "\(count) scores"
    guard let group = part.group else { return "mean of \(scores)" }
    let name = "\(percent(group.weight)) × \(group.id)"
    if part.isEnough { return "\(name): mean of \(scores) = \(part.value.canonicalOrState)" }
    let few = "\(name): \(part.given.count) of \(part.needs) raters"
    return part.isReweighted
      ? "\(few), left out: the other weights grow" : "\(few) → \(part.value.canonicalOrState)"
  }
}
