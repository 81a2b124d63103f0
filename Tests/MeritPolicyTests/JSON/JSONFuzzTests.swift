import Foundation
import MeritModel
import MeritPolicy
import TestSupport
import Testing

/// Damaged files: nothing crashes, and nothing is read that Foundation refuses.
struct JSONFuzzTests {
  private static let seed = #"""
    {"a": [1, -2.5e3, 0], "é": {"b": "x\"\\\u4e2d\n", "c": null}, "t": true, "f": [false, "中"]}
    """#

  @Test(arguments: 0..<8) func `what is read Foundation reads too`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces = Array("{}[]\",:\\u0e-+.1tn '/\u{0}\u{FF}".utf8) + [0xFF, 0xC3, 0xE4]
    for _ in 0..<500 {
      var bytes = Array(Self.seed.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(pieces.randomElement(using: &random) ?? 0, at: place)
        default: bytes[place] = pieces.randomElement(using: &random) ?? 0
        }
      }
      let checked = JSONReader.read(bytes, file: "a.json")
      let isReadByFoundation =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(checked.result == nil || isReadByFoundation, "\(text)")
      #expect(checked.result != nil || checked.diagnostics.count >= 1, "\(text)")
    }
  }
}
