/// Remembers what cells of a column gave that are not in the plainest form, since exports repeat
/// them: durations, amounts, days.
///
/// Holds short cells only, and results that follow from the text alone. What is met again is counted
/// here and told to the log once for each stretch. One worker owns it.
final class CellMemory {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var value: Int64 = 0
    /// The conversions, a bit for each.
    var conversions: UInt32 = 0
    var isSet = false
  }

  private static let size = 1024
  /// The longest cell in bytes.
  private static let mostBytes = 16

  private let column: Int
  private var entries: [Entry] = []
  private var counts = Array(repeating: 0, count: Conversion.allCases.count)

  init(column: Int) {
    self.column = column
  }

  /// What the cell at a place gave before; nil where it is not known.
  func find(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Int64? {
    guard length <= CellMemory.mostBytes, !entries.isEmpty else { return nil }
    let (low, high) = TextKey.words(bytes, start, length)
    let entry = entries[CellMemory.place(low, high)]
    guard entry.isSet, entry.low == low, entry.high == high else { return nil }
    var rest = entry.conversions
    while rest != 0 {
      counts[rest.trailingZeroBitCount] += 1
      rest &= rest - 1
    }
    return entry.value
  }

  /// Keeps what a cell gave, in the place of an older one.
  func keep(
    _ value: Int64, _ conversions: UInt32, _ bytes: WindowBytes, _ start: Int, _ length: Int
  ) {
    guard length <= CellMemory.mostBytes else { return }
    if entries.isEmpty { entries = Array(repeating: Entry(), count: CellMemory.size) }
    let (low, high) = TextKey.words(bytes, start, length)
    entries[CellMemory.place(low, high)] = Entry(
      low: low, high: high, value: value, conversions: conversions, isSet: true)
  }

  /// Tells the log what was met again since the last time.
  ///
  /// The first line of a conversion was told when its cell was read: a worker reads a file from the
  /// front to the back, so no cell that it remembers stands before.
  func report(to log: ScanLog) {
    for conversion in Conversion.allCases where counts[conversion.rawValue] > 0 {
      log.add(counts[conversion.rawValue], to: conversion, column: column)
      counts[conversion.rawValue] = 0
    }
  }

  private static func place(_ low: UInt64, _ high: UInt64) -> Int {
    // The upper ten bits are a place among 1,024.
    Int(truncatingIfNeeded: TextKey.mix(low: low, high: high) >> 54)
  }
}
