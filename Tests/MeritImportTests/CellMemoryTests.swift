import MeritImport
import MeritModel
import Testing

/// Durations as a clock shows them, 1,500 different ones twice and more, and words for no value; the
/// first clock stands in line 12.
private let durations: [(text: String, seconds: Int?)] = (0..<4000).map { row in
  if row < 10 { return ("\(row)", row) }
  if row % 7 == 6 { return ("N/A", nil) }
  let seconds = row % 1500
  let (minute, second) = (seconds / 60, seconds % 60)
  let text = "0:" + (minute < 10 ? "0" : "") + "\(minute):" + (second < 10 ? "0" : "") + "\(second)"
  return (text, seconds)
}

@Test(
  "Cells that come again are read as the first time, and counted each time",
  arguments: [(1, 1 << 20), (1, 64), (2, 700), (3, 4096), (4, 65)])
func cellsThatComeAgain(threads: Int, chunk: Int) throws {
  let text = "x\n" + durations.map { $0.text + "\n" }.joined()
  let reading = try read(
    text, one(.seconds, isOptional: true), settings: ScanSettings(threads: threads, chunk: chunk))
  #expect(reading.values == durations.map { [$0.seconds.map(String.init) ?? ""] })
  // Of rows 10 to 3999 each seventh, from row 13 on, has a word for no value.
  #expect(
    reading.problems.map { "\($0.line): \($0.message)" }.sorted() == [
      "12: 3420 cells of `x` written as a clock, read as a duration; the first is here",
      "15: 570 cells of `x` with a word for no value, read as empty; the first is here",
    ])
}
