import MeritModel

/// What a person loses who has an ordinary value of a figure instead of none.
struct ReweightingCliff {
  /// Who is looked at: somebody with whom all else is at its best.
  struct Scene {
    let person: TrialPerson
    /// The same person with all that lifts the score in the middle of its range.
    let middling: TrialPerson
    /// The score of the person's plan.
    let score: RuleID
    let facts: PolicyFacts
    let layout: TrialLayout
    /// The person's own amounts that lift the score, those without an end first.
    let lifting: [RuleID]

    /// The edges of the bands over the score that a result reads.
    func bandEdges(of result: RuleID) -> [Exact] {
      let edges = layout.reach(of: result, plan: person.plan).sorted().flatMap { id in
        let body = layout.policy[id].body
        switch body.banded?.root {
        case .slot(.score), .figure(score): return body.bands?.map(\.edge) ?? []
        default: return []
        }
      }
      return Set(edges).sorted()
    }
  }

  /// More inputs than this are not followed.
  private static let mostInputs = 2

  let leaver: RuleID
  let scene: Scene
  let result: RuleID
  private let track: TrialTrack
  private let ordinaryValue: Value

  /// Takes in the figure that can be absent; nil where it has no middle.
  init?(leaver: RuleID, scene: Scene, result: RuleID) {
    let track = TrialTrack(scene.layout, along: leaver)
    let people = TrialPeople(facts: scene.facts, track: track)
    let range = scene.facts[leaver].range
    guard let least = range.least, let greatest = range.greatest else { return nil }
    let middle = people.middle(least, greatest, scene.layout.policy[leaver])
    self.leaver = leaver
    self.scene = scene
    self.result = result
    self.track = track
    self.ordinaryValue = .number(middle)
  }

  /// The loss of a person for whom all else is at its best.
  var ordinaryLoss: Exact? { loss(scene.person).flatMap { $0 > .zero ? $0 : nil } }

  /// That person, with the loss.
  var ordinary: (witness: ClaimWitness, loss: Exact)? {
    ordinaryLoss.map { (witness(scene.person), $0) }
  }

  /// The greatest loss at the edges of the result along other inputs.
  var greatest: (witness: ClaimWitness, loss: Exact)? {
    var greatest: (person: TrialPerson, loss: Exact)?
    for person in [scene.person, scene.middling] {
      for input in scene.lifting.filter({ $0 != leaver }).prefix(Self.mostInputs) {
        for number in edges(along: input, person) {
          var other = person
          other.facts[.figure(input)] = .number(number)
          guard let loss = loss(other), loss > greatest?.loss ?? .zero else { continue }
          greatest = (other, loss)
        }
        if let greatest { return (witness(greatest.person), greatest.loss) }
      }
    }
    return nil
  }

  /// The least numbers of an input at which the score, without the figure, reaches a band.
  private func edges(along input: RuleID, _ person: TrialPerson) -> [Exact] {
    var start = person
    start.facts[.figure(leaver)] = .notApplicable
    let track = TrialTrack(scene.layout, along: input)
    var walk = ProfileWalk(track, start, of: scene.score)
    let places = walk.firstPlaces(
      in: scene.facts[input].range, reaching: scene.bandEdges(of: result))
    return places.map { walk.number($0) }
  }

  private func loss(_ person: TrialPerson) -> Exact? {
    guard let without = value(person, .notApplicable), let with = value(person, ordinaryValue)
    else { return nil }
    return try? without - with
  }

  private func value(_ person: TrialPerson, _ value: Value) -> Exact? {
    var trial = Trial(person, track)
    trial.set(value)
    return (try? trial.figure(result))?.number
  }

  private func witness(_ person: TrialPerson) -> ClaimWitness {
    ClaimWitness(
      person: person, result: result, before: .notApplicable, after: ordinaryValue, track: track)
  }
}
