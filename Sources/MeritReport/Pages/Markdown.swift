import MeritModel

/// Builds Markdown text; every text from data is escaped.
struct Markdown {
  private(set) var text = ""

  /// Adds a heading with a blank line before and after.
  mutating func heading(_ level: Int, _ title: String) {
    text += String(repeating: "#", count: level) + " " + title + "\n\n"
  }

  /// Adds text as it stands.
  mutating func add(_ lines: String) {
    text += lines
  }

  /// Adds a paragraph.
  mutating func paragraph(_ sentence: String) {
    text += sentence + "\n\n"
  }

  /// Adds lines of a list.
  mutating func list(_ lines: [String]) {
    text += lines.map { "- \($0)\n" }.joined() + "\n"
  }

  /// Adds a table whose columns are padded to one width, numbers to the right.
  mutating func table(_ columns: [(title: String, isNumeric: Bool)], _ rows: [[String]]) {
    let widths = columns.enumerated().map { index, column in
      rows.reduce(max(4, displayWidth(of: column.title))) { width, row in
        max(width, displayWidth(of: row[index]))
      }
    }
    line(columns.map(\.title), widths, columns.map(\.isNumeric))
    let rules = zip(columns, widths).map { column, width in
      String(repeating: "-", count: width - 1) + (column.isNumeric ? ":" : "-")
    }
    text += "| " + rules.joined(separator: " | ") + " |\n"
    for row in rows { line(row, widths, columns.map(\.isNumeric)) }
    text += "\n"
  }

  private mutating func line(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool]) {
    let padding = cells.enumerated().map { index, cell in
      padded(cell, cells: widths[index], toTheRight: isNumeric[index])
    }
    text += "| " + padding.joined(separator: " | ") + " |\n"
  }

  /// Gives a text from data in which nothing is mark-up, no line breaks, and hidden characters show.
  static func escaped(_ data: String) -> String {
    var result = ""
    let scalars = Array(visible(data).unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "[", "]", "|", "~":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "_", "#":
        if !isInsideWord(place, scalars) { result += "\\" }
        result.unicodeScalars.append(scalar)
      case "@": result += "&#64;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return unlinked(result)
  }

  // Between letters and digits an underscore is no emphasis, and a number sign no heading.
  private static func isInsideWord(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard place > 0, place + 1 < scalars.count else { return false }
    return [scalars[place - 1], scalars[place + 1]].allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  // Viewers make links of bare addresses.
  private static func unlinked(_ text: String) -> String {
    var result = text
    for (mark, safe) in [("://", ":&#47;/"), ("www.", "www&#46;")] {
      result = result.split(separator: mark, omittingEmptySubsequences: false)
        .joined(separator: safe)
    }
    return result
  }

  /// Gives a text from the policy as code.
  static func code(_ text: String) -> String {
    text.contains("`") || text.contains("|") ? escaped(text) : "`\(visible(text))`"
  }
}
