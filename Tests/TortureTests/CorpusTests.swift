import Foundation
import Fuzzing
import TestSupport
import Testing

@Suite("torture: every file of every suite")
struct CorpusTests {
  /// Far more than a file takes, since the tests of other files run beside it.
  private let patience = 120.0

  @Test(
    "no file of any suite crashes, hangs, or is read otherwise in other pieces",
    arguments: [
      "csv-spectrum", "rvl-corpus", "univocity", "encodings-own", "csv-injection-own", "duckdb-csv",
    ])
  func tables(suite: String) throws {
    guard let files = SuiteFiles.all(suite, ending: ".csv") else { return SuiteFiles.skip() }
    #expect(!files.isEmpty)
    for file in files {
      let bytes = try SuiteFiles.bytes(file)
      let start = Date()
      let flaw = try CSVTrial.flaw(bytes)
      #expect(flaw == nil, "\(file.path): \(flaw ?? "")")
      #expect(Date().timeIntervalSince(start) < patience, "\(file.path) takes too long")
    }
  }

  @Test(
    "no text of any suite crashes the readers of JSON and policies",
    arguments: [
      "jsontestsuite", "policy-json-own", "json-schema/tests", "naughty-strings",
    ])
  func texts(suite: String) throws {
    guard let files = SuiteFiles.all(suite, ending: ".json") else { return SuiteFiles.skip() }
    #expect(!files.isEmpty)
    for file in files {
      let bytes = try SuiteFiles.bytes(file)
      let start = Date()
      let flaw = JSONTrial.flaw(bytes)
      #expect(flaw == nil, "\(file.path): \(flaw ?? "")")
      #expect(Date().timeIntervalSince(start) < patience, "\(file.path) takes too long")
    }
  }
}
