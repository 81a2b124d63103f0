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
    var table = PartTable([numbers(1, 2), numbers(3)])
    table.set(numbers(4, 5, 6), of: 0)
    #expect(table.map(Array.init) == [numbers(4, 5, 6), numbers(3)])
  }

  @Test
  func `rows that come one after another go to their subjects`() {
    var (first, second) = (PartRows(), PartRows())
    first.add(numbers(1, 2))
    first.add([])
    first.add(numbers(4))
    second.add(numbers(3))
    let subjects = [5, 1, 0, 3]
    var table = PartTable(count: 6)
    table.add(first, of: subjects[0..<3])
    table.add(second, of: subjects[3..<4])
    #expect(table.map(Array.init) == [numbers(4), [], [], numbers(3), [], numbers(1, 2)])
  }
}
