/// Texts that stand in no file of a batch: the values of another table.
///
/// A column whose texts are these holds their cells.
/// Unchecked, since its bytes never change.
package final class TextPool: @unchecked Sendable {
  let bytes: WindowBytes
  /// The cell of each text.
  package let cells: [Int64]

  /// Keeps texts; equal ones are kept as often as they come.
  package init(_ texts: [String]) {
    let count = texts.reduce(0) { $0 + $1.utf8.count }
    bytes = WindowBytes(capacity: count + 64)
    var place = 0
    var cells: [Int64] = []
    for text in texts {
      let utf8 = Array(text.utf8)
      bytes.store(utf8, at: place)
      cells.append(Int64(place) << 32 | Int64(utf8.count))
      place += utf8.count
    }
    self.cells = cells
  }

  deinit { bytes.free() }
}
