import Foundation
import MeritModel
import Testing

@testable import MeritPolicy

/// The waves in which rules are computed.
@Suite struct RuleOrderTests {
  /// A policy that uses every shape of the language.
  private func everyShape() throws -> CompiledPolicy {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/every-shape.policy.json")
    return try #require(SmallPolicy.compile(String(contentsOf: file, encoding: .utf8)).valid)
  }

  @Test func `every rule stands in one wave, after all that it reads`() throws {
    let policy = try everyShape()
    #expect(policy.waves.joined().sorted() == policy.rules.map(\.id).sorted())
    let wave = Dictionary(
      uniqueKeysWithValues: policy.waves.enumerated().flatMap { place, rules in
        rules.map { ($0, place) }
      })
    let graph = RuleGraph(rules: policy.rules)
    for rule in policy.rules {
      let slots = graph.neededSlots[rule.id.index].flatMap { use in
        policy.plans.flatMap { $0.bindings[use.grain]?.rules(use.slot) ?? [] }
      }
      for need in graph.needed[rule.id.index] + slots {
        let (own, before) = try (#require(wave[rule.id]), #require(wave[need]))
        #expect(before < own, "\(rule.name) reads \(policy[need].name)")
      }
    }
  }

  @Test func `a rule stands in the first wave in which it can`() throws {
    let policy = try everyShape()
    let graph = RuleGraph(rules: policy.rules)
    for (place, rules) in policy.waves.enumerated().dropFirst() {
      for rule in rules where graph.neededSlots[rule.index].isEmpty {
        #expect(graph.needed[rule.index].contains { policy.waves[place - 1].contains($0) })
      }
    }
  }
}
