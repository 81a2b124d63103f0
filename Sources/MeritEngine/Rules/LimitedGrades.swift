import MeritModel
import MeritPolicy

/// Ceilings on the best grades beside bands.
///
/// What it computes: from the best grade down, in each group, those who hold a limited grade keep it
/// in order while seats last; the others get the next grade and compete there. Where several grades
/// share seats, the better ones come first, and who is left over gets the grade below all of them.
/// Why: "at most 5 % of the head-count get an S".
/// Rounding: the seats as their row says.
struct LimitedGrades {
  let work: Workspace
  let scene: RuleScene
  let grade: GradeRule
  let limits: GradeLimits

  /// What one person holds after the ceilings, and of what group.
  struct Seat {
    var grade: Grade
    /// The grade before the ceilings.
    let earned: Grade
    let group: String
    /// How many are graded in the group.
    let size: Int
    let seats: [Derivation.SeatCeiling]
  }

  /// The seats of everybody with a grade, by person.
  func seats() throws(EvaluationFault) -> [Int: Seat] {
    let people = work.cohort.members.filter {
      work.isReached(scene, $0) && !work.moved.contains($0)
    }
    let asked = scene.operands + limits.order.map(\.of)
    let answers = work.answers(of: people, scene, asking: asked) {
      (one) throws(EvaluationFault) in try holder(one)
    }
    var holders: [Holder] = []
    for answer in answers { if let holder = try answer.get() { holders.append(holder) } }
    return try seats(holders)
  }

  /// Somebody with a grade, and what orders the person.
  private struct Holder {
    let person: Int
    let earned: Grade
    let keys: [Value]
  }

  /// The grade that a person earned; nil for who takes no part.
  private func holder(_ evaluation: RuleEvaluation) throws(EvaluationFault) -> Holder? {
    guard try evaluation.applies().isTrue, let own = try evaluation.unlimited(grade).grade else {
      return nil
    }
    return Holder(
      person: evaluation.subject, earned: own,
      keys: try evaluation.expressions.values(limits.order.map(\.of)))
  }

  private func seats(_ holders: [Holder]) throws(EvaluationFault) -> [Int: Seat] {
    let groups = work.cohort.groups[limits.within]
    let byGroup = Dictionary(grouping: holders) { groups?.groupOfPerson[$0.person] ?? -1 }
    var seats: [Int: Seat] = [:]
    for (group, people) in byGroup.sorted(by: { $0.key < $1.key }) {
      let counts = try counts(people.count)
      let name = group < 0 ? "" : groups?.ids[group] ?? ""
      let held = hold(people, counts)
      for holder in people {
        guard let grade = held[holder.person] else { continue }
        seats[holder.person] = Seat(
          grade: grade, earned: holder.earned, group: name, size: people.count, seats: counts)
      }
    }
    return seats
  }

  /// The ceilings in the order in which they act: by the worst grade of each, a grade alone first.
  private func counts(_ size: Int) throws(EvaluationFault) -> [Derivation.SeatCeiling] {
    var counts: [Derivation.SeatCeiling] = []
    for row in limits.seats {
      let seats = try exactly { () throws(ExactError) in try row.count.seats(groupOf: size) }
      counts.append(Derivation.SeatCeiling(grades: row.grades, count: seats))
    }
    return counts.sorted { ($0.worst.rank, $0.grades.count) < ($1.worst.rank, $1.grades.count) }
  }

  /// Lets those without a seat take the next grade, from the best grade down.
  private func hold(
    _ people: [Holder], _ counts: [Derivation.SeatCeiling]
  ) -> [Int: Grade] {
    var held: [Int: Grade] = [:]
    for holder in people { held[holder.person] = holder.earned }
    for ceiling in counts where ceiling.worst.rank + 1 < grade.set.grades.count {
      let blocks = ceiling.grades.flatMap { limited in
        let own = people.filter { held[$0.person] == limited }
        return KeyOrder(limits.order).blocks(own.map(\.person)) { key, place in
          own[place].keys[key]
        }
      }
      let keeping = keeping(blocks, ceiling.count)
      let next = grade.set.grades[ceiling.worst.rank + 1]
      for person in blocks.joined() where !keeping.contains(person) { held[person] = next }
    }
    return held
  }

  /// Who keeps a grade of so many seats; a tied block at the edge as the policy says.
  private func keeping(_ blocks: [ArraySlice<Int>], _ seats: Int) -> Set<Int> {
    var keeping: Set<Int> = []
    for block in blocks {
      let left = seats - keeping.count
      if left <= 0 { break }
      if block.count <= left {
        keeping.formUnion(block)
        continue
      }
      switch limits.ties {
      case "better-grade": keeping.formUnion(block)
      case "employee-id": keeping.formUnion(block.prefix(left))
      default: break
      }
      break
    }
    return keeping
  }
}
