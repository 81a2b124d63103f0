import MeritLedger
import MeritModel
import MeritReport

/// A closed period as the ledger gives it, before its people have places in a roster.
struct SealedDocument {
  let seal: Seal
  /// The people with the roster rows that decided the period, the header first.
  let people: [[String]]
  /// The bytes of figures.csv.
  let figures: [UInt8]

  /// Takes in the documents as they hold now.
  init(_ seal: Seal, people: [UInt8], figures: [UInt8]) {
    self.seal = seal
    self.people = Array(CSVLines(String(decoding: people, as: UTF8.self)))
    self.figures = figures
  }

  /// The ids of everybody who was in the period.
  var employees: Set<String> { Set(people.dropFirst().compactMap(\.first)) }
}

/// The lines of a figures.csv, read without a text for each field: a year of many people has
/// millions of them.
struct FigureLines {
  /// One figure as it was written.
  struct Line {
    let scope: String
    let id: String
    let figure: String
    let state: String
    let value: String
  }

  private let bytes: [UInt8]

  /// Takes in the whole file.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Hands over the lines of the figures that are wanted.
  func read(_ isWanted: (_ figure: String) -> Bool, take: (Line) throws -> Void) rethrows {
    var start = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    var commas = [Int](repeating: 0, count: 6)
    while start < bytes.count {
      var (end, found, isQuoted) = (start, 0, false)
      while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: "\n") {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        if bytes[end] == UInt8(ascii: ","), !isQuoted, found < 6 {
          commas[found] = end
          found += 1
        }
        end += 1
      }
      if found == 6, isWanted(field(commas[2] + 1, commas[3])) {
        try take(
          Line(
            scope: field(start, commas[0]), id: field(commas[0] + 1, commas[1]),
            figure: field(commas[2] + 1, commas[3]), state: field(commas[4] + 1, commas[5]),
            value: field(commas[5] + 1, end)))
      }
      start = end + 1
    }
  }

  private func field(_ start: Int, _ end: Int) -> String {
    guard bytes[start..<end].first == UInt8(ascii: "\"") else {
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    var lines = CSVLines(String(decoding: bytes[start..<end], as: UTF8.self))
    return lines.next()?.first ?? ""
  }
}
