internal import CZlib

/// Compresses what is kept; the bytes that come back are those that went in.
enum Packing {
  /// On exports an eighth of the time of the best level, for a tenth more bytes.
  private static let level: Int32 = 4
  /// Of columns the best level takes a hundredth less.
  private static let columnLevel: Int32 = 6
  /// Stands before the number of columns; no compressed bytes begin with it.
  private static let columnMark: UInt8 = 1

  /// Packs a table that was turned; other bytes as they are.
  static func packedTable(_ bytes: [UInt8]) throws(LedgerError) -> [UInt8] {
    guard let table = TableColumns.turned(bytes) else { return try packed(bytes) }
    return [columnMark, UInt8(table.columns)] + (try packed(table.bytes, at: columnLevel))
  }

  /// The bytes of what ``packedTable(_:)`` or ``packed(_:at:)`` gave for so many; nil for others.
  static func unpackedTable(_ packed: [UInt8], count: Int) -> [UInt8]? {
    guard packed.first == columnMark, packed.count > 2 else {
      return unpacked(packed, count: count)
    }
    return unpacked(Array(packed[2...]), count: count).flatMap {
      TableColumns.turnedBack($0, columns: Int(packed[1]))
    }
  }

  static func packed(
    _ bytes: [UInt8], at level: Int32 = level
  ) throws(LedgerError) -> [UInt8] {
    let bound = Int(compressBound(uLong(bytes.count)))
    var length = uLongf(bound)
    var status = Z_OK
    var packed = [UInt8](repeating: 0, count: bound)
    unsafe packed.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        status = unsafe compress2(
          target.baseAddress, &length, source.baseAddress, uLong(source.count),
          level)
      }
    }
    guard status == Z_OK else { throw .failed(reason: "compressing gave \(status)") }
    packed.removeLast(bound - Int(length))
    return packed
  }

  /// Nil where the bytes are not what `packed` gave for so many bytes.
  static func unpacked(_ packed: [UInt8], count: Int) -> [UInt8]? {
    // One byte more than promised, so that a longer content is seen and not cut; a content cannot
    // be more than about a thousand times longer than its packed form.
    guard count >= 0, count <= packed.count * 1_100 + 64 else { return nil }
    var length = uLongf(count + 1)
    var status = Z_OK
    var bytes = [UInt8](repeating: 0, count: count + 1)
    unsafe bytes.withUnsafeMutableBufferPointer { target in
      unsafe packed.withUnsafeBufferPointer { source in
        status = unsafe uncompress(
          target.baseAddress, &length, source.baseAddress, uLong(source.count))
      }
    }
    guard status == Z_OK, Int(length) == count else { return nil }
    bytes.removeLast()
    return bytes
  }
}
