import Testing

@testable import MeritImport

/// Whom texts name among some ids, cell by cell and all at once; nil where they name nobody.
private func found(_ texts: [String], among ids: [String]) -> [Int?] {
  let index = OwnerIndex(ids)
  let window = WindowBytes(capacity: texts.reduce(64) { $0 + $1.utf8.count })
  let (cells, owners) = (
    Lane<Int64>(capacity: texts.count + 1), Lane<Int>(capacity: texts.count + 1)
  )
  defer {
    window.free()
    cells.free()
    owners.free()
  }
  var place = 0
  for (row, text) in texts.enumerated() {
    let bytes = Array(text.utf8)
    window.store(bytes, at: place)
    cells[row] = Int64(place) << 32 | Int64(bytes.count)
    place += bytes.count
  }
  cells[texts.count] = RowBatch.empty
  index.find(cells, texts.count + 1, window, into: owners)
  let all = (0...texts.count).map { owners[$0] }
  #expect(all == (0...texts.count).map { index.find(cells[$0], window) })
  #expect(all.last == ids.count, "an empty cell names nobody")
  return all.dropLast().map { $0 == ids.count ? nil : $0 }
}

/// Ids of one form: with and without letters, of the most digits, of the longest prefix.
private let forms: [[String]] = [
  ["E00001", "E00003", "E00002"], ["0007", "0010"], ["99999999", "99999998"],
  ["12345678AB00000001", "12345678AB00000002"], ["ABCDEFGH1", "ABCDEFGH2"], ["1"],
  ["张001", "张003"],
]

@Test("Ids that differ in a number are found by it", arguments: forms)
func numberedIDs(ids: [String]) {
  #expect((NumberedIDs(ids) != nil) == (ids[0].utf8.count <= 16))
  #expect(found(ids, among: ids) == ids.indices.map { $0 })
}

@Test("What is not exactly an id is nobody's")
func nearlyNumberedIDs() {
  let ids = ["E00001", "E00003", "E00002"]
  let strangers = [
    "E00000", "E00004", "E0001", "E000001", "F00001", "e00001", "E0000x", "E 0001", "E-0001",
    "E0000:", "E0000/", "00001", "E", "", "E00001 ", "E99999",
  ]
  #expect(found(strangers, among: ids) == strangers.map { _ in nil })
}

@Test(
  "Ids of several forms, and few among many numbers, are found as texts",
  arguments: [
    ["E00001", "F00002"], ["E1", "E10"], ["E1", "anna"], ["anna"], ["E000001", "E900000"],
    ["ABCDEFGHI1", "ABCDEFGHI2"], ["", "1"], [],
  ])
func otherIDs(ids: [String]) {
  #expect(NumberedIDs(ids) == nil)
  #expect(found(ids + ["E2", "E00002"], among: ids) == ids.indices.map { $0 } + [nil, nil])
}

@Test("The numbers may span 8 for each id, and 64")
func sparseIDs() {
  // Of two ids the difference may be 79.
  #expect(NumberedIDs(["100", "179"]) != nil)
  #expect(NumberedIDs(["100", "180"]) == nil)
}

@Test("Long ids are found by all their bytes", arguments: [16, 17, 23, 24, 25, 36, 200])
func longIDs(length: Int) {
  let filler = String(repeating: "x", count: length - 3)
  // Many that differ in three bytes, at the end or at the beginning.
  let ids = (0..<300).flatMap { number in
    let digits = String(String(1000 + number).dropFirst())
    return [filler + digits, digits + filler]
  }
  #expect(found(ids, among: ids) == ids.indices.map { $0 })
  let strangers = [
    filler + "300", "300" + filler, filler + "00", filler + "0000", "000" + filler + "x",
    String(filler.dropLast()) + "y000", "000y" + String(filler.dropFirst()),
  ]
  #expect(found(strangers, among: ids) == strangers.map { _ in nil })
  #expect(found([ids[0]], among: ids + [ids[0]]) == [ids.count], "of equal ids the last")
}
