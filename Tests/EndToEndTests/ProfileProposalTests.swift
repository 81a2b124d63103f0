import Foundation
import TestSupport
import Testing

@Suite("profiles are proposed, as typed")
struct ProfileProposalTests {
  /// The samples, the input that each feeds, and the profile that fits.
  private static let samples = [
    ("vicidial.txt", "calls", "vicidial"), ("vicidial-extended.txt", "calls", "vicidial"),
    ("asterisk-cdr-16.csv", "calls", "asterisk-cdr"),
    ("asterisk-cdr-18.csv", "calls", "asterisk-cdr"),
    ("asterisk-cdr-21.csv", "calls", "asterisk-cdr"),
    ("asterisk-queue-log.txt", "calls", "asterisk-queue-log"),
    ("3cx-cdr.csv", "calls", "3cx-cdr"), ("3cx-cdr-no-header.csv", "calls", "3cx-cdr"),
    ("nice-cxone.csv", "calls", "nice-cxone"), ("amazon-connect.csv", "calls", "amazon-connect"),
    ("amazon-connect-data-lake.csv", "calls", "amazon-connect"), ("kf5.csv", "calls", "kf5"),
    ("salesforce-report.csv", "sales", "salesforce-report"),
    ("salesforce-data-loader.csv", "sales", "salesforce-data-loader"),
    ("hubspot-deals.csv", "sales", "hubspot-deals"), ("qualtrics.csv", "surveys", "qualtrics"),
    ("qualtrics-legacy.csv", "surveys", "qualtrics"),
    ("surveymonkey.csv", "surveys", "surveymonkey"),
    ("surveymonkey-older.csv", "surveys", "surveymonkey"), ("wjx.csv", "surveys", "wjx"),
    ("generic-zh.csv", "calls", "generic"), ("generic-zh-hant.csv", "calls", "generic"),
  ]

  private static let folder = ShippedFiles.project.appendingPathComponent(
    "Tests/MeritAppTests/Profiles/Samples")

  private static let base = ShippedFiles.project.appendingPathComponent(
    "Tests/ErrorCatalogueTests/base")
  /// An input with a key, an owner and a date, all of which it needs.
  private func input(_ name: String) -> [String: Any] {
    let (key, date) = name == "calls" ? ("call_id", "started_at") : ("survey_id", "answered_on")
    let kind = name == "calls" ? "datetime" : "date"
    return [
      "key": [key], "owner": "agent_id", "date": date,
      "columns": [key: "id", "agent_id": "id", date: kind],
    ]
  }

  private func object(_ file: URL) throws -> [String: Any] {
    let data = try Data(contentsOf: file)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func write(_ object: [String: Any], _ file: URL) throws {
    try JSONSerialization.data(withJSONObject: object).write(to: file)
  }

  /// Writes the policy and the data of the catalogue, with the input if it has none of that name.
  private func layBook(with input: String, in folder: URL) throws {
    let policies = Self.base.appendingPathComponent("policies")
    let names = try FileManager.default.contentsOfDirectory(atPath: policies.path)
    let name = try #require(names.first { $0.hasSuffix(".policy.json") })
    var policy = try object(policies.appendingPathComponent(name))
    var inputs = try #require(policy["inputs"] as? [String: Any])
    inputs[input] = inputs[input] ?? self.input(input)
    policy["inputs"] = inputs
    let own = folder.appendingPathComponent("book/policies")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try write(policy, own.appendingPathComponent("a.policy.json"))
    try FileManager.default.copyItem(
      at: Self.base.appendingPathComponent("data"),
      to: folder.appendingPathComponent("book/data"))
  }

  @Test("a draft names the profile, and a check proposes it", arguments: samples)
  func proposed(sample: String, input: String, profile: String) async throws {
    try await BookRunner.withFolder { folder in
      try layBook(with: input, in: folder)
      try FileManager.default.copyItem(
        at: Self.folder.appendingPathComponent(sample),
        to: folder.appendingPathComponent("book/data/\(sample)"))
      let export = "data/\(sample)"
      let made = try await BookRunner.run(["init", "book", "--from", "book/\(export)"], in: folder)
      let written = folder.appendingPathComponent("book/merit.json")
      #expect(made.standardOutput.contains("made the draft"), "\(made.standardError)")
      var book = try object(written)
      let inputs = try #require(book["inputs"] as? [String: [String: Any]])
      #expect(Array(inputs.keys) == [input])
      // The names of columns are no form of a program, so a draft spells them out alone.
      #expect(inputs[input]?["profile"] as? String ?? "generic" == profile)
      #expect((inputs[input]?["columns"] as? [String: Any])?.count == (input == "sales" ? 5 : 3))
      var files = ["roster", "sales", "targets"].reduce(into: [:]) { files, name in
        files[name] = ["files": ["data/\(name).csv"]]
      }
      files[input] = ["files": [export]]
      book["inputs"] = files
      try write(book, written)
      let checked = try await BookRunner.run(
        ["check", "--data", "--book", "book"], in: folder)
      #expect(
        checked.standardError.contains("write `\"profile\": \"\(profile)\"` for the input"),
        "\(checked.standardError)")
    }
  }
}
