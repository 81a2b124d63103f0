import MeritModel
import TestSupport
import Testing

@testable import MeritPolicy

/// What is found without walking the combinations, against the walk.
@Suite struct TableCoverTests {
  private func cells(_ numbers: inout SplitMix64, _ grades: [Grade]) -> [LookupCell] {
    let grade: LookupCell =
      switch numbers.below(5) {
      case 0: .any
      case 1: .oneOf([.grade(grades[0]), .grade(grades[2])])
      case let one: .oneOf([.grade(grades[one - 2])])
      }
    let from = numbers.below(4)
    let lost: LookupCell =
      numbers.below(4) == 0
      ? .any
      : .interval(
        Interval(
          from: Exact(from), above: nil,
          below: numbers.below(3) == 0
            ? nil : Exact(from + 1 + numbers.below(3)), upTo: nil))
    return [grade, lost]
  }

  @Test(arguments: 1...400)
  func `the walk finds the same`(seed: Int) throws {
    let policy = try #require(SmallPolicy.compile(SmallPolicy.text).valid)
    let rule = try #require(policy.rule(named: "pay", grain: .month))
    let sound = try #require(rule.body.tables.first)
    let grades = try #require(policy.gradeSets.first).grades
    var numbers = SplitMix64(seed: UInt64(seed))
    let rows = (0..<1 + numbers.below(7)).map { _ in
      LookupRow(
        cells: cells(&numbers, grades), value: .number(.one), place: sound.place)
    }
    let table = LookupTable(
      name: sound.name, label: sound.label, inputs: sound.inputs, rows: rows, kind: sound.kind,
      place: sound.place)
    let facts = PolicyFacts(policy: policy)
    let axes = facts.axes(table, facts.context(rule))
    let (grid, cover) = (TableGrid(table: table, axes: axes), TableCover(table: table, axes: axes))
    #expect(cover.isCounted)
    // The walk pairs only the first row of a combination with others.
    let pairs = Set(cover.overlaps.map { [$0.first, $0.second] })
    #expect(pairs.isSuperset(of: grid.overlaps.map { [$0.first, $0.second] }))
    #expect(pairs.isEmpty == grid.overlaps.isEmpty)
    for overlap in cover.overlaps {
      for row in [overlap.first, overlap.second] {
        for (axis, part) in overlap.combination.enumerated() {
          #expect(rows[row].cells[axis].accepts(axes[axis].parts[part].sample))
        }
      }
    }
    if pairs.isEmpty { #expect(cover.gap == grid.gaps.first) }
    #expect(Set(cover.unreached) == Set(rows.indices).subtracting(grid.reached))
  }

  @Test func `a hundred and fifty rows are compared across words`() throws {
    let policy = try #require(SmallPolicy.compile(SmallPolicy.text).valid)
    let rule = try #require(policy.rule(named: "pay", grain: .month))
    let sound = try #require(rule.body.tables.first)
    func cover(_ edges: [(Int, Int)]) -> TableCover {
      let rows = edges.map { from, below in
        LookupRow(
          cells: [
            .any,
            .interval(Interval(from: Exact(from), above: nil, below: Exact(below), upTo: nil)),
          ], value: .number(.one), place: sound.place)
      }
      let table = LookupTable(
        name: "t", label: "T", inputs: sound.inputs, rows: rows, kind: sound.kind,
        place: sound.place)
      let facts = PolicyFacts(policy: policy)
      return TableCover(table: table, axes: facts.axes(table, facts.context(rule)))
    }
    let edges = (0..<150).map { ($0, $0 + 1) }
    let sound150 = cover(edges)
    #expect(sound150.overlaps.isEmpty)
    #expect(sound150.gap == [0, 150])
    let wide = cover(edges.dropLast() + [(63, 66)])
    #expect(wide.overlaps.map(\.first) == [63, 64, 65])
    #expect(wide.overlaps.allSatisfy { $0.second == 149 })
  }
}
