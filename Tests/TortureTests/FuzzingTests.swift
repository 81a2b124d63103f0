import Fuzzing
import Testing

@Suite("damaged texts")
struct FuzzingTests {
  @Test("the same number gives the same text, another one another")
  func seeded() {
    let mutator = Mutator(corpus: [Array("a,b\n1,2\n".utf8)], pieces: CSVTrial.pieces)
    #expect(mutator.text(7, seed: 1) == mutator.text(7, seed: 1))
    #expect(Set((0..<50).map { mutator.text($0, seed: 1) }).count > 30)
    #expect((0..<500).allSatisfy { mutator.text($0, seed: 3).count <= Mutator.longest })
  }

  @Test("a few hundred damaged tables are read alike in any pieces")
  func tables() throws {
    let base = "a,b,c,d\n\"x, y\",E1,\"1,234.50\",31/12/2026\nz,0007,5,2026-03-31\r\n,,,\n"
    let mutator = Mutator(corpus: [Array(base.utf8)], pieces: CSVTrial.pieces)
    for number in 0..<300 as Range<UInt64> {
      let flaw = try CSVTrial.flaw(mutator.text(number, seed: 11))
      #expect(flaw == nil, "text \(number): \(flaw ?? "")")
    }
  }

  @Test("a few hundred damaged policies are refused or read, and nothing else")
  func policies() throws {
    let base =
      #"{ "policyFormat": 1, "inputs": { "a": { "columns": { "x": "money 0..5" } } }, "n": [1e2, "é"] }"#
    let mutator = Mutator(corpus: [Array(base.utf8)], pieces: JSONTrial.pieces)
    for number in 0..<300 as Range<UInt64> {
      let flaw = JSONTrial.flaw(mutator.text(number, seed: 11))
      #expect(flaw == nil, "text \(number): \(flaw ?? "")")
    }
  }
}
