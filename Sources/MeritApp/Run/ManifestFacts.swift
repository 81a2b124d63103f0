import Foundation

/// What a manifest says, read back.
struct ManifestFacts: Decodable, Sendable {
  struct Policy: Decodable, Sendable {
    let id: String
    let version: String
    let file: String
    let sha256: String
  }

  struct Input: Decodable, Hashable, Sendable {
    let table: String
    let file: String
    let sha256: String
    let rows: Int
  }

  struct Earlier: Decodable, Hashable, Sendable {
    let period: String
    let seal: String?
  }

  struct Output: Decodable, Hashable, Sendable {
    let file: String
    let sha256: String
  }

  let merit: String
  let period: String
  let policy: Policy
  /// The periods that the run read besides its own.
  let earlier: [Earlier]
  let inputs: [Input]
  let outputs: [Output]

  /// Reads the bytes of a manifest.json; nil where they are none.
  init?(_ bytes: [UInt8]) {
    guard let facts = try? JSONDecoder().decode(ManifestFacts.self, from: Data(bytes)) else {
      return nil
    }
    self = facts
  }

  /// Says what differs in another manifest: the program, the policy, each input, each output.
  func differences(to other: ManifestFacts) -> [String] {
    var said: [String] = []
    if merit != other.merit {
      said.append("it was run by version \(merit) of the program, this is \(other.merit)")
    }
    if policy.sha256 != other.policy.sha256 {
      said.append(
        policy.file == other.policy.file
          ? "the policy `\(policy.file)` has changed"
          : "the policy was `\(policy.file)`, now it is `\(other.policy.file)`")
    }
    said += earlierDifferences(other) + inputDifferences(other)
    // Where nothing that goes in differs, what came out is worth telling.
    return said.isEmpty ? outputDifferences(other) : said
  }

  private func earlierDifferences(_ other: ManifestFacts) -> [String] {
    let before = Dictionary(earlier.map { ($0.period, $0.seal) }) { first, _ in first }
    return other.earlier.filter { before[$0.period] != .some($0.seal) }.map { now in
      guard let then = before[now.period] else {
        return "\(now.period) is looked at now, and was not then"
      }
      if now.seal == nil { return "\(now.period) is computed now" }
      return then == nil
        ? "\(now.period) was closed after this run, which is to read it as it was sealed"
        : "\(now.period) was closed once more after this run"
    }
  }

  private func inputDifferences(_ other: ManifestFacts) -> [String] {
    let before = Dictionary(inputs.map { ($0.file, $0) }) { first, _ in first }
    let now = Dictionary(other.inputs.map { ($0.file, $0) }) { first, _ in first }
    return Set(before.keys).union(now.keys).sorted().compactMap { file in
      switch (before[file], now[file]) {
      case (nil, _): "the input `\(file)` is new"
      case (_, nil): "the input `\(file)` is not read any more"
      case (let old?, let new?):
        old.sha256 == new.sha256
          ? nil : "the input `\(file)` has changed: \(old.rows) rows, now \(new.rows)"
      }
    }
  }

  private func outputDifferences(_ other: ManifestFacts) -> [String] {
    let before = Dictionary(outputs.map { ($0.file, $0.sha256) }) { first, _ in first }
    let now = Dictionary(other.outputs.map { ($0.file, $0.sha256) }) { first, _ in first }
    return Set(before.keys).union(now.keys).sorted().filter { before[$0] != now[$0] }
      .map { "`\($0)` would come out differently" }
  }
}
