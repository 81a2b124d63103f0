package import MeritEngine
package import MeritModel
import MeritPolicy

/// The next better grade by the bands, and what is missing to it.
package struct NextGrade: Hashable, Sendable {
  package let grade: String
  /// How much the score must rise.
  package let missing: Exact
  /// Whether the edge itself is enough.
  package let isInclusive: Bool
}

extension Calculation {
  /// How far a person is from the next better grade; nil where the grade does not follow from the
  /// score by bands, is limited, or is the best.
  package func nextGrade(of person: Int) -> NextGrade? {
    guard let id = binding(of: person)?.grade, case .grade(let rule) = policy[id].body,
      case .bands(let bands) = rule.method, case .slot(.score) = rule.of.root,
      let grade = value(id, of: person).grade, let score = slot(.score, of: person).number
    else { return nil }
    let rising = bands.sorted { $0.edge < $1.edge }
    func holds(_ band: Band) -> Bool { band.isInclusive ? band.edge <= score : band.edge < score }
    guard case .grade(let earned)? = rising.last(where: holds)?.value, earned == grade,
      let next = rising.first(where: { !holds($0) }), case .grade(let better) = next.value,
      let missing = try? next.edge - score
    else { return nil }
    return NextGrade(grade: better.name, missing: missing, isInclusive: next.isInclusive)
  }
}
