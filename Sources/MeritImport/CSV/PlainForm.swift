/// How a file's quotes and line ends differ from the plain form that a scan reads: quotes doubled
/// inside quoted fields and next to delimiters, lines ending in a line feed.
struct PlainForm: Hashable, Sendable {
  let delimiter: UInt8
  let quote: UInt8
  /// The byte that takes the meaning of a quote away inside quoted fields, such as a backslash.
  var escape: UInt8?
  /// Whether blanks stand between delimiters and quotes.
  var hasBlanksAtQuotes = false
  /// Whether a carriage return without a line feed ends a line.
  var endsWithReturn = false

  /// Whether nothing has to be rewritten.
  var isPlain: Bool { escape == nil && !hasBlanksAtQuotes && !endsWithReturn }
}

/// Rewrites CSV into the plain form, piece by piece; what is wrong in a file stays wrong.
struct PlainFormWriter: Sendable {
  private enum Place: Sendable {
    case fieldStart, unquoted, quoted, escaped, closed
  }

  private let form: PlainForm
  private var place = Place.fieldStart
  /// Blanks at a quote that may yet turn out to belong to the text.
  private var blanks: [UInt8] = []
  /// Whether a line feed that follows belongs to a carriage return that ended a line.
  private var hasReturned = false

  /// Starts at the first byte of a record.
  init(_ form: PlainForm) { self.form = form }

  /// Rewrites the bytes that follow those of the last call.
  mutating func write(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count + bytes.count / 8 + 16)
    for byte in bytes { take(byte, &plain) }
    if isLast { flush(&plain) }
    return plain
  }

  private mutating func flush(_ plain: inout [UInt8]) {
    if place == .escaped, let escape = form.escape { plain.append(escape) }
    plain += blanks
    blanks = []
  }

  private mutating func take(_ byte: UInt8, _ plain: inout [UInt8]) {
    switch place {
    case .quoted: takeQuoted(byte, &plain)
    case .escaped: takeEscaped(byte, &plain)
    case .closed where byte == form.quote && blanks.isEmpty:
      plain.append(byte)
      place = .quoted
    case .fieldStart where byte == form.quote:
      blanks = []
      hasReturned = false
      plain.append(byte)
      place = .quoted
    case .fieldStart, .unquoted, .closed: takeOutside(byte, &plain)
    }
  }

  private mutating func takeQuoted(_ byte: UInt8, _ plain: inout [UInt8]) {
    if byte == form.escape, byte != form.quote {
      place = .escaped
      return
    }
    plain.append(byte)
    if byte == form.quote { place = .closed }
  }

  private mutating func takeEscaped(_ byte: UInt8, _ plain: inout [UInt8]) {
    place = .quoted
    if byte == form.quote {
      plain += [byte, byte]
    } else {
      if let escape = form.escape { plain.append(escape) }
      if byte != form.escape { plain.append(byte) }
    }
  }

  private mutating func takeOutside(_ byte: UInt8, _ plain: inout [UInt8]) {
    let returned = hasReturned
    hasReturned = false
    if byte == 10 || (byte == 13 && form.endsWithReturn) {
      if byte == 10, returned { return }
      endField(&plain)
      plain.append(10)
      hasReturned = byte == 13
    } else if byte == form.delimiter {
      endField(&plain)
      plain.append(byte)
    } else if form.hasBlanksAtQuotes, place != .unquoted, byte == 32 || byte == 9 {
      blanks.append(byte)
    } else if form.hasBlanksAtQuotes, place == .closed, byte == 13 {
      // Blanks between the last quote and the two bytes of a line end.
      blanks = []
      plain.append(byte)
    } else {
      plain += blanks
      blanks = []
      plain.append(byte)
      if byte != 13 || form.endsWithReturn { place = place == .closed ? .closed : .unquoted }
    }
  }

  private mutating func endField(_ plain: inout [UInt8]) {
    if place != .closed { plain += blanks }
    blanks = []
    place = .fieldStart
  }
}
