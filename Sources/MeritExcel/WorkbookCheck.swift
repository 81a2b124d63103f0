internal import CZlib

/// Says whether a finished workbook is whole.
///
/// The library that writes workbooks does not look whether the writes of its temporary files
/// succeed; a piece that is lost on a failing disk leaves tags that do not match.
package enum WorkbookCheck {
  /// Checks every part of a file's bytes: it can be unpacked, and its tags are closed in order.
  package static func isWhole(_ file: [UInt8]) -> Bool {
    guard let entries = ZipEntries(file).all, !entries.isEmpty else { return false }
    return entries.allSatisfy { entry in
      guard entry.isText else { return true }
      var tags = TagBalance()
      return entry.unpack { tags.add($0) } && tags.isClosed
    }
  }
}

/// The files in an archive.
private struct ZipEntries {
  struct Entry {
    let isText: Bool
    let isPacked: Bool
    let content: ArraySlice<UInt8>

    /// Hands over the content in pieces; false where it cannot be unpacked.
    func unpack(_ take: (ArraySlice<UInt8>) -> Void) -> Bool {
      guard isPacked else {
        take(content)
        return true
      }
      var stream = unsafe z_stream()
      let size = unsafe Int32(MemoryLayout<z_stream>.size)
      guard unsafe inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
        return false
      }
      defer { unsafe inflateEnd(&stream) }
      var packed = Array(content)
      var piece = [UInt8](repeating: 0, count: 65_536)
      return unsafe packed.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = uInt(source.count)
        while true {
          let status = unsafe piece.withUnsafeMutableBufferPointer { target in
            unsafe stream.next_out = target.baseAddress
            unsafe stream.avail_out = uInt(target.count)
            return unsafe inflate(&stream, Z_NO_FLUSH)
          }
          take(piece[..<(piece.count - Int(unsafe stream.avail_out))])
          if status != Z_OK { return status == Z_STREAM_END }
        }
      }
    }
  }

  private let file: [UInt8]

  init(_ file: [UInt8]) {
    self.file = file
  }

  /// Nil where the archive's directory is broken.
  var all: [Entry]? {
    guard let end = end(), let count = number(end + 10, 2), var place = number(end + 16, 4) else {
      return nil
    }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard number(place, 4) == 0x0201_4B50, let entry = entry(place),
        let name = number(place + 28, 2), let extra = number(place + 30, 2),
        let comment = number(place + 32, 2)
      else { return nil }
      entries.append(entry)
      place += 46 + name + extra + comment
    }
    return entries
  }

  /// The place of the record that ends the directory; a comment may follow it.
  private func end() -> Int? {
    var place = file.count - 22
    while place >= 0, place > file.count - 65_558 {
      if number(place, 4) == 0x0605_4B50 { return place }
      place -= 1
    }
    return nil
  }

  private func entry(_ place: Int) -> Entry? {
    guard let method = number(place + 10, 2), let size = number(place + 20, 4),
      let name = number(place + 28, 2), let local = number(place + 42, 4),
      let localName = number(local + 26, 2), let localExtra = number(local + 28, 2)
    else { return nil }
    let start = local + 30 + localName + localExtra
    guard start + size <= file.count, place + 46 + name <= file.count else { return nil }
    let text = file[(place + 46)..<(place + 46 + name)]
    return Entry(
      isText: text.suffix(4).elementsEqual(".xml".utf8)
        || text.suffix(5).elementsEqual(".rels".utf8),
      isPacked: method != 0, content: file[start..<(start + size)])
  }

  private func number(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= file.count else { return nil }
    return file[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Follows the tags of a text in pieces.
struct TagBalance {
  private enum State {
    case text, tag, name, quoted(UInt8)
  }

  private var state = State.text
  /// The hashes of the names of open tags.
  private var open: [UInt64] = []
  private var name: UInt64 = 0
  private var first: UInt8 = 0
  private var last: UInt8 = 0
  private var elements = 0
  private var isBroken = false

  /// Whether everything that was opened is closed.
  var isClosed: Bool {
    guard case .text = state else { return false }
    return !isBroken && open.isEmpty && elements > 0
  }

  /// Takes in the next piece.
  mutating func add(_ piece: ArraySlice<UInt8>) {
    for byte in piece { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    switch state {
    case .text:
      if byte == UInt8(ascii: "<") { (state, name, first, last) = (.name, 0, 0, 0) }
      if byte == UInt8(ascii: ">") || byte == 0 { isBroken = true }
    case .quoted(let mark):
      if byte == mark { state = .tag }
      if byte == UInt8(ascii: "<") { isBroken = true }
    case .name, .tag:
      switch byte {
      case UInt8(ascii: ">"): end()
      case UInt8(ascii: "<"): isBroken = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .quoted(byte)
      case UInt8(ascii: " "), UInt8(ascii: "\n"): state = .tag
      default: inside(byte)
      }
      last = byte
    }
  }

  private mutating func inside(_ byte: UInt8) {
    if first == 0 { first = byte }
    guard case .name = state, byte != UInt8(ascii: "/") else { return }
    name = (name ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  private mutating func end() {
    state = .text
    elements += 1
    switch first {
    case UInt8(ascii: "?"), UInt8(ascii: "!"): break
    case UInt8(ascii: "/"): if open.popLast() != name { isBroken = true }
    default: if last != UInt8(ascii: "/") { open.append(name) }
    }
  }
}
