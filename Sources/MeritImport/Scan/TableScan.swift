internal import Dispatch
package import MeritModel
internal import Synchronization

/// Reads all rows of a table in batches, by several workers, each taking stretches of the files.
package struct TableScan: Sendable {
  package let table: OpenTable
  let owners: OwnerIndex
  /// The kinds and scales of all lanes.
  let kinds: [Kind]
  package let scales: [NumberScale]
  let settings: ScanSettings

  /// Prepares a scan; `derived` are the kinds of the lanes after those of the contract.
  package init(
    _ table: OpenTable, owners: OwnerIndex, derived: [Kind] = [], settings: ScanSettings
  ) {
    self.table = table
    self.owners = owners
    self.kinds = table.contract.columns.map(\.kind) + derived
    self.scales = kinds.enumerated().map { index, kind in
      let name = index < table.contract.columns.count ? table.contract.columns[index].name : ""
      return NumberScale(kind, unit: table.source.columns[name]?.unit) ?? NumberScale.plain
    }
    self.settings = settings
  }

  /// Reads everything.
  ///
  /// Every batch goes to the worker that read it, and the logs come back in the
  /// order of the files and rows. The workers come in no order. With `reach`, rows of other dates
  /// are counted and not given on.
  package func run<Worker: AnyObject & Sendable>(
    within reach: DateReach? = nil,
    makeWorker: @escaping @Sendable () -> Worker,
    take: @escaping @Sendable (Worker, RowBatch) -> Void
  ) throws -> (workers: [Worker], logs: [ScanLog]) {
    let stretches = self.stretches()
    let chains = table.files.map { ChunkChain($0) }
    let total = stretches.reduce(0) { $0 + $1.end - $1.start }
    let done = Atomic<Int>(0)
    let rows = Atomic<Int>(0)
    let next = Atomic<Int>(0)
    let results = Mutex(ScanResults<Worker>(files: table.files.count))
    let work: @Sendable (Int) -> Void = { _ in
      let worker = makeWorker()
      var reader: StretchReader?
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < stretches.count else { break }
        let stretch = stretches[index]
        let file = table.files[stretch.file]
        let current: StretchReader
        if let reader, reader.index == stretch.file {
          current = reader
        } else {
          current = StretchReader(self, file, stretch.file, within: reach)
          reader = current
        }
        let isStopped = settings.isCancelled() || results.withLock { $0.error != nil }
        let log = ScanLog(table: table.contract.name, file: file.name)
        do throws(ImportError) {
          try current.read(stretch, chains[stretch.file], log, isStopped: isStopped) {
            take(worker, $0)
          }
        } catch {
          results.withLock { $0.error = error }
        }
        results.withLock { $0.add(log, of: stretch, at: index) }
        let bytes = stretch.end - stretch.start
        settings.progress?(
          ScanProgress(
            table: table.contract.name, file: file.name,
            done: done.wrappingAdd(bytes, ordering: .relaxed).newValue, total: total,
            rows: rows.wrappingAdd(log.rowsRead, ordering: .relaxed).newValue))
      }
      results.withLock { $0.workers.append(worker) }
    }
    let threads = max(1, min(settings.threads, stretches.count))
    if threads == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads, execute: work)
    }
    let (workers, logs, error) = results.withLock { ($0.workers, $0.logs, $0.error) }
    if let error { throw error }
    if settings.isCancelled() { throw CancellationError() }
    return (workers, stretches.indices.compactMap { logs[$0] })
  }

  /// The stretches that a thread has at least, where they are large enough to be worth it.
  private static let shares = 8
  private static let leastShare = 64 << 10

  private func stretches() -> [Stretch] {
    // A small table is cut so that each thread has several stretches: none waits long for the last.
    let total = table.files.reduce(0) { $0 + $1.file.size - $1.start }
    let fair = max(TableScan.leastShare, total / (TableScan.shares * settings.threads))
    let chunk = settings.threads == 1 ? settings.chunk : min(settings.chunk, fair)
    var all: [Stretch] = []
    for (index, file) in table.files.enumerated() {
      var (start, number) = (file.start, 0)
      while start < file.file.size {
        let end = min(start + chunk, file.file.size)
        all.append(Stretch(file: index, number: number, start: start, end: end))
        (start, number) = (end, number + 1)
      }
    }
    return all
  }
}

/// A stretch of bytes of one file; the rows that begin after its first byte and up to its end are
/// its own.
struct Stretch: Sendable {
  let file: Int
  let number: Int
  let start: Int
  let end: Int
}

/// What the workers of a scan have come to.
private struct ScanResults<Worker> {
  var workers: [Worker] = []
  private(set) var logs: [Int: ScanLog] = [:]
  var error: ImportError?
  /// For each file how many problems the logs hold, and the last stretch among them.
  private var told: [(count: Int, last: Int)]

  init(files: Int) { told = Array(repeating: (0, -1), count: files) }

  /// Keeps the log of a stretch; its problems only where those of the stretches before it are not
  /// as many as are told of a file.
  mutating func add(_ log: ScanLog, of stretch: Stretch, at index: Int) {
    logs[index] = log
    if index > told[stretch.file].last, told[stretch.file].count >= ScanLog.limit {
      log.problems = []
      return
    }
    told[stretch.file].count += log.problems.count
    told[stretch.file].last = max(told[stretch.file].last, index)
  }
}
