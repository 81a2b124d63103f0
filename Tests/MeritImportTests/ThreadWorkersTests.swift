import Dispatch
import Foundation
import MeritImport
import MeritModel
import Testing

@Suite struct ThreadWorkersTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 1001], [1, 2, 3, 8])
  func `every place is worked on once, in order`(count: Int, threads: Int) {
    let runs = ThreadWorkers(threads).split(count) { Array($0) }
    #expect(runs.flatMap(\.self) == Array(0..<count))
  }

  @Test(arguments: [0, 1, 2, 7, 100], [1, 2, 3, 8])
  func `each thing is done once, the results in order`(count: Int, threads: Int) {
    let squares = (0..<count).map { $0 * $0 }
    #expect(ThreadWorkers(threads).each(count) { $0 * $0 } == squares)
    #expect(OneWorker().each(count) { $0 * $0 } == squares)
  }

  @Test func `one worker gets all at once`() {
    #expect(OneWorker().split(5) { $0 } == [0..<5])
    #expect(ThreadWorkers(1).split(5) { $0 } == [0..<5])
  }

  @Test(arguments: [1, 2, 3, 8])
  func `things inside things are done once, each result in its place`(threads: Int) {
    let workers = ThreadWorkers(threads)
    let table = workers.each(9) { row in
      workers.each(row) { column in workers.split(3) { Array($0) }.map { $0 + [column, row] } }
    }
    for (row, columns) in table.enumerated() {
      #expect(columns.count == row)
      for (column, runs) in columns.enumerated() {
        #expect(runs.flatMap { $0.dropLast(2) } == [0, 1, 2])
        #expect(runs.allSatisfy { $0.suffix(2) == [column, row] })
      }
    }
  }

  @Test(arguments: [1, 2, 8])
  func `two different things give both results`(threads: Int) {
    let (number, text) = ThreadWorkers(threads).both {
      7
    } _: {
      "seven"
    }
    #expect(number == 7 && text == "seven")
  }

  /// Each of the inner things waits for the other, so that they end only where both are at work.
  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func `who is done helps with what another thing has opened`() {
    let workers = ThreadWorkers(2)
    let met = workers.each(2) { place -> Bool in
      if place == 1 { return true }
      let (one, other) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      return workers.each(2) { inner -> Bool in
        (inner == 0 ? other : one).signal()
        return (inner == 0 ? one : other).wait(timeout: .now() + 60) == .success
      } == [true, true]
    }
    #expect(met == [true, true])
  }
}
