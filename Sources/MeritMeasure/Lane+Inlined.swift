internal import MeritImport

// What loops need of lanes, once more for this module: of another one it is called, value by value,
// and not inlined.
extension Lane {
  /// Takes memory for `capacity` values.
  init(capacity: Int, repeating value: Element) {
    self.init(capacity: capacity)
    fill(value, count: capacity)
  }

  /// Fills the first `count` places.
  func fill(_ value: Element, count: Int) {
    precondition(count <= capacity, "a count inside the lane")
    for place in 0..<count { unsafe base[place] = value }
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
}
