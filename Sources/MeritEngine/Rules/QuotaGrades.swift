import MeritModel
import MeritPolicy

/// Grades by quota: seats for each grade in a group, handed out along an order.
///
/// What it computes: the people whose plan binds the grade and whose value is present, group by
/// group, small groups pooled as the policy says; the seats by largest remainder; the grades along
/// the order; then the exceptions.
/// Why: a forced distribution, the same in every team of a size.
/// Rounding: none; the order compares rounded values.
struct QuotaGrades {
  let work: Workspace
  let scene: RuleScene
  let grade: GradeRule
  let quota: Quota

  /// How one person came to the grade.
  typealias Seat = Derivation.QuotaSeat

  /// The seat of everybody who has one, by person.
  func seats() throws(EvaluationFault) -> [Int: Seat] {
    let members = work.cohort.members.filter { !work.moved.contains($0) && isBound($0) }
    let answers = work.answers(of: members, scene, asking: asked) {
      (one) throws(EvaluationFault) in try taking(one)
    }
    var takers: [Taker] = []
    for answer in answers { if let taker = try answer.get() { takers.append(taker) } }
    var seats: [Int: Seat] = Dictionary(minimumCapacity: takers.count)
    let pools = pools(takers)
    let found = work.workers.split(pools.count) { places in
      pools[places].map { pool in
        Result { () throws(EvaluationFault) in try self.seats(in: pool) }
      }
    }
    for result in found.joined() {
      for (person, seat) in try result.get() { seats[person] = seat }
    }
    return seats
  }

  /// Who takes part, with what orders the person.
  private struct Taker {
    let person: Int
    let keys: [Value]
    /// The best grade that exceptions leave, where they free seats for others.
    let ceiling: Result<Grade?, EvaluationFault>
  }

  private var asked: [CompiledExpression] {
    [scene.appliesWhen].compactMap(\.self) + [grade.of] + quota.order.map(\.of)
      + grade.exceptions.map(\.when)
  }

  /// What orders a person; nil for who takes no part.
  private func taking(_ evaluation: RuleEvaluation) throws(EvaluationFault) -> Taker? {
    guard (try? evaluation.applies())?.isTrue ?? false,
      try evaluation.expressions.value(grade.of).isPresent
    else { return nil }
    return Taker(
      person: evaluation.subject,
      keys: try evaluation.expressions.values(quota.order.map(\.of)),
      ceiling: Result { () throws(EvaluationFault) in
        quota.refills ? try evaluation.ceiling(grade) : nil
      })
  }

  private func isBound(_ person: Int) -> Bool {
    guard let plan = work.planOfPerson[person] else { return false }
    return work.bindings[plan]?.grade == scene.rule.id
  }

  private struct Pool {
    let name: String
    let people: [Taker]
  }

  private func pools(_ people: [Taker]) -> [Pool] {
    let groups = work.cohort.groups[quota.within]
    let byGroup = Dictionary(grouping: people) { groups?.groupOfPerson[$0.person] ?? -1 }
    var pools: [Pool] = []
    var small: [Taker] = []
    for (group, members) in byGroup.sorted(by: { $0.key < $1.key }) {
      if group >= 0, members.count >= quota.groupNeeds || quota.smallGroups == "as-is" {
        pools.append(Pool(name: groups?.ids[group] ?? "", people: members))
      } else if group < 0, quota.smallGroups == "as-is" {
        pools.append(Pool(name: "", people: members))
      } else {
        small += members
      }
    }
    return pools + pooled(small.sorted { $0.person < $1.person })
  }

  /// The people of small groups, put together as the policy says.
  private func pooled(_ people: [Taker]) -> [Pool] {
    guard !people.isEmpty else { return [] }
    switch quota.smallGroups {
    case "pool-by-company": return [reported(Pool(name: "company", people: people))]
    case "pool-by-department":
      let groups = work.cohort.groups[.department]
      let byGroup = Dictionary(grouping: people) { groups?.groupOfPerson[$0.person] ?? -1 }
      return byGroup.sorted { $0.key < $1.key }.map { group, members in
        reported(Pool(name: group < 0 ? "" : groups?.ids[group] ?? "", people: members))
      }
    default: return []
    }
  }

  private func reported(_ pool: Pool) -> Pool {
    if pool.people.count < quota.groupNeeds {
      work.findings.add(
        .smallPool,
        "the pool `\(pool.name)` of small groups has \(pool.people.count) people, fewer than "
          + "`groupNeeds` (\(quota.groupNeeds)); it is graded as one group all the same",
        scene.rule, severity: .hint,
        help: "nothing, if that is meant; else lower `groupNeeds`, or grade small groups by bands")
    }
    return pool
  }

  private func seats(in pool: Pool) throws(EvaluationFault) -> [(person: Int, seat: Seat)] {
    var seats: [(person: Int, seat: Seat)] = []
    seats.reserveCapacity(pool.people.count)
    let given = try quota.seats(groupOf: pool.people.count)
    let all = grade.set.grades.map { grade in
      (grade: grade, count: given.first { $0.grade == grade }?.count ?? 0)
    }
    let blocks = KeyOrder(quota.order).blocks(pool.people.map(\.person)) { key, place in
      pool.people[place].keys[key]
    }
    var ceilings: [Int: Grade] = [:]
    for taker in pool.people { ceilings[taker.person] = try taker.ceiling.get() }
    let grades = SeatLadder(all, ceilings: ceilings, ties: quota.ties).grades(blocks)
    var place = 1
    // How many of those before may have each grade at best, by its place in the set.
    var before = [Int](repeating: 0, count: grade.set.grades.count)
    for block in blocks {
      for (offset, person) in block.enumerated() {
        guard let grade = grades[person] else { continue }
        let isParted = quota.ties == "employee-id"
        let seat = Seat(
          group: pool.name, size: pool.people.count, place: place + (isParted ? offset : 0),
          earned: grade, seats: given,
          tied: isParted ? 1 : block.count { grades[$0] == grade },
          barred: before[(grade.rank + 1)...].reduce(0, +))
        seats.append((person, seat))
      }
      place += block.count
      for person in block { if let ceiling = ceilings[person] { before[ceiling.rank] += 1 } }
    }
    return seats
  }
}
