import MeritImport
import MeritModel
import Testing

@Suite struct ThreadWorkersTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 1001], [1, 2, 3, 8])
  func `every place is worked on once, in order`(count: Int, threads: Int) {
    let runs = ThreadWorkers(threads).split(count) { Array($0) }
    #expect(runs.flatMap(\.self) == Array(0..<count))
  }

  @Test func `one worker gets all at once`() {
    #expect(OneWorker().split(5) { $0 } == [0..<5])
    #expect(ThreadWorkers(1).split(5) { $0 } == [0..<5])
  }
}
