import MeritModel

extension FindingCollector {
  /// Reports a fault inside an expression, with the caret under a name of it.
  func report(
    _ code: DiagnosticCode, in expression: CompiledExpression, at part: String?,
    _ message: String, severity: Severity? = nil, notes: [String] = [], help: String
  ) {
    guard let column = expression.place.column, let whole = source.excerpt(of: expression.place)
    else {
      report(
        code, place: expression.place, message, severity: severity, notes: notes, help: help)
      return
    }
    let isText = whole.line.dropFirst(whole.column - 1).first == "\""
    let found = part.flatMap { expression.text.range(ofName: $0) }
    let offset = (found?.lowerBound ?? 0) + (isText ? 1 : 0)
    let place = SourcePlace(
      file: expression.place.file, line: expression.place.line, column: column + offset,
      pointer: expression.place.pointer)
    // Of a long line a part is shown, so the part around the name is taken anew.
    let shown = source.excerpt(of: place) ?? whole
    let rest = shown.line.count - shown.column + 1
    let excerpt = Excerpt(
      line: shown.line, column: shown.column,
      length: max(1, min(rest, found?.count ?? expression.text.count)))
    append(
      Diagnostic(
        code, message, at: place, severity: severity, excerpt: excerpt, notes: notes, help: help))
  }
}

extension String {
  /// The characters that the first whole occurrence of a name takes.
  fileprivate func range(ofName name: String) -> Range<Int>? {
    let text = Array(self)
    let wanted = Array(name)
    guard !wanted.isEmpty, wanted.count <= text.count else { return nil }
    for start in 0...(text.count - wanted.count)
    where Array(text[start..<(start + wanted.count)]) == wanted {
      let end = start + wanted.count
      let isWhole =
        (start == 0 || !text[start - 1].isNamePart) && (end == text.count || !text[end].isNamePart)
      if isWhole { return start..<end }
    }
    return nil
  }
}

extension Character {
  fileprivate var isNamePart: Bool { isLetter || isNumber || self == "_" }
}
