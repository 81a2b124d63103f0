/// What speaks for reading bytes in one encoding.
package struct EncodingProposal: Hashable, Sendable {
  package let encoding: TextEncoding
  /// What was counted, and a piece of text as it would be read.
  package let words: String
  /// How well it fits, in thousandths.
  let fit: Int
}

/// Weighs the encodings in which bytes that are not UTF-8 could be meant; proposes, never chooses.
package enum EncodingEvidence {
  /// The bytes that are looked at around the first one that is not ASCII.
  private static let sampleSize = 1 << 16

  /// The encodings that fit, the best first, at most four.
  package static func proposals(for bytes: [UInt8]) -> [EncodingProposal] {
    let sample = sample(bytes)
    if let wide = wide(sample) { return [wide] }
    let candidates: [TextEncoding] = [
      .utf8, .gb18030, .big5, .shiftJIS, .eucJP, .windows1252, .latin1,
    ]
    let proposals = candidates.compactMap { proposal($0, sample) }
    // A few damaged characters in UTF-8 decode as something in every other encoding.
    if let damaged = proposals.first(where: { $0.encoding == .utf8 }), damaged.fit >= 500 {
      return [damaged]
    }
    let best = proposals.map(\.fit).max() ?? 0
    return Array(
      proposals.filter { $0.encoding != .utf8 && ($0.fit >= 300 || $0.fit == best) }
        .sorted { $0.fit > $1.fit }.prefix(4))
  }

  /// What to write into the book.
  package static func help(_ proposals: [EncodingProposal]) -> String {
    guard let first = proposals.first else {
      return "export the file again as `UTF-8`"
    }
    return "if it is \(first.encoding), write `\"dialect\": { \"encoding\": "
      + "\"\(first.encoding.rawValue)\" }` in merit.json; or export the file as UTF-8"
  }

  private static func sample(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > sampleSize, let first = bytes.firstIndex(where: { $0 >= 0x80 || $0 == 0 })
    else { return bytes }
    // From the start of a line, so that no character is cut in two.
    let start = bytes[..<first].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return Array(bytes[start..<min(bytes.count, start + sampleSize)])
  }

  /// UTF-16 without a mark: every second byte of ASCII text is zero.
  private static func wide(_ sample: [UInt8]) -> EncodingProposal? {
    var zeros = (even: 0, odd: 0)
    for (place, byte) in sample.enumerated() where byte == 0 {
      if place % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let (most, least) = (max(zeros.even, zeros.odd), min(zeros.even, zeros.odd))
    guard most * 8 > sample.count, least * 20 < most else { return nil }
    let encoding = zeros.odd > zeros.even ? TextEncoding.utf16LittleEndian : .utf16BigEndian
    let place = zeros.odd > zeros.even ? "second" : "first"
    return EncodingProposal(
      encoding: encoding,
      words: "\(encoding): \(most) of \(sample.count / 2) pairs of bytes have a zero as their "
        + "\(place) byte; " + excerpt(sample, encoding),
      fit: 1000)
  }

  private static func proposal(_ encoding: TextEncoding, _ sample: [UInt8]) -> EncodingProposal? {
    let count = CharacterCount(sample, encoding)
    guard count.all > 0, count.usual + count.unusual > 0 else { return nil }
    let fit = count.usual * 1000 / count.all
    let all = count.all == 1 ? "the one character" : "all \(count.all) characters"
    let decoded =
      count.bad == 0
      ? "\(all) beyond ASCII can be read"
      : "\(count.bad) of \(count.all) characters beyond ASCII cannot be read"
    return EncodingProposal(
      encoding: encoding,
      words: "\(encoding): \(decoded), \(count.usual) of them \(count.what); "
        + excerpt(sample, encoding),
      fit: fit)
  }

  /// The first line with something beyond ASCII as it would be read.
  private static func excerpt(_ sample: [UInt8], _ encoding: TextEncoding) -> String {
    var text = String(decoding: sample.prefix(4096), as: UTF8.self)
    if encoding != .utf8, let decoder = try? CharacterDecoder(encoding) {
      let decoded = decoder.decode(Array(sample.prefix(4096)), isLast: false).text
      text = String(decoding: decoded, as: UTF8.self)
    }
    let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isASCII) } ?? ""
    let cut = line.count > 40 ? line.prefix(40) + "…" : line
    return "it would read `\(cut)`"
  }
}
