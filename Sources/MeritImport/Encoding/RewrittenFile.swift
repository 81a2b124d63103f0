/// How the bytes of a file become the plain UTF-8 that a scan reads.
struct Rewriting: Sendable {
  var encoding = TextEncoding.utf8
  /// The place of the first byte that belongs to the text.
  var start = 0
  /// Nil where quotes and line ends are plain.
  var form: PlainForm?
  /// Nil where each line stays what it is.
  var folder: RowFolder?

  /// Whether the file can be read as it stands.
  var isNeeded: Bool { encoding != .utf8 || form != nil || folder != nil }
}

/// A file as plain UTF-8, made piece by piece whenever a part is asked for.
///
/// Opening it goes through the file once and notes where each piece begins and in which state, so
/// that any part can be made later by any thread; nothing of the text is kept.
final class RewrittenFile: Sendable {
  /// The original bytes of a piece.
  static let pieceSize = 1 << 18
  /// The undecodable bytes whose places are kept; all are marked in the text.
  static let mostBadBytes = 10_000

  /// What is carried from one piece to the next.
  private struct State: Sendable {
    var writer: PlainFormWriter?
    var folder: RowFolder?
  }

  private struct Piece: Sendable {
    let origin: Range<Int>
    /// The place of its first byte in the text.
    let start: Int
    let state: State
  }

  private let file: InputFile
  private let rewriting: Rewriting
  private let pieces: [Piece]
  /// Undecodable bytes in the order of the file: their place in the text and in the file.
  private let badBytes: [(text: Int, origin: Int)]
  /// The bytes of the text.
  let size: Int
  /// The folder behind the last line, which knows what it folded.
  let folder: RowFolder?

  /// Goes through the file.
  init(
    _ file: InputFile, _ rewriting: Rewriting, isCancelled: @Sendable () -> Bool = { false }
  ) throws(ImportError) {
    self.file = file
    self.rewriting = rewriting
    var (pieces, bad): ([Piece], [(text: Int, origin: Int)]) = ([], [])
    var (origin, start) = (rewriting.start, 0)
    var state = State(
      writer: rewriting.form.map { PlainFormWriter($0) }, folder: rewriting.folder)
    let decoder = try RewrittenFile.decoder(rewriting)
    while origin < file.size {
      let bytes = try file.bytes(at: origin, count: RewrittenFile.pieceSize)
      guard !bytes.isEmpty else { break }
      if isCancelled() { throw .cancelled }
      let isLast = origin + bytes.count >= file.size
      let before = state
      let made = RewrittenFile.make(bytes, decoder, &state, isLast: isLast)
      for byte in made.bad where bad.count < RewrittenFile.mostBadBytes {
        bad.append((start + byte.text, origin + byte.origin))
      }
      pieces.append(Piece(origin: origin..<origin + made.consumed, start: start, state: before))
      (origin, start) = (origin + made.consumed, start + made.text.count)
    }
    (self.pieces, self.badBytes, self.size, self.folder) = (pieces, bad, start, state.folder)
  }

  private static func decoder(_ rewriting: Rewriting) throws(ImportError) -> CharacterDecoder? {
    rewriting.encoding == .utf8 ? nil : try CharacterDecoder(rewriting.encoding)
  }

  private static func make(
    _ bytes: [UInt8], _ decoder: CharacterDecoder?, _ state: inout State, isLast: Bool
  ) -> DecodedText {
    var text = decoder?.decode(bytes, isLast: isLast) ?? DecodedText(plain: bytes)
    if state.writer != nil { text = plain(text, &state, isLast: isLast) }
    guard state.folder != nil else { return text }
    // A folded row stands elsewhere; its undecodable bytes are still marked.
    let unfolded = text.text
    text.bad = []
    text.text = state.folder?.write(unfolded, isLast: isLast) ?? []
    return text
  }

  private static func plain(
    _ decoded: DecodedText, _ state: inout State, isLast: Bool
  ) -> DecodedText {
    var text = decoded
    guard !text.bad.isEmpty else {
      text.text = state.writer?.write(decoded.text, isLast: isLast) ?? []
      return text
    }
    // The marks move with the text, so it is rewritten up to and with each of them.
    var (plain, done): ([UInt8], Int) = ([], 0)
    for index in text.bad.indices {
      let next = text.bad[index].text + 1
      plain += state.writer?.write(Array(decoded.text[done..<next]), isLast: false) ?? []
      text.bad[index].text = plain.count - 1
      done = next
    }
    text.text = plain + (state.writer?.write(Array(decoded.text[done...]), isLast: isLast) ?? [])
    return text
  }

  /// The bytes of the text at a place; fewer than wanted only at its end.
  func bytes(at place: Int, count: Int) throws(ImportError) -> [UInt8] {
    let end = min(place + count, size)
    var result: [UInt8] = []
    result.reserveCapacity(max(0, end - place))
    var index = lastPiece(before: place)
    while index < pieces.count, pieces[index].start < end {
      let piece = pieces[index]
      let text = try text(of: piece, isLast: index == pieces.count - 1)
      let known = (index + 1 < pieces.count ? pieces[index + 1].start : size) - piece.start
      guard text.count == known else { throw .changed(path: file.path) }
      let first = max(0, place - piece.start)
      result += text[min(first, text.count)..<min(end - piece.start, text.count)]
      index += 1
    }
    return result
  }

  /// The place in the file of an undecodable byte of the text; nil where it was not kept.
  func origin(ofBadByte place: Int) -> Int? {
    if rewriting.encoding == .utf8 { return origin(of: place) }
    var (low, high) = (0, badBytes.count)
    while low < high {
      let middle = (low + high) / 2
      if badBytes[middle].text < place { low = middle + 1 } else { high = middle }
    }
    return low < badBytes.count && badBytes[low].text == place ? badBytes[low].origin : nil
  }

  /// The place in the file of a byte of UTF-8 text, found by writing its piece byte by byte.
  private func origin(of place: Int) -> Int? {
    let index = lastPiece(before: place)
    guard rewriting.folder == nil, index < pieces.count,
      var writer = pieces[index].state.writer,
      let bytes = try? file.bytes(
        at: pieces[index].origin.lowerBound, count: pieces[index].origin.count)
    else { return nil }
    var start = pieces[index].start
    for (offset, byte) in bytes.enumerated() {
      start += writer.write([byte], isLast: false).count
      if start > place { return pieces[index].origin.lowerBound + offset }
    }
    return nil
  }

  private func text(of piece: Piece, isLast: Bool) throws(ImportError) -> [UInt8] {
    let bytes = try file.bytes(at: piece.origin.lowerBound, count: piece.origin.count)
    var state = piece.state
    return RewrittenFile.make(
      bytes, try RewrittenFile.decoder(rewriting), &state, isLast: isLast
    ).text
  }

  private func lastPiece(before place: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

extension DecodedText {
  /// Bytes that need no decoding.
  fileprivate init(plain bytes: [UInt8]) {
    text = bytes
    consumed = bytes.count
  }
}
