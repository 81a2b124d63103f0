/// The bytes of a window of a file and of cells that were rewritten; the one place with raw bytes.
///
/// Loads of 8 and 16 bytes may reach up to 64 bytes past a cell; the owner keeps that much memory.
@safe
package struct WindowBytes {
  let base: UnsafeMutableRawPointer
  let capacity: Int

  /// Takes memory as it comes: what was not stored may hold anything, and loads that reach past a
  /// text mask it.
  init(capacity: Int) {
    self.capacity = capacity
    unsafe self.base = .allocate(byteCount: capacity, alignment: 64)
  }

  @inline(__always)
  subscript(_ place: Int) -> UInt8 {
    get {
      assert(place >= 0 && place < capacity, "a place inside the window")
      return unsafe base.load(fromByteOffset: place, as: UInt8.self)
    }
    nonmutating set {
      assert(place >= 0 && place < capacity, "a place inside the window")
      unsafe base.storeBytes(of: newValue, toByteOffset: place, as: UInt8.self)
    }
  }

  /// Eight bytes, the first in the lowest bits.
  @inline(__always)
  func word(at place: Int) -> UInt64 {
    assert(place >= 0 && place + 8 <= capacity, "a word inside the window")
    return unsafe UInt64(
      littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// Sixteen bytes.
  @inline(__always)
  func block(at place: Int) -> SIMD16<UInt8> {
    assert(place >= 0 && place + 16 <= capacity, "a block inside the window")
    return unsafe base.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
  }

  /// The bytes of a stretch as they stand.
  package func array(at place: Int, count: Int) -> [UInt8] {
    precondition(place >= 0 && count >= 0 && place + count <= capacity, "a stretch inside")
    return unsafe [UInt8](UnsafeRawBufferPointer(start: base + place, count: count))
  }

  /// The text of a stretch; bytes that are no UTF-8 become U+FFFD.
  package func text(at place: Int, count: Int) -> String {
    precondition(place >= 0 && count >= 0 && place + count <= capacity, "a stretch inside")
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: base + place, count: count), as: UTF8.self)
  }

  /// Copies a stretch within the window; both must not overlap.
  func copy(from source: Int, to target: Int, count: Int) {
    precondition(source + count <= capacity && target + count <= capacity, "inside the window")
    unsafe (base + target).copyMemory(from: base + source, byteCount: count)
  }

  /// Stores bytes at a place.
  func store(_ bytes: [UInt8], at place: Int) {
    precondition(place + bytes.count <= capacity, "inside the window")
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + place).copyMemory(from: start, byteCount: bytes.count)
    }
  }

  /// Sets a stretch to zero.
  func clear(at place: Int, count: Int) {
    precondition(place + count <= capacity, "inside the window")
    unsafe (base + place).initializeMemory(as: UInt8.self, repeating: 0, count: count)
  }

  /// Lends a stretch as a buffer to be filled.
  func fill<Result>(
    at place: Int, count: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    precondition(place >= 0 && place + count <= capacity, "inside the window")
    return try unsafe body(UnsafeMutableRawBufferPointer(start: base + place, count: count))
  }

  /// Lends a stretch to be looked at.
  func show(at place: Int, count: Int, to body: (RawSpan) -> Void) {
    precondition(place >= 0 && count >= 0 && place + count <= capacity, "a stretch inside")
    body(unsafe UnsafeRawBufferPointer(start: base + place, count: count).bytes)
  }

  /// Says whether two stretches hold the same bytes.
  func equal(_ first: Int, _ bytes: [UInt8]) -> Bool {
    for (index, byte) in bytes.enumerated() where self[first + index] != byte { return false }
    return true
  }

  /// Gives the memory back.
  func free() {
    unsafe base.deallocate()
  }
}
