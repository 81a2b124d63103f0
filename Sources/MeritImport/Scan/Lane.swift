/// Holds a fixed run of plain values that one worker owns; the one place with raw memory of values.
///
/// A copy shares the memory; the owner frees it once. Places are checked in debug builds only,
/// because a check per cell costs a tenth of a scan.
@safe
package struct Lane<Element: BitwiseCopyable> {
  /// The first value; each module that loops over lanes has a subscript of its own on it, because
  /// one of another module is called and not inlined.
  package let base: UnsafeMutablePointer<Element>
  package let capacity: Int

  /// Takes memory for `capacity` values.
  package init(capacity: Int, repeating value: Element) {
    self.capacity = capacity
    unsafe self.base = .allocate(capacity: capacity)
    unsafe base.initialize(repeating: value, count: capacity)
  }

  /// Takes memory for `capacity` values that must be set before they are read.
  package init(capacity: Int) {
    self.capacity = capacity
    unsafe self.base = .allocate(capacity: capacity)
  }

  /// The value at a place below the capacity.
  @inline(__always)
  subscript(_ place: Int) -> Element {
    get {
      assert(place >= 0 && place < capacity, "a place inside the lane")
      return unsafe base[place]
    }
    nonmutating set {
      assert(place >= 0 && place < capacity, "a place inside the lane")
      unsafe base[place] = newValue
    }
  }

  /// Fills the first `count` places.
  package func fill(_ value: Element, count: Int) {
    precondition(count <= capacity, "a count inside the lane")
    unsafe base.update(repeating: value, count: count)
  }

  /// Gives the memory back; no copy may be used afterwards.
  package func free() {
    unsafe base.deallocate()
  }
}
