internal import MeritModel

/// Decides in which encoding a file is read: the book's word and the mark, else strict UTF-8, else
/// none; an older encoding is never guessed in silence.
struct EncodingChoice {
  /// Nil where nothing says which encoding it is.
  private(set) var encoding: TextEncoding?
  /// Whether the book or a mark says so, and not only the bytes themselves.
  private(set) var isStated = false
  private(set) var diagnostics: [Diagnostic] = []

  /// Looks at the head of a file; a cut character at its end says nothing.
  init(_ head: [UInt8], stated: TextEncoding?, isWhole: Bool, file: String) {
    let marked = TextEncoding.marked(head)
    if let marked, let stated, marked != stated {
      diagnostics.append(
        Diagnostic(
          .encodingContradicted,
          "the book says \(stated), but the file begins with the mark of \(marked)",
          at: SourcePlace(file: file), help: "it is read as \(marked); correct `encoding`"))
    }
    if let known = marked ?? stated {
      (encoding, isStated) = (known, true)
      return
    }
    if let zero = head.firstPlace(of: 0) {
      report(.nulByte, head, zero, "is a NUL byte", file)
    } else if let place = UTF8Check.firstInvalid(head, isWhole: isWhole) {
      report(.invalidUTF8, head, place, "is not UTF-8", file)
    } else {
      encoding = .utf8
    }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ head: [UInt8], _ place: Int, _ what: String, _ file: String
  ) {
    let line = 1 + head[..<place].count { $0 == 10 }
    let evidence = EncodingEvidence.proposals(for: head)
    diagnostics.append(
      Diagnostic(
        code, UTF8Check.words(head[place], place, what),
        at: SourcePlace(file: file, line: line), notes: evidence.map(\.words),
        help: EncodingEvidence.help(evidence)))
  }
}

extension UTF8Check {
  /// The first byte of a text that is not UTF-8; a character that is cut at the end of what is not
  /// whole counts as sound.
  static func firstInvalid(_ text: [UInt8], isWhole: Bool) -> Int? {
    let window = WindowBytes(capacity: text.count + 64)
    defer { window.free() }
    window.store(text, at: 0)
    let found = firstInvalid(window, from: 0, to: text.count, limit: text.count, pending: 0)
    guard let found, !isWhole, found + 4 > text.count else { return found }
    return nil
  }

  /// A byte that cannot be read, in words: its place from 0 and its value.
  static func words(_ byte: UInt8, _ place: Int, _ what: String) -> String {
    "byte \(place), 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)), \(what)"
  }
}
