import TestSupport
import Testing

@testable import MeritImport

/// The fields of the first record as one reads it by hand: byte by byte, each field put together anew.
private func fields(_ head: [UInt8], _ dialect: CSVDialect) -> (fields: [[UInt8]], end: Int) {
  var (fields, isQuoted, place): ([[UInt8]], Bool, Int) = ([[]], false, 0)
  func next(is byte: UInt8) -> Bool { place < head.count && head[place] == byte }
  while place < head.count {
    let byte = head[place]
    place += 1
    if byte == dialect.quote {
      if isQuoted, next(is: byte) {
        fields[fields.count - 1].append(byte)
        place += 1
      } else {
        isQuoted.toggle()
      }
    } else if byte == dialect.delimiter, !isQuoted {
      fields.append([])
    } else if byte == dialect.newline, !isQuoted {
      break
    } else {
      fields[fields.count - 1].append(byte)
    }
  }
  return (fields.map { $0.last == 13 ? $0.dropLast() : $0 }, place)
}

@Test(
  "A record of the head has its fields without their quotes",
  arguments: [
    ("a,bc,\nrest", ["a", "bc", ""], 6), ("\"a\",\"b \"\"c\"\" d\"\nx", ["a", "b \"c\" d"], 16),
    ("\"a,\nb\",c\n", ["a,\nb", "c"], 9), ("x\"y,z\"w,v", ["xy,zw", "v"], 9),
    ("a,b\r\nc", ["a", "b"], 5), ("a,\"b\"\r\n", ["a", "b"], 7), ("\n", [""], 1), ("", [""], 0),
    ("\"\",\"\"\"\"", ["", "\""], 7), ("王,\"小,明\"\n", ["王", "小,明"], 14),
  ] as [(String, [String], Int)])
func record(text: String, fields: [String], end: Int) {
  let record = HeaderRecord(Array(text.utf8), from: 0, CSVDialect(hasHeader: true))
  #expect(record.fields == fields)
  #expect(record.end == end)
}

@Test("Records of any bytes are those that are read byte by byte", arguments: UInt64(0)..<20)
func anyRecord(seed: UInt64) {
  var random = SplitMix64(seed: seed)
  let dialect = CSVDialect(hasHeader: true)
  let letters = Array("aé,,\"\"\"\n\r;".utf8)
  for _ in 0..<200 {
    let head = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
      letters.randomElement(using: &random) ?? 0
    }
    let (expected, record) = (fields(head, dialect), HeaderRecord(head, from: 0, dialect))
    #expect(record.fields == expected.fields.map { String(decoding: $0, as: UTF8.self) })
    #expect(record.end == expected.end)
  }
}
