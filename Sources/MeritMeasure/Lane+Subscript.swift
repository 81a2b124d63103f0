internal import MeritImport

extension Lane {
  /// The value at a place below the capacity; of this module, so that loops inline it.
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
