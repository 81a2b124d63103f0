/// Puts rows into the stretches between the edges of many windows, so that one pass over a batch
/// serves them all: the rows of each window then stand together.
struct WindowCut: Sendable {
  /// Fewer windows are selected one by one.
  static let least = 4

  /// The least cell of any window.
  private let first: Int64
  /// The cells from one place of `stretches` to the next: those of a day.
  private let unit: Int64
  /// The stretch of each day or month from the first; `count` where no window holds it.
  private let stretches: [Int32]
  /// The number of stretches.
  let count: Int
  /// The stretches of each window.
  let ranges: [Range<Int>]

  /// Cuts time at the edges of windows; nil where they are few, or too far apart for a list of days.
  init?(_ windows: [TablePlan.WindowBounds], unit: Int64) {
    let filled = windows.filter { $0.least <= $0.greatest }
    guard windows.count >= WindowCut.least, let first = filled.map(\.least).min(),
      let last = filled.map(\.greatest).max(), (last - first) / unit < 100_000
    else { return nil }
    let places = windows.map { window -> Range<Int> in
      guard window.least <= window.greatest else { return 0..<0 }
      return Int((window.least - first) / unit)..<Int((window.greatest - first) / unit) + 1
    }
    let edges = Set(places.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
    let place = Dictionary(
      edges.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { one, _ in one })
    var stretches: [Int32] = []
    for (number, (from, to)) in zip(edges, edges.dropFirst()).enumerated() {
      let isCovered = places.contains { $0.lowerBound <= from && to <= $0.upperBound }
      let stretch = Int32(truncatingIfNeeded: isCovered ? number : edges.count - 1)
      stretches += Array(repeating: stretch, count: to - from)
    }
    self.first = first
    self.unit = unit
    self.stretches = stretches
    count = edges.count - 1
    ranges = places.map { range in
      range.isEmpty ? 0..<0 : (place[range.lowerBound] ?? 0)..<(place[range.upperBound] ?? 0)
    }
  }

  /// The stretch of a cell; `count` where it lies in no window.
  @inline(__always)
  func stretch(of cell: Int64) -> Int32 {
    let outside = Int32(truncatingIfNeeded: count)
    guard cell >= first else { return outside }
    let place = Int((cell - first) / unit)
    return place < stretches.count ? stretches[place] : outside
  }
}
