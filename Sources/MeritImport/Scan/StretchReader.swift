internal import MeritModel

/// Reads the rows of stretches of one file into batches; one worker owns it.
final class StretchReader {
  /// The longest record that is read.
  static let longestRecord = 16 << 20
  /// The bytes that are read behind a stretch for the end of its last row, at first.
  private static let overhang = 2048

  let index: Int
  private let scan: TableScan
  /// The dates that are asked for; nil for all.
  private let reach: DateReach?
  let file: OpenFile
  let window: ScanWindow
  private(set) var places: StructuralIndex
  private let batch: RowBatch
  private(set) var log: ScanLog
  /// Bytes of the file in the window, and those that are indexed.
  private var filled = 0
  private var indexed = 0
  /// The place in the window up to which all bytes are known to be ASCII.
  private var asciiEnd = 0
  /// The place in the window up to which no quote stands.
  private var quoteFreeEnd = 0
  /// The place in the file of the first byte of the stretch.
  private(set) var offset = 0
  private(set) var line = 0
  /// The places of undecodable bytes that cost their row, and the next of them.
  private var badBytes: [Int] = []
  private var nextBad = Int.max
  private let header: RowStart
  private let readers: [HeldReader]
  /// Nil where the policy's clock is never moved.
  private let changes: ClockChanges?

  init(_ scan: TableScan, _ file: OpenFile, _ index: Int, within reach: DateReach?) {
    self.scan = scan
    self.reach = reach
    self.file = file
    self.index = index
    let room = min(scan.settings.chunk, file.size) + StretchReader.overhang
    window = ScanWindow(
      fileRoom: room, cellRoom: file.cellRoom(StructuralIndex.span + StretchReader.overhang))
    places = StructuralIndex(file.dialect, fieldCount: file.fieldCount)
    header = RowStart(file.header)
    readers = file.readers.map { HeldReader($0) }
    changes = file.movedClock.map { ClockChanges($0) }
    log = ScanLog(table: scan.table.contract.name, file: file.name)
    batch = RowBatch(
      kinds: scan.kinds, scales: scan.scales, bytes: window.bytes, log: log)
    batch.file = index
  }

  deinit { places.free() }

  var front: Int { ScanWindow.front }
  private var size: Int { file.file.size }

  func read(
    _ stretch: Stretch, _ chain: ChunkChain, _ log: ScanLog, isStopped: Bool,
    take: (RowBatch) -> Void
  ) throws(ImportError) {
    self.log = log
    batch.log = log
    offset = stretch.start
    if isStopped {
      _ = chain.pass(stretch.number, newlines: 0, quotes: 0)
      return
    }
    let head: [UInt8]
    do throws(ImportError) {
      head = try bytesBefore(stretch, chain)
      filled = try file.file.read(
        at: stretch.start, count: stretch.end - stretch.start + StretchReader.overhang,
        into: window.bytes, at: front)
    } catch {
      _ = chain.pass(stretch.number, newlines: 0, quotes: 0)
      throw error
    }
    let stop = front + min(stretch.end - stretch.start, filled)
    let census = ByteCensus(window.bytes, from: front, to: stop, file.dialect)
    quoteFreeEnd = census.quotes == 0 ? stop : 0
    let check =
      chain.witness?.asksCheck == true ? ByteCheck(window.bytes, from: front, to: stop) : nil
    let before = chain.pass(
      stretch.number, newlines: census.newlines, quotes: census.quotes
    ) { show(head, stop, check, to: chain.witness) }
    try checkBytes(stretch, census, before.lines, stop)
    finishLastLine(stretch)
    line = before.lines
    guard let first = firstRow(stretch, before, stop) else { return }
    try readRows(stretch, from: first, stop: stop, take)
    for memory in batch.memories { memory.report(to: log) }
  }

  /// The bytes before the first stretch of a file, where somebody wants to see them.
  private func bytesBefore(
    _ stretch: Stretch, _ chain: ChunkChain
  ) throws(ImportError) -> [UInt8] {
    guard stretch.number == 0, chain.witness != nil else { return [] }
    return try file.file.bytes(at: 0, count: stretch.start)
  }

  private func show(
    _ head: [UInt8], _ stop: Int, _ check: ByteCheck?, to witness: (any FileWitness)?
  ) {
    guard let witness else { return }
    // Safe, since bytes have no padding that could be looked at.
    if !head.isEmpty { unsafe witness.take(head.span.bytes) }
    window.bytes.show(at: front, count: stop - front) { witness.take($0) }
    guard let check else { return }
    if !head.isEmpty { witness.take(ByteCheck(head)) }
    witness.take(check)
  }

  private func checkBytes(
    _ stretch: Stretch, _ census: ByteCensus, _ lines: Int, _ stop: Int
  ) throws(ImportError) {
    if census.hasNUL {
      let place = (front..<stop).first { window.bytes[$0] == 0 } ?? front
      fault(
        .nulByte, "byte \(stretch.start + place - front) is a NUL byte",
        line: lineOf(place, lines),
        help: EncodingEvidence.help(
          EncodingEvidence.proposals(
            for: window.bytes.array(at: front, count: min(stop - front, 1 << 20)))))
    }
    badBytes = []
    asciiEnd = census.hasHighBytes ? 0 : stop
    if census.hasHighBytes { try checkUTF8(stretch, lines, stop) }
    nextBad = badBytes.first ?? .max
  }

  /// Finds bytes that are not UTF-8: of a stated encoding each costs its row, else the file.
  private func checkUTF8(
    _ stretch: Stretch, _ lines: Int, _ stop: Int
  ) throws(ImportError) {
    var start = front
    let carried = try pending(before: stretch)
    while let place = UTF8Check.firstInvalid(
      window.bytes, from: start, to: stop, limit: front + filled,
      pending: start == front ? carried : 0)
    {
      guard file.isEncodingStated else {
        let sample = window.bytes.array(at: front, count: min(stop - front, 1 << 20))
        let proposals = EncodingEvidence.proposals(for: sample)
        log.diagnostics.append(
          Diagnostic(
            .invalidUTF8,
            UTF8Check.words(
              window.bytes[place], stretch.start + place - front, "is not UTF-8"),
            at: SourcePlace(file: file.name, line: lineOf(place, lines)),
            notes: proposals.map(\.words), help: EncodingEvidence.help(proposals)))
        return
      }
      badBytes.append(place)
      start = place + 1
    }
  }

  /// The first bytes of a stretch that belong to a character which began in the stretch before.
  private func pending(before stretch: Stretch) throws(ImportError) -> Int {
    guard stretch.number > 0, window.bytes[front] & 0xC0 == 0x80 else { return 0 }
    let start = max(0, stretch.start - 3)
    return UTF8Check.pending(try file.file.bytes(at: start, count: stretch.start - start))
  }

  /// Puts a line end behind a file that has none, so that every row ends with one.
  private func finishLastLine(_ stretch: Stretch) {
    let end = front + filled
    if stretch.start + filled >= size, filled > 0, window.bytes[end - 1] != file.dialect.newline {
      window.bytes[end] = file.dialect.newline
      filled += 1
    }
    window.bytes.clear(at: front + filled, count: ScanWindow.slack)
  }

  /// The place of the first row of the stretch; nil where a row of an earlier one fills it.
  private func firstRow(_ stretch: Stretch, _ before: ChunkChain.State, _ stop: Int) -> Int? {
    guard stretch.number > 0 else { return front }
    var isQuoted = before.isQuoted
    for place in front..<stop {
      let byte = window.bytes[place]
      if byte == file.dialect.quote { isQuoted.toggle() }
      if byte == file.dialect.newline {
        line += 1
        if !isQuoted { return stretch.start + place + 1 - front < size ? place + 1 : nil }
      }
    }
    return nil
  }

  private func readRows(
    _ stretch: Stretch, from first: Int, stop: Int, _ take: (RowBatch) -> Void
  ) throws(ImportError) {
    places.start(at: first)
    indexed = first
    var row = first
    while row <= stop {
      if indexed >= front + filled {
        // The row at hand does not end in the window.
        guard try extend(stretch) else {
          if row < front + filled { reportOpenEnd() }
          return
        }
      }
      let end = min(front + filled, indexed + StructuralIndex.span)
      guard places.hasRoom else {
        fault(
          .fieldTooLong, "the record has more than 65,536 fields", line: line,
          help: "correct the `delimiter` of the file in merit.json")
        return
      }
      places.run(window.bytes, from: indexed, to: end, hasQuotes: end > quoteFreeEnd)
      indexed = end
      if let stray = places.strayQuote {
        reportStrayQuote(stray, row)
        return
      }
      row = emitRows(row, stop, take)
      places.keepRest()
      if row - front + stretch.start >= size { return }
    }
  }

  /// Reads on after the window; says whether there was more.
  private func extend(_ stretch: Stretch) throws(ImportError) -> Bool {
    let offset = stretch.start + filled
    guard offset < size, filled < scan.settings.chunk + StretchReader.longestRecord else {
      return false
    }
    if filled + StretchReader.overhang > window.fileRoom {
      window.growFile(to: 2 * window.fileRoom, keeping: filled)
      batch.bytes = window.bytes
    }
    filled += try file.file.read(
      at: offset, count: window.fileRoom - filled - 1, into: window.bytes,
      at: front + filled)
    finishLastLine(stretch)
    return true
  }

  /// Gives on the complete rows that begin up to `stop`; gives the place of the next row.
  private func emitRows(_ first: Int, _ stop: Int, _ take: (RowBatch) -> Void) -> Int {
    var (row, number, base) = (first, 0, 0)
    batch.bytes = window.bytes
    var count = 0
    while number < places.rowCount, row <= stop {
      let end = Int(places.ends[number])
      let fields = end - base
      let lineEnd = Int(places.places[end])
      let isFirst = header.begins(window.bytes, row)
      if isFirst || nextBad < lineEnd || lineEnd > stop, isOutOfPlace(row, lineEnd, stop) {
        // Told already; no row of data.
      } else if fields > 1 || !isBlank(row, lineEnd) {
        if fields == file.fieldCount || hasEmptyRest(fields, base, row) {
          batch.bases[count] = UInt32(truncatingIfNeeded: base)
          batch.lines[count] = line
          batch.rowStarts[count] = row
          count += 1
        } else {
          reportFieldCount(fields, row, lineEnd)
        }
      }
      line += 1
      if places.hasQuotedNewline {
        line += ByteCensus(window.bytes, from: row, to: lineEnd, file.dialect).newlines
      }
      (row, base, number) = (lineEnd + 1, end, number + 1)
      if count == RowBatch.capacity {
        emit(count, until: row, take)
        count = 0
      }
    }
    if count > 0 { emit(count, until: row, take) }
    return row
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    for place in start..<end {
      let byte = window.bytes[place]
      guard byte == 32 || byte == 9 || byte == 13 else { return false }
    }
    return true
  }

  /// Says whether a row differs from the header's number of fields only in empty ones at its end.
  private func hasEmptyRest(_ fields: Int, _ base: Int, _ row: Int) -> Bool {
    guard fields > file.fieldCount else { return fields >= file.leastFields }
    for field in file.fieldCount..<fields {
      let (start, end) = (
        Int(places.places[base + field]) + 1, Int(places.places[base + field + 1])
      )
      for place in start..<max(start, end) {
        let byte = window.bytes[place]
        guard byte == 32 || byte == 13 || byte == file.dialect.quote else { return false }
      }
    }
    log.note(.emptyFieldsDropped, column: -1, line: line) { "" }
    return true
  }

  /// Takes out a row that repeats the header or holds a byte that cannot be decoded.
  private func isOutOfPlace(_ row: Int, _ end: Int, _ stop: Int) -> Bool {
    if header.stands(window.bytes, row, end) {
      log.rowsRead += 1
      log.uses[RowUse.repeatedHeader.rawValue] += 1
      return true
    }
    while nextBad < row, !badBytes.isEmpty {
      badBytes.removeFirst()
      nextBad = badBytes.first ?? .max
    }
    var bad = nextBad < end ? nextBad : nil
    if bad == nil, file.isEncodingStated, end > stop {
      let first = max(row, stop)
      let before = max(row, first - 3)
      bad = UTF8Check.firstInvalid(
        window.bytes, from: first, to: end, limit: end,
        pending: UTF8Check.pending(window.bytes.array(at: before, count: first - before)))
    }
    guard let bad else { return false }
    reportUndecodable(bad, row, end)
    return true
  }

  private func emit(_ count: Int, until end: Int, _ take: (RowBatch) -> Void) {
    batch.count = count
    batch.faults.fill(0, count: count)
    for column in batch.wide.indices where !batch.wide[column].isEmpty { batch.wide[column] = [:] }
    window.resetArena(room: file.cellRoom(end - batch.rowStarts[0], rows: count), keeping: filled)
    batch.bytes = window.bytes
    batch.isASCII = end <= asciiEnd
    log.rowsRead += count
    if let reach {
      read(reach.column)
      log.uses[RowUse.outsidePeriod.rawValue] += batch.keep(in: reach)
    }
    for column in readers.indices where column != reach?.column { read(column) }
    findOwners()
    for row in 0..<batch.count where batch.faults[row] != 0 {
      log.faults[Int(batch.faults[row])] += 1
    }
    if batch.count > 0 { take(batch) }
  }

  private func read(_ column: Int) {
    readers[column].reader.read(batch, places.places, window)
    if let changes, readers[column].reader.form == .moment { changes.check(batch, column: column) }
  }

  private func findOwners() {
    guard let owner = scan.table.contract.owner else {
      batch.owners.fill(scan.owners.count, count: batch.count)
      return
    }
    batch.findOwners(owner, among: scan.owners, into: batch.owners)
  }
}
