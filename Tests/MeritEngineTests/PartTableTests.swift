import MeritModel
import Testing

@testable import MeritEngine

@Suite("values of lines and steps are found by subject, counted from 0")
struct PartTableTests {
  private func numbers(_ numbers: Int...) -> [Value] { numbers.map { .number(Exact($0)) } }

  @Test
  func `who has no values has none, and others have their own`() {
    var table = PartTable(count: 4)
    table.set(numbers(1, 2), of: 2)
    table.set(numbers(3), of: 0)
    #expect(table.map(Array.init) == [numbers(3), [], numbers(1, 2), []])
    #expect(table[2][1] == .number(Exact(2)))
    #expect(table[2].indices == 0..<2)
    #expect(table.value(1, of: 2) == .number(Exact(2)))
    #expect(table.value(1, of: 0) == nil && table.value(0, of: 1) == nil)
    #expect(table.value(0, of: 4) == nil)
  }

  @Test
  func `values that are set again take the place of the first`() {
    var table = PartTable(count: 2)
    table.set(numbers(1, 2), of: 0)
    table.set(numbers(3), of: 1)
    table.set(numbers(4, 5, 6), of: 0)
    #expect(table.map(Array.init) == [numbers(4, 5, 6), numbers(3)])
  }

  @Test
  func `values that come one by one are missing until they come`() {
    var table = PartTable(count: 2)
    table.set(1, among: 3, of: 1, to: .number(Exact(8)))
    #expect(table.map(Array.init) == [[], [.missing, .number(Exact(8)), .missing]])
    table.set(0, among: 3, of: 1, to: .notApplicable)
    #expect(table.map(Array.init) == [[], [.notApplicable, .number(Exact(8)), .missing]])
  }

  @Test
  func `rows of many go to their subjects, with what one of them has instead`() {
    var rows = PartRows(width: 2, subjects: 3)
    rows.set(0, to: [.number(Exact(1)), nil, .number(Exact(3))])
    rows.set(1, to: [.number(Exact(2)), .notApplicable, nil])
    rows.set(1, at: 2, to: .number(Exact(4)))
    var table = PartTable(count: 6)
    let subjects = [0, 5, 1, 3]
    table.add(rows, of: subjects[1...])
    #expect(
      table.map(Array.init)
        == [[], [.missing, .notApplicable], [], numbers(3, 4), [], numbers(1, 2)])
    rows.replace(at: 0, by: [])
    rows.replace(at: 1, by: numbers(7, 8, 9))
    table.add(rows, of: subjects[1...])
    #expect(Array(table[5]) == [] && Array(table[1]) == numbers(7, 8, 9))
    #expect(Array(table[3]) == numbers(3, 4))
  }
}
