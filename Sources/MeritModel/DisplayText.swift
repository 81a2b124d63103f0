/// Counts the terminal cells that a text takes: two for wide East Asian characters, none for marks
/// that combine (Unicode UAX #11, the ranges in use).
package func displayWidth(of text: some StringProtocol) -> Int {
  text.reduce(0) { width, character in
    width + (character.unicodeScalars.first.map(cells) ?? 0)
  }
}

/// Pads a text with blanks to a number of terminal cells; a longer one is left as it is.
package func padded(_ text: String, cells: Int, toTheRight: Bool = false) -> String {
  let blanks = String(repeating: " ", count: max(0, cells - displayWidth(of: text)))
  return toTheRight ? blanks + text : text + blanks
}

/// Shows control characters, bidirectional marks and zero-width characters as visible escapes, so
/// that text from a file can change nothing on a terminal.
package func visible(_ text: some StringProtocol) -> String {
  var shown = ""
  for scalar in text.unicodeScalars {
    if scalar == "\t" {
      shown += " "
    } else if isInvisible(scalar) {
      shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
  default: false
  }
}

private func cells(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    2
  case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  default: 1
  }
}
