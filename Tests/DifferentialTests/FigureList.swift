/// The lines of a `figures.csv`, to be asked for single figures.
struct FigureList {
  private var values: [String: String] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 7 else { continue }
      let value = cells[5] == "present" ? cells[6] : cells[5]
      values["\(cells[0]) \(cells[1]) \(cells[3])"] = value
    }
  }

  /// The value as text, the state where it is absent, or `none` where there is no such line.
  subscript(figure: String, of subject: String) -> String {
    values["\(subject) \(figure)"] ?? "none"
  }
}
