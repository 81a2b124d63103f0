#if canImport(iconv)
  internal import iconv
#endif
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What a stretch of bytes gave as UTF-8.
struct DecodedText {
  /// The text; a byte that cannot be decoded stands as ``CharacterDecoder/undecodable``.
  var text: [UInt8] = []
  /// The bytes that were taken; a character that the stretch cuts in two is left.
  var consumed = 0
  /// The undecodable bytes: their place in the stretch and in the text.
  var bad: [(origin: Int, text: Int)] = []
}

/// Turns bytes of one encoding into UTF-8 with the converter of the system; one thread owns it.
@safe
final class CharacterDecoder {
  /// What stands in the text for a byte that cannot be decoded; no UTF-8 text holds this byte.
  static let undecodable: UInt8 = 0xFF

  private let encoding: TextEncoding
  private let converter: iconv_t

  /// Opens the system's converter; throws where the system has none for the encoding.
  init(_ encoding: TextEncoding) throws(ImportError) {
    // A failed open gives the pointer of all ones.
    guard let converter = unsafe iconv_open("UTF-8", encoding.converterName),
      unsafe converter != iconv_t(bitPattern: -1)
    else { throw .noConverter(encoding: encoding.description) }
    self.encoding = encoding
    unsafe self.converter = unsafe converter
  }

  deinit { _ = unsafe iconv_close(converter) }

  /// Decodes a stretch; what cannot be decoded is marked and passed over.
  ///
  /// In the last stretch of a file a character that is cut in two cannot be decoded either.
  func decode(_ bytes: [UInt8], isLast: Bool) -> DecodedText {
    var result = DecodedText()
    result.text.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    while result.consumed < bytes.count {
      switch step(bytes, &result) {
      case 0, E2BIG: continue
      case EINVAL where !isLast: return result
      default:
        result.bad.append((result.consumed, result.text.count))
        result.text.append(CharacterDecoder.undecodable)
        result.consumed += min(encoding.unit, bytes.count - result.consumed)
      }
    }
    return result
  }

  /// Converts as much as fits into a piece of output; gives the system's code where it stopped.
  private func step(_ bytes: [UInt8], _ result: inout DecodedText) -> Int32 {
    let room = 16_384
    let start = result.consumed
    var code: Int32 = 0
    var left = bytes.count - start
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe bytes.withUnsafeBytes { input in
        // The converter does not write to its input, though its C signature says so.
        var source = unsafe UnsafeMutablePointer<CChar>(
          mutating: input.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self))
        var free = room
        unsafe output.baseAddress?.withMemoryRebound(to: CChar.self, capacity: room) { place in
          var target: UnsafeMutablePointer<CChar>? = unsafe place
          if unsafe iconv(converter, &source, &left, &target, &free) == -1 { code = errno }
        }
        count = room - free
      }
    }
    result.text += piece
    result.consumed = bytes.count - left
    return code
  }
}
