import Testing

@testable import MeritImport

@Test("A table that has grown finds short and long texts, and of equal ones the last number")
func grownTable() {
  var table = KeyTable()
  let short = (0..<40).map { "key \($0)" }
  let long = (0..<40).map { "a key of more than sixteen bytes \($0)" }
  let texts = zip(short, long).flatMap { [$0, $1] }
  let window = WindowBytes(capacity: 128)
  defer { window.free() }
  func found(_ text: String) -> Int64 {
    window.store(Array(text.utf8), at: 3)
    return table.find(window, 3, text.utf8.count)
  }
  for first in [1000, 0] as [Int64] {
    for (number, text) in texts.enumerated() { table.set(text, first + Int64(number)) }
    for (number, text) in texts.enumerated() {
      #expect(found(text) == first + Int64(number))
      #expect(found(text + "x") == KeyTable.absent)
    }
  }
  #expect(found("") == KeyTable.absent)
}
