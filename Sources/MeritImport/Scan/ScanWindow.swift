/// The memory of one worker: a stretch of a file, and behind it room for cells that were rewritten.
final class ScanWindow {
  /// Bytes that loads may touch beyond what they need.
  static let slack = 64

  private(set) var bytes: WindowBytes
  /// The room for bytes of the file; a stretch starts at `front`.
  private(set) var fileRoom: Int
  private var arenaEnd: Int
  /// The place of the first byte of the file; loads and the sentinel need room before it.
  static let front = 64

  /// Makes room for a stretch of a file, and as much for rewritten cells as a batch is likely to
  /// need; room that is not used costs nothing.
  init(fileRoom: Int, cellRoom: Int) {
    self.fileRoom = fileRoom
    let arena = ScanWindow.front + fileRoom + 2 * ScanWindow.slack
    bytes = WindowBytes(capacity: arena + cellRoom + 2 * ScanWindow.slack)
    arenaEnd = arena
  }

  deinit { bytes.free() }

  private var arenaStart: Int { ScanWindow.front + fileRoom + 2 * ScanWindow.slack }

  /// Makes room for a longer stretch of the file and keeps what was read.
  func growFile(to room: Int, keeping count: Int) {
    let next = WindowBytes(capacity: ScanWindow.front + room + 2 * ScanWindow.slack + 65_536)
    next.store(bytes.array(at: ScanWindow.front, count: count), at: ScanWindow.front)
    bytes.free()
    bytes = next
    fileRoom = room
    arenaEnd = arenaStart
  }

  /// Forgets the rewritten cells and makes sure that `room` bytes fit; addresses may change.
  func resetArena(room: Int, keeping count: Int) {
    if arenaStart + room + 2 * ScanWindow.slack > bytes.capacity {
      let next = WindowBytes(capacity: arenaStart + 2 * room + 2 * ScanWindow.slack)
      next.store(bytes.array(at: ScanWindow.front, count: count), at: ScanWindow.front)
      bytes.free()
      bytes = next
    }
    arenaEnd = arenaStart
  }

  /// Stores cells joined with blanks; gives where they stand together.
  func keep(joined spans: [(start: Int, length: Int)]) -> (start: Int, length: Int) {
    let place = arenaEnd
    for (index, span) in spans.enumerated() {
      if index > 0 {
        bytes[arenaEnd] = 32
        arenaEnd += 1
      }
      bytes.copy(from: span.start, to: arenaEnd, count: span.length)
      arenaEnd += span.length
    }
    return (place, arenaEnd - place)
  }

  /// Stores a rewritten cell; gives its place.
  func keep(_ text: [UInt8]) -> Int {
    let place = arenaEnd
    bytes.store(text, at: place)
    arenaEnd += text.count
    return place
  }
}
