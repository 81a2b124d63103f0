import Foundation
import MeritModel
import MeritPolicy
import TestSupport
import Testing

/// Policies with a few values or keys put wrong: nothing crashes, every fault is told with its place.
struct DamagedPolicyTests {
  private static let wrong = [
    "null", "true", "0", "-1", "1.5", "1e30", "9e999", "\"\"", "\"x\"", "\"12%\"", "\"-300 CNY\"",
    "\"a = 1 and\"", "\"net_sales\"", "\"month\"", "\"error\"", "\"pass-on\"", "[]", "[[]]", "{}",
    "{\"from\": 1}", "[null]", "\"170141183460469231731687303715884105727\"", "\"0.01 half-up\"",
    "\"average(month.score)\"", "\"1 / 0\"", "\"9999-12-31\"", "[\"x\", \"x\"]",
  ]

  private static func policy(_ path: String) throws -> [UInt8] {
    let project = (0..<3).reduce(URL(filePath: #filePath)) { place, _ in
      place.deletingLastPathComponent()
    }
    return Array(try Data(contentsOf: project.appending(path: path)))
  }

  @Test(
    arguments: [
      "Tests/MeritPolicyTests/Fixtures/telesales-example.policy.json",
      "Config/telesales.policy.json",
    ], 0..<4)
  func `a damaged policy is answered with findings`(path: String, seed: Int) throws {
    let whole = try Self.policy(path)
    let root = try #require(JSONReader.read(whole, file: "p").valid)
    let parts = ranges(root)
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<60 {
      let bytes = damaged(whole, parts, &random)
      let checked = PolicyCompiler.compile(bytes, file: "p")
      #expect((checked.result == nil) == checked.diagnostics.hasErrors)
      for found in checked.diagnostics {
        let said = "\(found.code.rawValue) \(found.message)"
        #expect(found.place?.line != nil && found.excerpt != nil, "\(said)")
        #expect(
          !found.message.hasSuffix(".") && found.message.first?.isUppercase != true, "\(said)")
      }
    }
  }

  /// The bytes of every value and of every key.
  private func ranges(_ node: JSONNode) -> [Range<Int>] {
    switch node.content {
    case .array(let items): [node.range] + items.flatMap(ranges)
    case .object(let members): [node.range] + members.flatMap { [$0.keyRange] + ranges($0.node) }
    default: [node.range]
    }
  }

  /// The file with one to three values or keys replaced by wrong ones or by one of its other values.
  private func damaged(
    _ whole: [UInt8], _ parts: [Range<Int>], _ random: inout SplitMix64
  ) -> [UInt8] {
    var chosen: [Range<Int>] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let part = parts.randomElement(using: &random), part.lowerBound > 0 else { continue }
      if !chosen.contains(where: { $0.overlaps(part) }) { chosen.append(part) }
    }
    var bytes = whole
    for part in chosen.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      let other = parts.randomElement(using: &random).map { Array(whole[$0]) } ?? []
      let wrong = Array((Self.wrong.randomElement(using: &random) ?? "").utf8)
      bytes.replaceSubrange(part, with: Bool.random(using: &random) ? other : wrong)
    }
    return bytes
  }
}
