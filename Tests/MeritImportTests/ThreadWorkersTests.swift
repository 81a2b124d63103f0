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
}
