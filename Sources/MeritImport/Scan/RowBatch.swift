package import MeritModel

/// Rows of one file in columns: each cell is one whole number whose meaning the column's kind gives.
///
/// Numbers are parts of the column's scale, dates days, datetimes seconds, months and quarters
/// counted from year 0, flags 0 and 1, choices their place in the list, texts place and length in
/// `bytes`. Reused for the next rows as soon as its receiver returns.
package final class RowBatch {
  /// The most rows of a batch.
  package static let capacity = 2048
  /// An empty cell.
  package static let empty = Int64.min
  /// A number that is no whole number of parts; it stands in `wide`.
  package static let wideMark = Int64.max

  /// The rows.
  package internal(set) var count = 0
  /// A lane for each column of the contract, then for each derived column.
  package let lanes: [Lane<Int64>]
  /// For each row 0, or the raw value of its fault.
  package let faults: Lane<UInt8>
  /// The physical line with which each row begins.
  package let lines: Lane<Int>
  /// The person who owns each row; the number of people where nobody does.
  package let owners: Lane<Int>
  /// The fractions of cells that are marked `wideMark`, by column and row.
  package var wide: [[Int: Exact]]
  /// The texts that the cells point to.
  package internal(set) var bytes: WindowBytes
  /// The texts of columns that no file holds, by lane; empty where there are none.
  package var pools: [TextPool?] = []
  /// What cells of each column gave that are not in the plainest form.
  let memories: [CellMemory]
  /// The conversions of the cell that was read last, a bit for each.
  var noted: UInt32 = 0
  /// Whether no byte of the rows is beyond ASCII.
  var isASCII = false
  /// The place of the file among the source's files.
  package internal(set) var file = 0
  /// Where counts and findings go.
  package internal(set) var log: ScanLog
  /// The kind of each lane.
  package let kinds: [Kind]
  /// The values of each lane of choices, in the order of their cells.
  let choices: [[Scalar]]
  /// The scale of each lane of numbers.
  package let scales: [NumberScale]
  let bases: Lane<UInt32>
  let rowStarts: Lane<Int>

  init(kinds: [Kind], scales: [NumberScale], bytes: WindowBytes, log: ScanLog) {
    lanes = kinds.map { _ in Lane(capacity: RowBatch.capacity) }
    faults = Lane(capacity: RowBatch.capacity)
    lines = Lane(capacity: RowBatch.capacity)
    owners = Lane(capacity: RowBatch.capacity)
    rowStarts = Lane(capacity: RowBatch.capacity)
    bases = Lane(capacity: RowBatch.capacity)
    wide = Array(repeating: [:], count: kinds.count)
    memories = kinds.indices.map { CellMemory(column: $0) }
    self.kinds = kinds
    choices = kinds.map { kind in
      if case .choice(let names) = kind { names.map { .text($0) } } else { [] }
    }
    self.scales = scales
    self.bytes = bytes
    self.log = log
  }

  deinit {
    for lane in lanes { lane.free() }
    faults.free()
    lines.free()
    owners.free()
    bases.free()
    rowStarts.free()
  }

  /// The texts that the cells of a column point to.
  package func bytes(of column: Int) -> WindowBytes {
    pools.isEmpty ? bytes : pools[column]?.bytes ?? bytes
  }

  /// The text of a text cell.
  package func text(_ column: Int, _ row: Int) -> String {
    let cell = lanes[column][row]
    return bytes(of: column).text(at: Int(cell >> 32), count: Int(cell & 0xFFFF_FFFF))
  }

  /// The bytes of a text cell.
  package func textBytes(_ column: Int, _ row: Int) -> [UInt8] {
    let cell = lanes[column][row]
    return bytes(of: column).array(at: Int(cell >> 32), count: Int(cell & 0xFFFF_FFFF))
  }

  /// Finds for each row whom a column names; the number of all where it names none of them.
  package func findOwners(_ column: Int, among owners: OwnerIndex, into target: Lane<Int>) {
    owners.find(lanes[column], count, bytes(of: column), into: target)
  }

  /// Finds whom a column of one row names; the number of all where it names none of them.
  package func place(_ column: Int, _ row: Int, among owners: OwnerIndex) -> Int {
    owners.find(lanes[column][row], bytes(of: column))
  }

  /// The words of a text cell among some bytes; texts of more than 16 bytes give a hash and
  /// ``TextKey/longMark``.
  @inline(__always)
  package func textKey(_ cell: Int64, _ bytes: WindowBytes) -> (low: UInt64, high: UInt64) {
    TextKey.words(bytes, Int(cell >> 32), Int(cell & 0xFFFF_FFFF))
  }

  /// A hash of the texts or numbers of some columns of a row.
  package func hash(_ columns: [Int], isText: [Bool], row: Int, seed: UInt64) -> UInt64 {
    var hash = seed
    for column in columns {
      let cell = lanes[column][row]
      if isText[column], cell != RowBatch.empty {
        hash = TextKey.mix(
          hash,
          TextKey.hash(bytes(of: column), Int(cell >> 32), Int(cell & 0xFFFF_FFFF), seed: seed))
      } else {
        hash = TextKey.mix(hash, UInt64(bitPattern: cell))
        if cell == RowBatch.wideMark, let number = wide[column][row] {
          hash = TextKey.mix(hash, UInt64(truncatingIfNeeded: number.numerator))
          hash = TextKey.mix(hash, UInt64(truncatingIfNeeded: number.denominator))
        }
      }
    }
    return TextKey.mix(hash, 0x5851_F42D_4C95_7F2D)
  }
}
